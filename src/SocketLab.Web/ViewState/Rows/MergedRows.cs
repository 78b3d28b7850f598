using SocketLab.Core.Journal;

namespace SocketLab.Web.ViewState.Rows;

/// <summary>
/// The entries of several journals, roughly in time order: by time, then journal, then sequence. A row keeps its place once it has one, so
/// what comes late with an earlier time stands behind what was there before.
/// </summary>
/// <remarks>
/// An entry gets its place once every journal has another one behind it or is at its end. What is evicted between the entries of other
/// journals becomes one row that says how many; the rows on one side of it then move together, those where nobody looks
/// (<see cref="Fixed"/>). A row takes two bytes.
/// </remarks>
public sealed partial class MergedRows : IFoldingRows
{
    /// <summary>Rows that are read of one journal at once.</summary>
    internal const int Batch = 1024;

    private readonly List<MergedLane> _lanes;
    private readonly PriorityQueue<MergedLane, (long Ticks, string JournalId)> _next = new(new ByTime());
    private readonly HashSet<MergedLane> _waiting;
    private readonly EntryRef[] _names = new EntryRef[Batch];
    private readonly EntryReader _reader;
    private List<MergedBlock> _blocks = [];
    private long[] _firsts;

    /// <summary>Merges all entries of some journals.</summary>
    public MergedRows(params IReadOnlyList<EntryJournal> journals)
        : this([.. journals.Select(journal => ((IRowSource<EntryRef>)new JournalRows(journal), journal))]) { }

    /// <summary>Merges rows of some journals: what a filter takes of each, for example.</summary>
    /// <param name="sources">The rows of each journal, in the order of their sequences.</param>
    public MergedRows(IReadOnlyList<(IRowSource<EntryRef> Rows, EntryJournal Journal)> sources)
    {
        _lanes = [.. sources.Select((source, number) => new MergedLane((ushort)number, source.Rows, source.Journal))];
        _waiting = [.. _lanes];
        _firsts = new long[_lanes.Count];
        _reader = new EntryReader([.. sources.Select(source => source.Journal)]);
    }

    /// <inheritdoc/>
    public long First { get; private set; }

    /// <inheritdoc/>
    public long Count => End - First;

    /// <inheritdoc/>
    public long Gone => Math.Max(0, _lanes.Sum(lane => lane.Gone) - _blocks.Sum(block => block.Missing));

    /// <summary>The ordinal of the row that keeps its ordinal when rows before or behind it become one.</summary>
    public long Fixed { get; set; } = long.MaxValue;

    private long End => _blocks is [.., var last] ? last.End : First;

    /// <summary>How many rows that are gone a row stands for; 0 for one that is there.</summary>
    public long MissingAt(long ordinal) => BlockAt(ordinal) is { } block ? block.RowAt((int)(ordinal - block.First)).Missing : 0;

    /// <inheritdoc/>
    public bool Advance(int maxReads)
    {
        var isComplete = true;
        foreach (var lane in _lanes)
        {
            isComplete &= lane.Advance(maxReads);
        }

        if (!isComplete && _blocks.Count == 0)
        {
            // A filter finds the newest first, and the oldest has the first place.
            return false;
        }

        Collapse();
        return Place(maxReads) && isComplete;
    }

    /// <inheritdoc/>
    public int Read(long ordinal, Span<EntryRef> rows)
    {
        var count = (int)Math.Clamp(End - ordinal, 0, rows.Length);
        for (var i = 0; i < count; i++)
        {
            var block = BlockAt(ordinal + i)!;
            var row = block.RowAt((int)(ordinal + i - block.First));
            rows[i] = row.Missing > 0 ? new("", ordinal + i) : _lanes[row.Lane].NameOf(row.Ordinal);
        }

        return count;
    }

    /// <summary>Gives rows their places, as far as it is known which comes next.</summary>
    private bool Place(int maxReads)
    {
        foreach (var lane in _waiting.ToList())
        {
            if (!Fill(lane, ref maxReads))
            {
                return false;
            }
        }

        while (_next.TryDequeue(out var lane, out _))
        {
            Add(lane.Number, lane.Take());
            if (!lane.IsEmpty)
            {
                _next.Enqueue(lane, (lane.Ticks, lane.JournalId));
                continue;
            }

            _waiting.Add(lane);
            if (!Fill(lane, ref maxReads))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads on in a journal; false when that would be one read too many.</summary>
    private bool Fill(MergedLane lane, ref int maxReads)
    {
        if (lane.IsAtEnd)
        {
            return true;
        }

        if (maxReads-- <= 0)
        {
            return false;
        }

        var missed = lane.Fill(_names, _reader);
        if (missed > 0)
        {
            AddHole(_blocks, missed);
        }

        if (!lane.IsEmpty)
        {
            _waiting.Remove(lane);
            _next.Enqueue(lane, (lane.Ticks, lane.JournalId));
        }

        return true;
    }

    private void Add(ushort lane, long ordinal) => Add(_blocks, First, lane, ordinal);

    private static void Add(List<MergedBlock> blocks, long first, ushort lane, long ordinal)
    {
        if (blocks is not [.., var last] || !last.TryAdd(lane, ordinal))
        {
            var fresh = new MergedBlock { First = blocks.Count > 0 ? blocks[^1].End : first };
            fresh.TryAdd(lane, ordinal);
            blocks.Add(fresh);
        }
    }

    private static void AddHole(List<MergedBlock> blocks, long missing)
    {
        // What is gone before the first row is told by the count of what is gone.
        if (blocks is [.., var last] && !last.TryAddHole(missing))
        {
            var fresh = new MergedBlock { First = last.End };
            fresh.TryAddHole(missing);
            blocks.Add(fresh);
        }
    }

    /// <summary>Makes one row of neighbours that are gone.</summary>
    private void Collapse()
    {
        var firsts = _lanes.Select(lane => lane.First).ToArray();
        if (firsts.AsSpan().SequenceEqual(_firsts) || _blocks.Count == 0)
        {
            _firsts = firsts;
            return;
        }

        _firsts = firsts;
        var stays = Math.Clamp(Fixed, First, End);
        var (kept, before) = (new List<MergedBlock>(_blocks.Count), -1L);
        foreach (var block in _blocks)
        {
            var isMadeAnew = block.HasGone(_lanes) || (block.BeginsWithHole && kept is not [.., { EndsWithHole: false }]);
            var count = CountOf(kept);
            if (!isMadeAnew)
            {
                before = stays < block.First || stays >= block.End ? before : count + stays - block.First;
                block.First = count;
                kept.Add(block);
                continue;
            }

            for (var i = 0; i < block.Count; i++)
            {
                before = block.First + i == stays ? CountOf(kept) : before;
                var row = block.RowAt(i);
                if (row.Missing > 0 || row.Ordinal < firsts[row.Lane])
                {
                    AddHole(kept, Math.Max(1, row.Missing));
                }
                else
                {
                    Add(kept, 0, row.Lane, row.Ordinal);
                }
            }
        }

        First = stays - (before < 0 ? CountOf(kept) : before);
        foreach (var block in kept)
        {
            block.First += First;
        }

        _blocks = kept;
    }

    private static long CountOf(List<MergedBlock> blocks) => blocks is [.., var last] ? last.End : 0;

    private MergedBlock? BlockAt(long ordinal)
    {
        int low = 0,
            high = _blocks.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _blocks[middle].First <= ordinal ? (middle, high) : (low, middle - 1);
        }

        return _blocks.Count > 0 && ordinal >= _blocks[low].First && ordinal < _blocks[low].End ? _blocks[low] : null;
    }

    private sealed class ByTime : IComparer<(long Ticks, string JournalId)>
    {
        public int Compare((long Ticks, string JournalId) x, (long Ticks, string JournalId) y) =>
            x.Ticks != y.Ticks ? x.Ticks.CompareTo(y.Ticks) : string.CompareOrdinal(x.JournalId, y.JournalId);
    }
}
