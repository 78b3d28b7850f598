using System.Globalization;
using SocketLab.Core.Addresses;
using SocketLab.Core.Filtering;

namespace SocketLab.Core.Summaries;

/// <summary>The filters that take what a row of a summary, or a span of a plot, is about.</summary>
public static class SummaryFilters
{
    /// <summary>The entries of a conversation; null where nothing tells them apart: datagrams of a Unix socket without a name.</summary>
    public static string? Of(ConversationKey key) =>
        !key.Connection.IsNone ? FilterText.Test("conn", FilterOperator.Equal, key.Connection.ToString())
        : OfPeer(key.Peer) is not { } peer ? null
        : key.Peer.IsUnix ? peer
        : $"{peer} and {OfPort(key.Peer.Port)}";

    /// <summary>The entries of a peer's address; null for a Unix socket without a name.</summary>
    public static string? OfPeer(PeerAddress peer) =>
        peer.IsNone || peer.IsUnnamed ? null : FilterText.Test("peer.address", FilterOperator.Equal, peer.Address);

    /// <summary>The entries of a peer's port.</summary>
    public static string OfPort(int port) => string.Create(CultureInfo.InvariantCulture, $"peer.port == {port}");

    /// <summary>The entries of a span of time, both ends included.</summary>
    public static string Between(DateTime from, DateTime to) => $"time >= {Stamp(from)} and time <= {Stamp(to)}";

    /// <summary>The messages of some lengths, both included.</summary>
    public static string Lengths(long from, long to) =>
        from == to
            ? string.Create(CultureInfo.InvariantCulture, $"len == {from} and kind != event")
            : string.Create(CultureInfo.InvariantCulture, $"len >= {from} and len <= {to} and kind != event");

    private static string Stamp(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
