using SocketLab.Core.Journal;

namespace SocketLab.Core.Statistics;

/// <summary>Everything counted about one endpoint.</summary>
public sealed record EndpointStatistics
{
    /// <summary>The journal's counts, one snapshot that reconciles.</summary>
    public required JournalLedger Ledger { get; init; }

    /// <summary>Datagrams that the kernel dropped, summed over restarts of the socket.</summary>
    public long KernelDrops { get; init; }

    /// <summary>Connections open now.</summary>
    public int ConnectionsOpen { get; init; }

    /// <summary>Connections ever opened.</summary>
    public long ConnectionsTotal { get; init; }

    /// <summary>Connections turned away at our own limit.</summary>
    public long ConnectionsRejected { get; init; }

    /// <summary>Messages received a second, over about the last second.</summary>
    public double ReceiveMessagesPerSecond { get; init; }

    /// <summary>Bytes received a second, over about the last second.</summary>
    public double ReceiveBytesPerSecond { get; init; }
}
