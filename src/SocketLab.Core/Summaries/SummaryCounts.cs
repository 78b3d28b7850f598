using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;
using SocketLab.Core.Statistics;

namespace SocketLab.Core.Summaries;

/// <summary>Counts samples. Used under the summary's lock.</summary>
internal sealed class SummaryCounts
{
    /// <summary>1, 2, 4, ... 16 MiB: sizes as people think of them.</summary>
    private static readonly long[] SizeBounds = [.. Enumerable.Range(0, 25).Select(power => 1L << power)];

    /// <summary>1, 2, 5, 10, ... microseconds up to an hour, in ticks.</summary>
    private static readonly long[] GapBounds = [.. GapSteps()];

    private readonly Distribution _receivedSizes = new(SizeBounds);
    private readonly Distribution _sentSizes = new(SizeBounds);
    private readonly Distribution _gaps = new(GapBounds);
    private readonly TallyTable<ConversationKey> _conversations = new(EntrySummary.MaxKeys);
    private readonly TallyTable<PeerAddress> _peers = new(EntrySummary.MaxKeys);
    private readonly TallyTable<int> _ports = new(EntrySummary.MaxKeys);
    private readonly Queue<EventMark> _marks = new();
    private readonly Tally _all = new();
    private long _events;
    private long _truncated;
    private long _lastReceived;

    /// <summary>What came when.</summary>
    public SummarySeries Series { get; } = new();

    /// <summary>Counts an entry.</summary>
    public void Add(in Sample sample)
    {
        if (sample.Header.Kind != EntryKind.Event)
        {
            AddMessage(in sample);
            return;
        }

        _events += sample.IsTaken ? 1 : 0;
        _marks.Enqueue(new(sample.Sequence, new(sample.Header.Ticks, DateTimeKind.Utc), sample.Event, sample.Header.Peer));
        if (_marks.Count > EntrySummary.MaxMarks)
        {
            _marks.Dequeue();
        }
    }

    /// <summary>
    /// Counts what those of another journal have counted, but for conversations, marks and series, which are told apart by journal.
    /// </summary>
    public void Add(SummaryCounts other)
    {
        _all.Add(other._all);
        _events += other._events;
        _truncated += other._truncated;
        _receivedSizes.Add(other._receivedSizes);
        _sentSizes.Add(other._sentSizes);
        _gaps.Add(other._gaps);
        _peers.Add(other._peers);
        _ports.Add(other._ports);
    }

    /// <summary>What was counted until now.</summary>
    public SummaryFigures Read() =>
        new()
        {
            Totals = _all.Totals,
            Events = _events,
            Truncated = _truncated,
            FirstTime = _all.Messages > 0 ? Time(_all.FirstTicks) : null,
            LastTime = _all.Messages > 0 ? Time(_all.LastTicks) : null,
            ReceivedSizes = _receivedSizes.Read(),
            SentSizes = _sentSizes.Read(),
            Gaps = _gaps.Read(),
            Conversations = Counted(_conversations),
            Peers = Counted(_peers),
            Ports = Counted(_ports),
            Marks = [.. _marks],
        };

    private void AddMessage(in Sample sample)
    {
        ref readonly var header = ref sample.Header;
        var isReceived = header.Direction == EntryDirection.In;
        var amount = isReceived ? new TrafficTotals(1, header.StoredLength, 0, 0) : new TrafficTotals(0, 0, 1, header.StoredLength);
        _all.Add(amount, header.Ticks);
        Series.Add(Time(header.Ticks), amount, sample.Value);
        (isReceived ? _receivedSizes : _sentSizes).Add(header.Length);
        _truncated += header.Length > header.StoredLength ? 1 : 0;
        if (isReceived)
        {
            // A clock that was set back makes no gap.
            if (_lastReceived > 0 && header.Ticks >= _lastReceived)
            {
                _gaps.Add(header.Ticks - _lastReceived);
            }

            _lastReceived = header.Ticks;
        }

        var connection = header.Kind == EntryKind.Datagram ? default : new ConnectionId(header.ConnectionId);
        _conversations.Add(new(connection, header.Peer), amount, header.Ticks);
        if (!header.Peer.IsNone)
        {
            _peers.Add(header.Peer.IsUnix ? header.Peer : header.Peer.WithPort(0), amount, header.Ticks);
            if (!header.Peer.IsUnix)
            {
                _ports.Add(header.Peer.Port, amount, header.Ticks);
            }
        }
    }

    private static Counted<TKey> Counted<TKey>(TallyTable<TKey> table)
        where TKey : struct, IEquatable<TKey> =>
        new(
            [
                .. table
                    .Kept.Select(pair => new CountedRow<TKey>(
                        pair.Key,
                        pair.Value.Totals,
                        Time(pair.Value.FirstTicks),
                        Time(pair.Value.LastTicks)
                    ))
                    .OrderByDescending(row => row.Bytes)
                    .ThenByDescending(row => row.Messages),
            ],
            table.Others.Messages > 0 ? table.Others.Totals : null
        );

    private static DateTime Time(long ticks) => new(ticks, DateTimeKind.Utc);

    private static IEnumerable<long> GapSteps()
    {
        for (var power = TimeSpan.TicksPerMicrosecond; power <= TimeSpan.TicksPerHour; power *= 10)
        {
            yield return power;
            yield return power * 2;
            yield return power * 5;
        }
    }
}
