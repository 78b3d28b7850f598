using SocketLab.Core.Addresses;

namespace SocketLab.Core.Journal;

/// <summary>One thing that happened, as an object: for screens and programs, not for the receive path.</summary>
public sealed record Entry
{
    /// <summary>Position in the journal, from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>When the entry happened, UTC.</summary>
    public required DateTime Time { get; init; }

    /// <summary>Datagram, stream data or event.</summary>
    public required EntryKind Kind { get; init; }

    /// <summary>Received, sent or neither.</summary>
    public EntryDirection Direction { get; init; }

    /// <summary>The address of the other side.</summary>
    public PeerAddress Peer { get; init; }

    /// <summary>Our end of a datagram, as far as it is known; nothing for everything else.</summary>
    public LocalEnd Local { get; init; }

    /// <summary>The TCP connection, or none.</summary>
    public ConnectionId ConnectionId { get; init; }

    /// <summary>Position of stream data in its direction, in bytes; -1 for everything else.</summary>
    public long Offset { get; init; } = -1;

    /// <summary>True length in bytes.</summary>
    public int Length { get; init; }

    /// <summary>Whether the socket delivered less than was sent.</summary>
    public bool Truncated { get; init; }

    /// <summary>Whether a sender received it from somebody whom it had not sent to.</summary>
    public bool UnexpectedPeer { get; init; }

    /// <summary>The payload, as many bytes of it as were asked for.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>What happened, for events.</summary>
    public JournalEvent? Event { get; init; }
}
