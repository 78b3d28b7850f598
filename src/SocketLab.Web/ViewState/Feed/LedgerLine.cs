using SocketLab.Core.Definitions;
using SocketLab.Core.Statistics;

namespace SocketLab.Web.ViewState.Feed;

/// <summary>The status line's counts: they reconcile, and what was lost is among them.</summary>
public sealed record LedgerLine(
    long Received,
    long Sent,
    long Events,
    long Kept,
    long? Dropped,
    long Evicted,
    long Cleared,
    int? ConnectionsOpen
)
{
    /// <summary>Packets of the file that was opened; null where it is a socket's journal.</summary>
    public long? Packets { get; init; }

    /// <summary>Nothing counted.</summary>
    public static LedgerLine Zero { get; } = new(0, 0, 0, 0, null, 0, 0, null);

    /// <summary>The counts of both together.</summary>
    public static LedgerLine operator +(LedgerLine one, LedgerLine other) =>
        new(
            one.Received + other.Received,
            one.Sent + other.Sent,
            one.Events + other.Events,
            one.Kept + other.Kept,
            Sum(one.Dropped, other.Dropped),
            one.Evicted + other.Evicted,
            one.Cleared + other.Cleared,
            (int?)Sum(one.ConnectionsOpen, other.ConnectionsOpen)
        );

    /// <summary>The counts of one endpoint.</summary>
    public static LedgerLine Of(EndpointKind kind, EndpointStatistics statistics) =>
        new(
            statistics.Ledger.ReceivedMessages,
            statistics.Ledger.SentMessages,
            statistics.Ledger.Events,
            statistics.Ledger.Kept,
            kind.IsUdp() ? statistics.KernelDrops : null,
            statistics.Ledger.Evicted,
            statistics.Ledger.Cleared,
            kind.Traits().AcceptsConnections ? statistics.ConnectionsOpen : null
        );

    private static long? Sum(long? one, long? other) => one is null ? other : one + (other ?? 0);
}
