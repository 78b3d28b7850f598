using SocketLab.Core.Journal;

namespace SocketLab.Core.Jobs;

/// <summary>Messages of a journal that are to be sent again: which, and how far apart they came or went.</summary>
public sealed class RecordedMessages
{
    /// <summary>Messages at most: 16 bytes are remembered of each.</summary>
    public const int Most = 4_000_000;

    private readonly List<long> _sequences = [];
    private readonly List<long> _offsets = [];
    private readonly HashSet<ConnectionId> _connections = [];
    private long _first;

    private RecordedMessages(EntryJournal journal) => Journal = journal;

    /// <summary>Where their bytes are.</summary>
    public EntryJournal Journal { get; }

    /// <summary>How many there are.</summary>
    public int Count => _sequences.Count;

    /// <summary>The bytes of the longest.</summary>
    public int MaxLength { get; private set; }

    /// <summary>How many connections they are of.</summary>
    public int Connections => _connections.Count;

    /// <summary>Whether there were more than <see cref="Most"/>.</summary>
    public bool AreTooMany { get; private set; }

    /// <summary>From the first to the last.</summary>
    public TimeSpan Span => TimeSpan.FromMicroseconds(_offsets.Count > 0 ? _offsets[^1] / 1000d : 0);

    /// <summary>Their sequences, in order.</summary>
    internal IReadOnlyList<long> Sequences => _sequences;

    /// <summary>When each was seen, in nanoseconds behind the first. Clocks that were set back count as standing.</summary>
    internal IReadOnlyList<long> Offsets => _offsets;

    /// <summary>Finds the messages of a journal that are wanted, among those that it has now. It takes as long as reading them.</summary>
    public static RecordedMessages Find(EntryJournal journal, EntryPredicate isWanted, CancellationToken cancellation)
    {
        var (found, cursor, last) = (new RecordedMessages(journal), new JournalCursor(journal), journal.Ledger.Last);
        while (!found.AreTooMany && cursor.TryPeek(out var entry) && entry.Sequence <= last)
        {
            cancellation.ThrowIfCancellationRequested();
            if (entry.Kind != EntryKind.Event && isWanted(entry))
            {
                found.Add(entry);
            }

            cursor.Pass();
        }

        return found;
    }

    /// <summary>How many go within one second at most.</summary>
    /// <param name="speed">How many times as fast as they were seen; more than 0.</param>
    /// <param name="rounds">How often all of them are sent; null: without end.</param>
    internal double PeakPerSecond(double speed, long? rounds)
    {
        var second = 1_000_000_000 * speed;
        if (rounds == 1)
        {
            return PeakIn(second, Count);
        }

        // Whatever comes again each round is in every span of whole rounds alike; what is left of the second may begin anywhere in one.
        var round = RecordedSchedule.RoundOf(_offsets);
        var whole = Math.Floor(second / round);
        var rest = second - (whole * round);
        var endless = (whole * Count) + (rest > 0 ? PeakIn(rest, 2 * Count) : 0);
        return rounds is { } some ? Math.Min(endless, some * (double)Count) : endless;
    }

    /// <summary>How many of the first messages, round after round, go within a span of time at most.</summary>
    private int PeakIn(double span, int count)
    {
        var (peak, from, round) = (0, 0, RecordedSchedule.RoundOf(_offsets));
        for (var to = 0; to < count; to++)
        {
            while (OffsetOf(to) - OffsetOf(from) >= span)
            {
                from++;
            }

            peak = Math.Max(peak, to - from + 1);
        }

        return peak;

        long OffsetOf(int message) => (message / Count * round) + _offsets[message % Count];
    }

    private void Add(in EntryView entry)
    {
        if (Count == Most)
        {
            AreTooMany = true;
            return;
        }

        _first = Count == 0 ? entry.Time.Ticks : _first;
        var offset = (entry.Time.Ticks - _first) * TimeSpan.NanosecondsPerTick;
        _sequences.Add(entry.Sequence);
        _offsets.Add(Count > 1 ? Math.Max(offset, _offsets[^1]) : offset);
        MaxLength = Math.Max(MaxLength, entry.StoredLength);
        if (!entry.ConnectionId.IsNone)
        {
            _connections.Add(entry.ConnectionId);
        }
    }
}

/// <summary>Says whether an entry is wanted. Those of a journal come in order.</summary>
public delegate bool EntryPredicate(in EntryView entry);
