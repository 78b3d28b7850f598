using SocketLab.Core.Filtering;

namespace SocketLab.Web.ViewState.Rows;

/// <summary>Entries of a journal of which some are folded: the first of each run of them is a row that stands for all.</summary>
/// <param name="rows">The scan of the rows, see <see cref="Filter.Fold"/>.</param>
/// <param name="all">The scan of what is there, folded or not; null for all entries.</param>
/// <param name="hidden">Which entries are folded.</param>
public sealed class FoldedRows(FilterScan rows, FilterScan? all, Filter hidden) : IFoldingRows
{
    private readonly FilterRows _rows = new(rows) { IsScanning = false };
    private readonly FilterReader _hidden = new(rows.Source, hidden);

    /// <inheritdoc/>
    public long First => _rows.First;

    /// <inheritdoc/>
    public long Count => _rows.Count;

    /// <inheritdoc/>
    public long Gone => 0;

    /// <inheritdoc/>
    public bool Advance(int maxReads) => _rows.Advance(maxReads);

    /// <inheritdoc/>
    public int Read(long ordinal, Span<EntryRef> rows) => _rows.Read(ordinal, rows);

    /// <inheritdoc/>
    public long? Find(EntryRef row) => _rows.Find(row);

    /// <summary>The ordinal of a row, or of the one that stands for it where it is folded.</summary>
    public long? FindFrom(EntryRef row) =>
        _rows.FindFrom(row) is not { } ordinal ? null
        : _rows.Find(row) is null && ordinal > First && IsFolded(row.Sequence) ? ordinal - 1
        : ordinal;

    /// <inheritdoc/>
    public long FoldedAt(EntryRef row)
    {
        if (_rows.Find(row) is not { } ordinal || ordinal < First || !IsFolded(row.Sequence))
        {
            return 0;
        }

        var next = new EntryRef[1];
        var end = _rows.Read(ordinal + 1, next) > 0 ? next[0].Sequence : _rows.Hits.LastScanned + 1;
        return all is null ? end - row.Sequence : all.Hits.OrdinalFrom(end) - all.Hits.OrdinalFrom(row.Sequence);
    }

    private bool IsFolded(long sequence) =>
        _hidden.Forward(sequence - 1, sequence + 1, limit: 1, maxSegments: 1, CancellationToken.None).Sequences.Count > 0;
}
