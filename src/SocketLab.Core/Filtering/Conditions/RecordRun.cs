using SocketLab.Core.Journal;

namespace SocketLab.Core.Filtering.Conditions;

/// <summary>Entries of one segment that stand one after the other, as they are packed there.</summary>
/// <remarks>
/// The segment may begin another life at any moment. Everything read here then means nothing, but nothing is read outside the segment, and
/// whoever made the run looks at the generation afterwards.
/// </remarks>
internal readonly ref struct RecordRun
{
    private readonly ReadOnlySpan<int> _slots;
    private readonly long _firstSequence;
    private readonly int _from;

    public RecordRun(in JournalRun run, FilterSource source, FilterScratch scratch, CancellationToken cancellation)
    {
        Page = run.Segment.Page;
        _slots = run.Segment.Offsets;
        (_firstSequence, _from, Count) = (run.FirstSequence, run.Index, run.Count);
        (Source, Scratch, Cancellation) = (source, scratch, cancellation);
        scratch.Begin();
    }

    /// <summary>Records that somebody packed, which no segment has.</summary>
    /// <param name="page">The records.</param>
    /// <param name="slots">Where each begins: that of the first stands last.</param>
    /// <param name="firstSequence">The sequence of the first.</param>
    /// <param name="source">The journal that they are made of.</param>
    /// <param name="scratch">Room to work in.</param>
    /// <param name="cancellation">Ends it.</param>
    public RecordRun(
        ReadOnlySpan<byte> page,
        ReadOnlySpan<int> slots,
        long firstSequence,
        FilterSource source,
        FilterScratch scratch,
        CancellationToken cancellation
    )
    {
        Page = page;
        _slots = slots;
        (_firstSequence, _from, Count) = (firstSequence, 0, slots.Length);
        (Source, Scratch, Cancellation) = (source, scratch, cancellation);
        scratch.Begin();
    }

    private RecordRun(RecordRun part)
    {
        Page = part.Page;
        _slots = part._slots;
        (_firstSequence, _from, Count) = (part._firstSequence - part._from, 0, part.Count + part._from);
        (Source, Scratch, Cancellation) = (part.Source, part.Scratch, part.Cancellation);
    }

    /// <summary>These and all that stand before them in the segment.</summary>
    public RecordRun FromStart => new(this);

    /// <summary>All bytes of the segment.</summary>
    public ReadOnlySpan<byte> Page { get; }

    /// <summary>Number of entries.</summary>
    public int Count { get; }

    public FilterSource Source { get; }

    public FilterScratch Scratch { get; }

    /// <summary>Asked now and then by what takes long.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>Number of words that have a bit for each entry.</summary>
    public int Words => (Count + 63) / 64;

    /// <summary>Where an entry begins in <see cref="Page"/>; the end of the page where there is none.</summary>
    public int StartOf(int index)
    {
        var start = _slots[^(_from + index + 1)];
        return (uint)start <= (uint)(Page.Length - EntryHeader.Size) ? start & ~7 : Page.Length;
    }

    /// <summary>Where an entry's payload ends in <see cref="Page"/>.</summary>
    public int EndOf(int start)
    {
        if (start > Page.Length - EntryHeader.Size)
        {
            return Page.Length;
        }

        var stored = EntryHeader.At(Page[start..]).StoredLength;
        return (uint)stored <= (uint)(Page.Length - EntryHeader.Size - start) ? start + EntryHeader.Size + stored : Page.Length;
    }

    /// <summary>The entry; false when what stands there is none, because the segment began another life.</summary>
    public bool TryGet(int index, out EntryFacts facts)
    {
        var start = StartOf(index);
        if (start > Page.Length - EntryHeader.Size)
        {
            facts = default;
            return false;
        }

        var record = Page[start..EndOf(start)];
        facts = new(_firstSequence + index, in EntryHeader.At(record), record[EntryHeader.Size..], Source, Scratch);
        return true;
    }

    /// <summary>The entry in which a place of the page lies, at or behind <paramref name="index"/>.</summary>
    public int IndexAt(int place, int index)
    {
        // Hits come in order, mostly far apart: double the step until it is too far, then halve.
        int low = index,
            step = 1;
        while (low + step < Count && StartOf(low + step) <= place)
        {
            low += step;
            step *= 2;
        }

        var high = Math.Min(low + step, Count);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = StartOf(middle) <= place ? (middle, high) : (low, middle);
        }

        return low;
    }
}
