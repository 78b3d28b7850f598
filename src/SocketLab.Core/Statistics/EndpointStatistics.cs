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

    /// <summary>The most connections that were ever open at once.</summary>
    public int PeakConnectionsOpen { get; init; }

    /// <summary>Connections ever opened.</summary>
    public long ConnectionsTotal { get; init; }

    /// <summary>Connections turned away at our own limit.</summary>
    public long ConnectionsRejected { get; init; }

    /// <summary>Rates over one and over ten seconds, and the highest ones, as they were sampled last.</summary>
    public Traffic Traffic { get; init; }

    /// <summary>Matches of each reply rule since the rules last changed.</summary>
    public IReadOnlyList<long> ReplyHits { get; init; } = [];

    /// <summary>Answers sent by rule.</summary>
    public long RepliesSent { get; init; }

    /// <summary>Answers that were due by a rule, or messages that no rule saw, with nothing sent.</summary>
    public long RepliesSkipped { get; init; }

    /// <summary>What was measured of sequence-stamped messages; empty where nothing is.</summary>
    public SequenceReport Sequence { get; init; } = SequenceReport.Empty;

    /// <summary>
    /// Bytes of kernel memory that datagrams hold while they wait to be read (<c>sk_rmem_alloc</c>, as <c>ss -m</c> shows it); null where
    /// no UDP socket runs or the system does not tell. The kernel drops when it would pass twice the granted receive buffer.
    /// </summary>
    public int? ReceiveQueueBytes { get; init; }

    /// <summary>
    /// The highest sample of <see cref="ReceiveQueueBytes"/>, taken four times a second or more often; null where there is none.
    /// </summary>
    public int? PeakReceiveQueueBytes { get; init; }

    /// <summary>Messages received a second, over the last second.</summary>
    public double ReceiveMessagesPerSecond => Traffic.OneSecond.ReceiveMessagesPerSecond;

    /// <summary>Bytes received a second, over the last second.</summary>
    public double ReceiveBytesPerSecond => Traffic.OneSecond.ReceiveBytesPerSecond;
}
