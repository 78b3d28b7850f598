using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Capture.Writing;

/// <summary>An endpoint as a capture file sees it: its journal, and what its entries alone do not say. It becomes one interface.</summary>
public sealed record CaptureSource
{
    /// <summary>What people call the endpoint.</summary>
    public required string Name { get; init; }

    /// <summary>What sort of endpoint it is, in a sentence that the file carries.</summary>
    public required string Description { get; init; }

    /// <summary>What happened on it.</summary>
    public required EntryJournal Journal { get; init; }

    /// <summary>Whether it is about Unix sockets, which have no IP packets: they are written as messages.</summary>
    public bool IsUnix { get; init; }

    /// <summary>
    /// How its streams are cut into frames at this moment; null where they are not, and for datagrams, which are messages as they are.
    /// </summary>
    public Func<FramingOptions?> Framing { get; init; } = () => null;

    /// <summary>Where the socket is bound; none unless running. Stands in where an entry's own address is not known.</summary>
    public Func<PeerAddress> Bound { get; init; } = () => default;

    /// <summary>Our end of a connection; none where it is forgotten.</summary>
    public Func<ConnectionId, PeerAddress> LocalOf { get; init; } = _ => default;

    /// <summary>Datagrams that the kernel dropped before the socket could take them.</summary>
    public Func<long> KernelDrops { get; init; } = () => 0;

    /// <summary>Whether the endpoint is gone for good, so that nothing more comes.</summary>
    public Func<bool> IsGone { get; init; } = () => false;
}
