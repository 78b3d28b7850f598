namespace SocketLab.Core.Filtering;

/// <summary>What a scan has found until one moment. Never changes.</summary>
/// <remarks>
/// What is found has consecutive ordinals in the order of the journal, and keeps them for as long as it is there: what comes is numbered
/// upwards, and what is older and found later downwards, below 0.
/// </remarks>
public sealed class FilterHits
{
    private readonly SegmentHits[] _segments;

    internal FilterHits(SegmentHits[] segments, long emptyFirst, long gone, long firstScanned, long lastScanned, long kept, bool isComplete)
    {
        _segments = segments;
        First = segments.Length > 0 ? segments[0].FirstOrdinal : emptyFirst;
        Count = (segments.Length > 0 ? segments[^1].EndOrdinal : emptyFirst) - First;
        Undecided = segments.Sum(hits => (long)hits.Undecided);
        (Gone, FirstScanned, LastScanned, Kept, IsComplete) = (gone, firstScanned, lastScanned, kept, isComplete);
    }

    /// <summary>The ordinal of the first that is found.</summary>
    public long First { get; }

    /// <summary>How many are found and kept.</summary>
    public long Count { get; }

    /// <summary>How many were found and then evicted.</summary>
    public long Gone { get; }

    /// <summary>
    /// Of how many kept entries an expression took too long to tell: they count as such that it finds nothing in.
    /// </summary>
    public long Undecided { get; }

    /// <summary>The sequence of the oldest kept entry that was looked at; one above <see cref="LastScanned"/> when none was.</summary>
    public long FirstScanned { get; }

    /// <summary>The sequence of the newest entry that was looked at.</summary>
    public long LastScanned { get; }

    /// <summary>How many of the entries that are kept were looked at.</summary>
    public long Scanned => LastScanned - FirstScanned + 1;

    /// <summary>How many entries the journal kept then.</summary>
    public long Kept { get; }

    /// <summary>Whether all that is kept was looked at.</summary>
    public bool IsComplete { get; }

    /// <summary>How much of what is kept was looked at, from 0 to 1.</summary>
    public double Progress => IsComplete || Kept <= 0 ? 1 : Math.Min(1, (double)Scanned / Kept);

    /// <summary>Copies the sequences of what is found out.</summary>
    /// <param name="ordinal">Where to begin, from <see cref="First"/> on.</param>
    /// <param name="sequences">Room for as many as are wanted.</param>
    /// <returns>How many were copied: fewer at the end.</returns>
    public int Read(long ordinal, Span<long> sequences)
    {
        var written = 0;
        for (var i = SegmentOf(ordinal, hits => hits.FirstOrdinal); i < _segments.Length && written < sequences.Length; i++)
        {
            if (_segments[i].EndOrdinal > ordinal)
            {
                var read = _segments[i].Read(ordinal, sequences[written..]);
                (written, ordinal) = (written + read, ordinal + read);
            }
        }

        return written;
    }

    /// <summary>The ordinal of an entry; null when it is not among what is found.</summary>
    public long? Find(long sequence) => Place(sequence) is (var ordinal, true) ? ordinal : null;

    /// <summary>The ordinal that an entry has, or that the first behind it has that is found.</summary>
    public long OrdinalFrom(long sequence) => Place(sequence).Ordinal;

    private (long Ordinal, bool IsFound) Place(long sequence)
    {
        if (_segments.Length == 0)
        {
            return (First, false);
        }

        var hits = _segments[SegmentOf(sequence, hits => hits.FirstSequence)];
        var (before, isTaken) = hits.RankOf(sequence);
        return (hits.FirstOrdinal + before, isTaken);
    }

    /// <summary>The last segment that begins at or before a place; the first when none does.</summary>
    private int SegmentOf(long place, Func<SegmentHits, long> start)
    {
        int low = 0,
            high = _segments.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = start(_segments[middle]) <= place ? (middle, high) : (low, middle - 1);
        }

        return low;
    }
}
