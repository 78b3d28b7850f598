using System.Diagnostics;
using SocketLab.Core.Filtering;

namespace SocketLab.Web.ViewState.Rows;

/// <summary>What a filter takes of one journal: a scan that others may look at too, as rows.</summary>
/// <remarks>The scan goes on wherever somebody advances it; these rows change in <see cref="Advance"/> alone.</remarks>
/// <param name="scan">The scan.</param>
/// <param name="extraTime">How long a call of <see cref="Advance"/> may go on beyond its reads: most filters are done by then.</param>
public sealed class FilterRows(FilterScan scan, TimeSpan extraTime) : IRowSource<EntryRef>
{
    private static readonly TimeSpan ExtraTime = TimeSpan.FromMilliseconds(15);

    private FilterHits _hits = scan.Hits;

    /// <summary>Shows what a scan finds.</summary>
    public FilterRows(FilterScan scan)
        : this(scan, ExtraTime) { }

    /// <summary>Whether taking in what is new looks for it; if not, somebody else does.</summary>
    public bool IsScanning { get; init; } = true;

    /// <summary>What was found at the last <see cref="Advance"/>, and how far the scan was.</summary>
    public FilterHits Hits => _hits;

    /// <inheritdoc/>
    public long First => _hits.First;

    /// <inheritdoc/>
    public long Count => _hits.Count;

    /// <inheritdoc/>
    public long Gone => _hits.Gone;

    /// <inheritdoc/>
    public bool Advance(int maxReads)
    {
        if (!IsScanning)
        {
            _hits = scan.Hits;
            return _hits.IsComplete;
        }

        // A read is 256 KiB, and the scan goes by segments of four of them.
        var begin = Stopwatch.GetTimestamp();
        _hits = scan.Advance(Math.Max(1, maxReads / 4));
        while (!_hits.IsComplete && Stopwatch.GetElapsedTime(begin) < extraTime)
        {
            _hits = scan.Advance(1);
        }

        return _hits.IsComplete;
    }

    /// <inheritdoc/>
    public int Read(long ordinal, Span<EntryRef> rows)
    {
        Span<long> sequences = stackalloc long[ScrollWindow<EntryRef>.MaxRows];
        var count = 0;
        while (count < rows.Length)
        {
            var read = _hits.Read(ordinal + count, sequences[..Math.Min(sequences.Length, rows.Length - count)]);
            if (read == 0)
            {
                break;
            }

            foreach (var sequence in sequences[..read])
            {
                rows[count++] = new(scan.Source.Journal.Id, sequence);
            }
        }

        return count;
    }

    /// <inheritdoc/>
    public long? Find(EntryRef row) =>
        row.JournalId != scan.Source.Journal.Id ? null
        : row.Sequence < _hits.FirstScanned && row.Sequence < scan.Source.Journal.Ledger.First ? First - 1
        : _hits.Find(row.Sequence);

    /// <inheritdoc/>
    public long? FindFrom(EntryRef row) =>
        row.JournalId != scan.Source.Journal.Id ? null
        : row.Sequence < _hits.FirstScanned && _hits.FirstScanned > scan.Source.Journal.Ledger.First ? null
        : _hits.OrdinalFrom(row.Sequence);
}
