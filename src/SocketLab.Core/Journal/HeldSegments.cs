namespace SocketLab.Core.Journal;

/// <summary>The segments of one journal that was cleared, while that can be undone, oldest first.</summary>
/// <remarks>All of it is guarded by the lock of the <see cref="JournalBudget"/>, which takes them when anybody needs room.</remarks>
internal sealed class HeldSegments
{
    private readonly List<Segment> _segments = [];

    // Also read without the lock, by who only decides whether to ask.
    private volatile int _count;

    /// <summary>How many there are.</summary>
    public int Count => _count;

    /// <summary>The sequence of the oldest entry in them; null when there are none.</summary>
    public long? First => _count > 0 ? _segments[0].FirstSequence : null;

    /// <summary>Adds what lies behind all that is held.</summary>
    public void Add(IEnumerable<Segment> segments)
    {
        _segments.AddRange(segments);
        _count = _segments.Count;
    }

    /// <summary>Gives up the oldest one; null when there is none.</summary>
    public Segment? TakeOldest() => _count > 0 ? Remove(0, 1)[0] : null;

    /// <summary>Takes out those that end at a sequence or before.</summary>
    public IReadOnlyList<Segment> TakeThrough(long last)
    {
        var behind = _segments.FindIndex(segment => segment.NextSequence - 1 > last);
        return Remove(0, behind < 0 ? _count : behind);
    }

    /// <summary>Takes out those that begin in a range and all behind them; none when none begins in it.</summary>
    public IReadOnlyList<Segment> TakeFrom(long first, long last)
    {
        var begin = _segments.FindIndex(segment => segment.FirstSequence >= first);
        return begin < 0 || _segments[begin].FirstSequence > last ? [] : Remove(begin, _count - begin);
    }

    private List<Segment> Remove(int index, int count)
    {
        var removed = _segments.GetRange(index, count);
        _segments.RemoveRange(index, count);
        _count = _segments.Count;
        return removed;
    }
}
