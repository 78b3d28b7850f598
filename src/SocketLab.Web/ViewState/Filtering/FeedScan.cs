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

    /// <summary>Whether only what is new is looked at.</summary>
    public bool IsStopped { get; set; }

    /// <summary>What is found; null without a filter.</summary>
    public FilterHits? Hits => _scan?.Hits;

    /// <summary>How far it has come; null without a filter.</summary>
    public ScanStatus? Status => _scan is { } scan ? ScanStatus.Of(scan, IsStopped) : null;

    /// <summary>Looks for something else.</summary>
    /// <param name="filter">What is wanted; null for all entries.</param>
    /// <returns>The rows.</returns>
    public IRowSource<EntryRef> Use(Filter? filter)
    {
        (_scan, IsStopped) = (filter is null ? null : scans.Get(source, filter), false);
        return _scan is null ? new JournalRows(source.Journal) : new FilterRows(_scan) { IsScanning = false };
    }

    /// <summary>Goes on for a moment.</summary>
    /// <returns>Whether everything was looked at.</returns>
    public Task<bool> AdvanceAsync(CancellationToken cancellation)
    {
        var (scan, isStopped) = (_scan, IsStopped);
        return scan is null ? Task.FromResult(true)
            : isStopped ? Task.Run(() => scan.AdvanceNewer(cancellation) is not null, cancellation)
            : Task.Run(() => Advance(scan, cancellation), cancellation);
    }

    private static bool Advance(FilterScan scan, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        while (!scan.Advance(maxSegments: 2, cancellation).IsComplete)
        {
            if (Stopwatch.GetElapsedTime(started) > Slice)
            {
                return false;
            }
        }

        return true;
    }
}
