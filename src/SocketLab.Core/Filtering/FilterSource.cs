using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Filtering;

/// <summary>A journal to filter, and what its entries do not know themselves.</summary>
/// <param name="Journal">The entries.</param>
public sealed record FilterSource(EntryJournal Journal)
{
    /// <summary>The id of the endpoint whose journal it is; empty where there is none.</summary>
    public string EndpointId { get; init; } = "";

    /// <summary>The endpoint's name as it is now.</summary>
    public Func<string> EndpointName { get; init; } = () => "";

    /// <summary>Our end of a connection; <see cref="PeerAddress.None"/> where nobody knows.</summary>
    public Func<ConnectionId, PeerAddress> LocalOf { get; init; } = _ => PeerAddress.None;
}
