using System.Diagnostics;
using SocketLab.Core.Filtering;
using SocketLab.Core.FrameFiltering;
using SocketLab.Core.Framing;
using SocketLab.Web.ViewState.Filtering;

namespace SocketLab.Web.ViewState.Rows;

/// <summary>What a filter takes of frames. A frame keeps its number; its place is among those that are taken, from 1.</summary>
/// <param name="all">All frames.</param>
/// <param name="source">The journal that they are of.</param>
/// <param name="filter">The filter.</param>
public sealed class FilteredFrameRows(FrameRows all, FilterSource source, Filter filter) : IFrameRows
{
    /// <summary>How long one call looks: rows are shown in between.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(25);

    private readonly FrameScan _scan = new(all.Index, source, filter);
    private List<(ConversationFrame Frame, bool IsTaken)> _open = [];
    private FilterHits _hits = FrameScan.Nothing;
    private bool _isCut;

    /// <summary>What was found at the last <see cref="Advance"/> of those that have ended, by number.</summary>
    public FilterHits Hits => _hits;

    /// <inheritdoc/>
    public long First => _hits.First;

    /// <inheritdoc/>
    public long Count => _hits.Count + Open.Count;

    /// <inheritdoc/>
    public long Gone => _hits.Gone;

    /// <inheritdoc/>
    public long Ended => _hits.First + _hits.Count - 1;

    /// <inheritdoc/>
    public IReadOnlyList<ConversationFrame> Open { get; private set; } = [];

    /// <inheritdoc/>
    public int Percent => _isCut ? (int)(_hits.Progress * 99) : Math.Min(all.Percent, (int)(_hits.Progress * 99));

    /// <inheritdoc/>
    public ScanStatus? Status =>
        new(
            _hits.Count + Open.Count,
            _hits.Kept + all.Open.Count,
            _isCut && _hits.IsComplete ? 100 : Percent,
            _isCut && _hits.IsComplete,
            IsStopped: false,
            _hits.Undecided
        )
        {
            Thing = "frame",
        };

    /// <inheritdoc/>
    public bool Advance(int maxReads)
    {
        _isCut = all.Advance(maxReads);
        var begin = Stopwatch.GetTimestamp();
        do
        {
            _hits = _scan.Advance(maxBatches: 8);
        } while (!_hits.IsComplete && Stopwatch.GetElapsedTime(begin) < Slice);

        // One that has not grown is not read again: its bytes may lie far apart.
        var before = _open;
        _open =
        [
            .. all.Open.Select(one =>
                before.Find(known => known.Frame with { Ordinal = one.Ordinal } == one) is { Frame.Connection.IsNone: false } known
                    ? (one, known.IsTaken)
                    : (one, _scan.Takes(one))
            ),
        ];
        Open = [.. _open.Where(one => one.IsTaken).Select((one, i) => one.Frame with { Ordinal = Ended + 1 + i })];
        return _isCut && _hits.IsComplete;
    }

    /// <inheritdoc/>
    public int Read(long ordinal, Span<ConversationFrame> rows)
    {
        Span<long> numbers = stackalloc long[ScrollWindow<ConversationFrame>.MaxRows];
        var read = ordinal > Ended ? 0 : _hits.Read(ordinal, numbers[..Math.Min(numbers.Length, rows.Length)]);
        var count = 0;
        while (count < read)
        {
            // Where many are taken they are neighbours: one read has them all.
            var first = numbers[count];
            var frames = all.Index.Read(first, (int)Math.Min(numbers.Length, numbers[read - 1] - first + 1));
            var before = count;
            foreach (var frame in frames)
            {
                if (count < read && frame.Ordinal == numbers[count])
                {
                    rows[count++] = frame;
                }
            }

            if (count == before)
            {
                // Evicted since it was found.
                return count;
            }
        }

        for (var next = ordinal + count; next > Ended && next <= Ended + Open.Count && count < rows.Length; next++)
        {
            rows[count++] = Open[(int)(next - Ended - 1)];
        }

        return count;
    }

    /// <summary>The place of a frame that has ended, by its number; null where it is not taken.</summary>
    public long? Find(ConversationFrame row) => _hits.Find(row.Ordinal);

    /// <inheritdoc/>
    public long? FindFrom(ConversationFrame row) =>
        row.Ordinal <= _hits.LastScanned || (_isCut && _hits.IsComplete) ? _hits.OrdinalFrom(row.Ordinal) : null;
}
