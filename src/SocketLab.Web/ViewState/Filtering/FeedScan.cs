using System.Diagnostics;
using SocketLab.Core.Filtering;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Filtering;

/// <summary>Looks for what a feed's filter takes: never on the thread that answers clicks, and not for long at a time.</summary>
public sealed class FeedScan(FilterSource source, FilterScans scans)
{
    /// <summary>How long one call looks: rows are shown in between.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(40);

    private FilterScan? _scan;
    private FilterScan? _folded;

    /// <summary>Whether only what is new is looked at.</summary>
    public bool IsStopped { get; set; }

    /// <summary>What is found; null without a filter.</summary>
    public FilterHits? Hits => _scan?.Hits;

    /// <summary>How far it has come; null without a filter.</summary>
    public ScanStatus? Status => _scan is { } scan ? ScanStatus.Of(scan, IsStopped) : null;

    /// <summary>Looks for something else.</summary>
    /// <param name="filter">What is wanted; null for all entries.</param>
    /// <param name="hidden">What of it is folded; null for nothing.</param>
    /// <returns>The rows.</returns>
    public IRowSource<EntryRef> Use(Filter? filter, Filter? hidden = null)
    {
        (_scan, IsStopped) = (filter is null ? null : scans.Get(source, filter), false);
        _folded = hidden is null ? null : scans.Get(source, Filter.Fold(filter, hidden));
        return _folded is not null ? new FoldedRows(_folded, _scan, hidden!)
            : _scan is not null ? new FilterRows(_scan) { IsScanning = false }
            : new JournalRows(source.Journal);
    }

    /// <summary>Goes on for a moment.</summary>
    /// <returns>Whether everything was looked at.</returns>
    public Task<bool> AdvanceAsync(CancellationToken cancellation)
    {
        if ((_scan ?? _folded) is null)
        {
            return Task.FromResult(true);
        }

        var (scan, folded, isStopped) = (_scan, _folded, IsStopped);
        return Task.Run(
            () =>
                isStopped
                    ? AdvanceNewer(scan, cancellation) & AdvanceNewer(folded, cancellation)
                    : Advance(scan, cancellation) & Advance(folded, cancellation),
            cancellation
        );
    }

    private static bool Advance(FilterScan? scan, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        while (scan?.Advance(maxSegments: 2, cancellation).IsComplete == false)
        {
            if (Stopwatch.GetElapsedTime(started) > Slice)
            {
                return false;
            }
        }

        return true;
    }

    private static bool AdvanceNewer(FilterScan? scan, CancellationToken cancellation)
    {
        scan?.AdvanceNewer(cancellation);
        return true;
    }
}
