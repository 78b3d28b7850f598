namespace SocketLab.Core.Journal;

/// <summary>Entries of a journal that stand one after the other in one segment, for who reads them there without copying.</summary>
/// <remarks>Copy nothing out that is not looked at again: what was read is true when <see cref="IsTrue"/> says so afterwards.</remarks>
/// <param name="Segment">Where they stand.</param>
/// <param name="Generation">The life of the segment that they are of.</param>
/// <param name="FirstSequence">The sequence of the first.</param>
/// <param name="Index">Its place among the segment's entries, from 0.</param>
/// <param name="Count">How many they are, one at least.</param>
internal readonly record struct JournalRun(Segment Segment, int Generation, long FirstSequence, int Index, int Count)
{
    /// <summary>The sequence of the last.</summary>
    public long LastSequence => FirstSequence + Count - 1;

    /// <summary>The sequence of the segment's first entry, which tells it apart from all others that the journal ever has.</summary>
    public long SegmentStart => FirstSequence - Index;

    /// <summary>These and all that stand before them in the segment.</summary>
    public JournalRun FromStart => this with { FirstSequence = SegmentStart, Index = 0, Count = Count + Index };

    /// <summary>The first of them.</summary>
    /// <param name="count">How many at most.</param>
    public JournalRun Take(long count) => this with { Count = (int)Math.Min(count, Count) };

    /// <summary>Whether what was read until now is true: the segment is still in the life in which the entries stand there.</summary>
    public bool IsTrue()
    {
        // Load-load fence: what was read must be complete before the generation is compared again.
        Interlocked.MemoryBarrier();
        var isTrue = Segment.Generation == Generation;
        GC.KeepAlive(Segment);
        return isTrue;
    }
}
