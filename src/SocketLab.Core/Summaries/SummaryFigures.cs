using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;
using SocketLab.Core.Statistics;

namespace SocketLab.Core.Summaries;

/// <summary>What a summary has counted until one moment. Never changes.</summary>
public sealed record SummaryFigures
{
    /// <summary>Nothing.</summary>
    public static SummaryFigures Empty { get; } = new();

    /// <summary>The sequence of the first entry that was looked at; 0 before any was, and where several journals are summed up.</summary>
    public long First { get; init; }

    /// <summary>The sequence of the last one.</summary>
    public long Last { get; init; }

    /// <summary>How many were looked at.</summary>
    public long Entries { get; init; }

    /// <summary>Entries between both that were evicted before they were looked at.</summary>
    public long Missed { get; init; }

    /// <summary>Whether all that the journal has was looked at.</summary>
    public bool IsComplete { get; init; }

    /// <summary>How much of it was, from 0 to 1.</summary>
    public double Progress { get; init; }

    /// <summary>Entries of which a regular expression took too long to tell, so that they do not count.</summary>
    public long Undecided { get; init; }

    /// <summary>Messages and bytes as far as the socket delivered them, as in the ledger.</summary>
    public TrafficTotals Totals { get; init; }

    /// <summary>Events that the filter takes.</summary>
    public long Events { get; init; }

    /// <summary>Received messages of which the socket delivered less than was sent.</summary>
    public long Truncated { get; init; }

    /// <summary>When the first message was, UTC; null without any.</summary>
    public DateTime? FirstTime { get; init; }

    /// <summary>When the last message was.</summary>
    public DateTime? LastTime { get; init; }

    /// <summary>True lengths of the messages received, in bytes.</summary>
    public DistributionFigures ReceivedSizes { get; init; } = DistributionFigures.Empty;

    /// <summary>Lengths of the messages sent, in bytes.</summary>
    public DistributionFigures SentSizes { get; init; } = DistributionFigures.Empty;

    /// <summary>Time from each message received to the next, in ticks of 100 ns.</summary>
    public DistributionFigures Gaps { get; init; } = DistributionFigures.Empty;

    /// <summary>Messages by conversation, the one with most bytes first.</summary>
    public Counted<ConversationKey> Conversations { get; init; } = new([], null);

    /// <summary>Messages by the other side's address, whatever its port.</summary>
    public Counted<PeerAddress> Peers { get; init; } = new([], null);

    /// <summary>Messages by the other side's port, whatever its address.</summary>
    public Counted<int> Ports { get; init; } = new([], null);

    /// <summary>The last events, oldest first, whether the filter takes them or not.</summary>
    public IReadOnlyList<EventMark> Marks { get; init; } = [];
}

/// <summary>Names a conversation: a connection, or all datagrams to and from one peer.</summary>
/// <param name="Connection">The connection; none for datagrams.</param>
/// <param name="Peer">The other side.</param>
public readonly record struct ConversationKey(ConnectionId Connection, PeerAddress Peer);

/// <summary>Messages counted by key.</summary>
/// <param name="Rows">One for each key that is kept, the one with most bytes first.</param>
/// <param name="Others">What all other keys had together; null while all are kept.</param>
public sealed record Counted<TKey>(IReadOnlyList<CountedRow<TKey>> Rows, TrafficTotals? Others);

/// <summary>Messages of one key.</summary>
/// <param name="Key">The key.</param>
/// <param name="Totals">What came and went.</param>
/// <param name="First">When the first message was, UTC.</param>
/// <param name="Last">When the last one was.</param>
public sealed record CountedRow<TKey>(TKey Key, TrafficTotals Totals, DateTime First, DateTime Last)
{
    /// <summary>Bytes, both ways.</summary>
    public long Bytes => Totals.ReceivedBytes + Totals.SentBytes;

    /// <summary>Messages, both ways.</summary>
    public long Messages => Totals.ReceivedMessages + Totals.SentMessages;

    /// <summary>Time from the first message to the last.</summary>
    public TimeSpan Duration => Last - First;

    /// <summary>Bytes a second over that time, both ways; null where it is too short to tell.</summary>
    public double? BytesPerSecond => Duration >= TimeSpan.FromMilliseconds(1) ? Bytes / Duration.TotalSeconds : null;
}

/// <summary>An event, as a plot marks it.</summary>
/// <param name="Sequence">Its sequence.</param>
/// <param name="Time">When it happened, UTC.</param>
/// <param name="Type">What happened.</param>
/// <param name="Peer">The other side; none where it is the endpoint's own.</param>
public readonly record struct EventMark(long Sequence, DateTime Time, EventType Type, PeerAddress Peer)
{
    /// <summary>The name of the endpoint where it happened; null where there is one only.</summary>
    public string? Endpoint { get; init; }
}
