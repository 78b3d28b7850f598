using System.Diagnostics;
using SocketLab.Core.Filtering;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Filtering;

/// <summary>Looks for what a feed's filter takes: never on the thread that answers clicks, and not for long at a time.</summary>
public sealed class FeedScan(FilterScans scans)
{
    /// <summary>How long one call looks: rows are shown in between.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(40);

    private IReadOnlyList<FilterScan> _scans = [];
    private FilterScan? _folded;

    /// <summary>Whether only what is new is looked at.</summary>
    public bool IsStopped { get; set; }

    /// <summary>What is found; null without a filter.</summary>
    public FilterHits? Hits => _scans is [var only] ? only.Hits : null;

    /// <summary>How far it has come; null without a filter.</summary>
    public ScanStatus? Status => _scans.Count > 0 ? ScanStatus.Of(_scans, IsStopped) : null;

    /// <summary>Looks for something else.</summary>
    /// <param name="filter">What is wanted; null for all entries.</param>
    /// <param name="hidden">What of it is folded, where the rows are of one journal; null for nothing.</param>
    /// <param name="sources">Where; one journal unless the feed is a merged one.</param>
    /// <param name="isMerged">Whether the rows of all are merged.</param>
    /// <returns>The rows.</returns>
    public IRowSource<EntryRef> Use(Filter? filter, Filter? hidden, IReadOnlyList<FilterSource> sources, bool isMerged)
    {
        (_scans, _folded, IsStopped) = (filter is null ? [] : [.. sources.Select(source => scans.Get(source, filter))], null, false);
        if (isMerged)
        {
            return new MergedRows([.. sources.Select((source, i) => (Rows(source, i), source.Journal))]);
        }

        _folded = hidden is null ? null : scans.Get(sources[0], Filter.Fold(filter, hidden));
        return _folded is null ? Rows(sources[0], 0) : new FoldedRows(_folded, _scans.Count > 0 ? _scans[0] : null, hidden!);
    }

    /// <summary>Goes on for a moment.</summary>
    /// <returns>Whether everything was looked at.</returns>
    public Task<bool> AdvanceAsync(CancellationToken cancellation)
    {
        var (now, folded, isStopped) = (_scans, _folded, IsStopped);
        IReadOnlyList<FilterScan> all = folded is null ? now : [.. now, folded];
        return all.Count == 0
            ? Task.FromResult(true)
            : Task.Run(() => isStopped ? AdvanceNewer(all, cancellation) : Advance(all, cancellation), cancellation);
    }

    private static bool Advance(IReadOnlyList<FilterScan> scans, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        foreach (var scan in scans)
        {
            while (!scan.Advance(maxSegments: 2, cancellation).IsComplete)
            {
                if (Stopwatch.GetElapsedTime(started) > Slice)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool AdvanceNewer(IReadOnlyList<FilterScan> scans, CancellationToken cancellation)
    {
        foreach (var scan in scans)
        {
            scan.AdvanceNewer(cancellation);
        }

        return true;
    }

    private IRowSource<EntryRef> Rows(FilterSource source, int number) =>
        _scans.Count == 0 ? new JournalRows(source.Journal) : new FilterRows(_scans[number]) { IsScanning = false };
}
