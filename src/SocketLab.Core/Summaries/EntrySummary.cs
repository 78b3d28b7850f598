using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Summaries;

/// <summary>
/// What the entries of a journal sum up to: how many and how long, who talked with whom, what came when. Kept up with what comes.
/// </summary>
/// <remarks>
/// It begins with the oldest entry that the journal keeps and remembers what it counted, also when that is evicted. It has no thread of
/// its own: whoever wants more calls <see cref="Advance"/>, on a thread that may be busy. Memory is bounded, whatever peers do: some 4 MB.
/// When the journal is cleared it begins anew. Safe from any thread.
/// </remarks>
public sealed class EntrySummary
{
    /// <summary>Conversations that are told apart at most, and addresses. Overflow policy: the smaller half becomes others.</summary>
    public const int MaxKeys = 4096;

    /// <summary>Events that are remembered for plots. Overflow policy: forget the oldest.</summary>
    public const int MaxMarks = 256;

    private readonly Lock _work = new();
    private readonly FilterSource _source;

    // Under the lock, as all that they hold.
    private SampleReader _reader;
    private SummaryCounts _counts = new();
    private long _cleared;

    // The last entry that was counted; 0 before any was. Written under the lock.
    private long _reached;

    /// <summary>A summary that has looked at nothing yet.</summary>
    /// <param name="source">The journal.</param>
    /// <param name="filter">Which entries count; null for all.</param>
    /// <param name="value">A value that is followed over time; null for none.</param>
    public EntrySummary(FilterSource source, Filter? filter, EntryValue? value)
    {
        (_source, Filter, Value) = (source, filter, value);
        _reader = new(source, filter, value);
        _cleared = source.Journal.Ledger.Cleared;
    }

    /// <summary>The journal.</summary>
    public EntryJournal Journal => _source.Journal;

    /// <summary>The endpoint's name as it is now.</summary>
    public string EndpointName => _source.EndpointName();

    /// <summary>Which entries count; null for all.</summary>
    public Filter? Filter { get; }

    /// <summary>The value that is followed over time; null for none.</summary>
    public EntryValue? Value { get; }

    /// <summary>Whether it would go on behind a gap: nobody looked for so long that entries went uncounted.</summary>
    public bool IsBehind => Reached is > 0 and var reached && reached + 1 < Journal.Ledger.First;

    /// <summary>Takes in what is new, for a while.</summary>
    /// <param name="limit">How long at most, about.</param>
    /// <param name="cancellation">Ends it; what was counted stays.</param>
    /// <returns>Whether all that the journal has is counted.</returns>
    public bool Advance(TimeSpan limit, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (Step(cancellation))
        {
            if (TimeProvider.System.GetElapsedTime(started) >= limit)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes in what the journal has now, however long that takes.</summary>
    public void Complete(CancellationToken cancellation)
    {
        var last = Journal.Ledger.Last;
        while (Step(cancellation) && Reached < last)
        {
            // Another piece.
        }
    }

    /// <summary>What is counted until now.</summary>
    public SummaryFigures Read()
    {
        lock (_work)
        {
            var ledger = Journal.Ledger;
            var done = _reader.After;
            return _counts.Read() with
            {
                First = _reader.First,
                Last = done,
                Entries = _reader.First == 0 ? 0 : done - _reader.First + 1 - _reader.Missed,
                Missed = _reader.Missed,
                Undecided = _reader.Undecided,
                IsComplete = done >= ledger.Last || ledger.Kept == 0,
                Progress = done >= ledger.Last ? 1 : Math.Clamp((double)(done - ledger.First + 1) / Math.Max(1, ledger.Kept), 0, 1),
            };
        }
    }

    /// <summary>What came and went, and what the value was, in the spans up to a moment.</summary>
    /// <param name="reach">How far back, a day at most.</param>
    /// <param name="end">The moment, UTC.</param>
    public SeriesFigures Series(TimeSpan reach, DateTime end)
    {
        lock (_work)
        {
            return _counts.Series.Last(reach, end);
        }
    }

    /// <summary>Has others count what is counted here, but for what is told apart by journal.</summary>
    internal void AddTo(SummaryCounts all)
    {
        lock (_work)
        {
            all.Add(_counts);
        }
    }

    // Without the lock: who asks does not wait for the piece that somebody counts.
    private long Reached => Volatile.Read(ref _reached);

    private bool Step(CancellationToken cancellation)
    {
        lock (_work)
        {
            var cleared = Journal.Ledger.Cleared;
            if (cleared != _cleared)
            {
                (_reader, _counts, _cleared) = (new(_source, Filter, Value), new(), cleared);
                Volatile.Write(ref _reached, 0);
            }

            if (!_reader.TryRead(out var samples, cancellation))
            {
                return false;
            }

            foreach (ref readonly var sample in samples)
            {
                _counts.Add(in sample);
            }

            Volatile.Write(ref _reached, _reader.After);
            return true;
        }
    }
}
