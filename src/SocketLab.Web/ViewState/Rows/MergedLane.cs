using SocketLab.Core.Journal;

namespace SocketLab.Web.ViewState.Rows;

/// <summary>The share of one journal in a merge: what was read of it and has no place among the others yet.</summary>
/// <param name="number">Its number among the journals of the merge.</param>
/// <param name="source">Its rows, all of them or those of a filter.</param>
/// <param name="journal">The journal.</param>
internal sealed class MergedLane(ushort number, IRowSource<EntryRef> source, EntryJournal journal)
{
    private readonly long[] _ticks = new long[MergedRows.Batch];
    private int _at;
    private int _count;
    private bool _hasBegun;

    /// <summary>Its number among the journals of the merge.</summary>
    public ushort Number => number;

    /// <summary>The journal's id: what decides where times are equal.</summary>
    public string JournalId => journal.Id;

    /// <summary>The ordinal of the first row that is still there.</summary>
    public long First => source.First;

    /// <summary>Rows that were evicted.</summary>
    public long Gone => source.Gone;

    /// <summary>The ordinal of the row that gets its place next.</summary>
    public long Next { get; private set; }

    /// <summary>Whether nothing that was read is without a place.</summary>
    public bool IsEmpty => _at == _count;

    /// <summary>Whether there is nothing more to read.</summary>
    public bool IsAtEnd => _hasBegun ? Next >= source.First + source.Count : source.Count == 0;

    /// <summary>When the row that gets its place next happened.</summary>
    public long Ticks => _ticks[_at];

    /// <summary>Takes in what is new.</summary>
    /// <returns>Whether everything that is there was looked at.</returns>
    public bool Advance(int maxReads) => source.Advance(maxReads);

    /// <summary>Reads on, where everything that was read has a place.</summary>
    /// <param name="names">Room for names.</param>
    /// <param name="reader">Reads the times.</param>
    /// <returns>How many rows were evicted before they were read.</returns>
    public long Fill(EntryRef[] names, EntryReader reader)
    {
        var missed = _hasBegun ? Math.Max(0, source.First - Next) : 0;
        (Next, _hasBegun) = (_hasBegun ? Math.Max(Next, source.First) : source.First, true);
        (_at, _count) = (0, source.Read(Next, names.AsSpan(0, _ticks.Length)));
        var i = 0;
        while (i < _count)
        {
            if (reader.ReadRun(names.AsSpan(i, _count - i), 0) is not { } batch)
            {
                // Evicted a moment ago: its place is where the one before it is.
                _ticks[i] = i > 0 ? _ticks[i - 1] : 0;
                i++;
                continue;
            }

            foreach (var entry in batch)
            {
                _ticks[i++] = entry.Time.Ticks;
            }
        }

        return missed;
    }

    /// <summary>Passes over the row that gets its place now.</summary>
    /// <returns>Its ordinal.</returns>
    public long Take()
    {
        _at++;
        return Next++;
    }

    /// <summary>The name of a row.</summary>
    public EntryRef NameOf(long ordinal)
    {
        Span<EntryRef> one = [default];
        return source.Read(ordinal, one) > 0 ? one[0] : new(JournalId, long.MinValue + ordinal);
    }

    /// <inheritdoc cref="IRowSource{TRow}.Find"/>
    public long? Find(EntryRef row) => source.Find(row);

    /// <inheritdoc cref="IRowSource{TRow}.FindFrom"/>
    public long? FindFrom(EntryRef row) => source.FindFrom(row);

    /// <summary>Whether a row is there that has no place among the others yet.</summary>
    public bool IsWaiting(long ordinal) => ordinal < source.First + source.Count && (!_hasBegun || ordinal >= Next);

    /// <summary>How many entries a row stands for; 0 for one that stands for itself.</summary>
    public long FoldedAt(EntryRef row) => source is FoldedRows folds ? folds.FoldedAt(row) : 0;
}
