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
    private IReadOnlyList<FilterScan> _folded = [];
    private CancellationToken _use = CancellationToken.None;
    private Action _endUse = () => { };

    /// <summary>Whether only what is new is looked at.</summary>
    public bool IsStopped { get; set; }

    /// <summary>How far it has come; null without a filter.</summary>
    public ScanStatus? Status => _scans.Count > 0 ? ScanStatus.Of(_scans, IsStopped) : null;

    /// <summary>Looks for something else.</summary>
    /// <param name="filter">What is wanted; null for all entries.</param>
    /// <param name="hidden">What of it is folded, in each journal by itself; null for nothing.</param>
    /// <param name="sources">Where; one journal unless the feed is a merged one.</param>
    /// <param name="isMerged">Whether the rows of all are merged.</param>
    /// <returns>The rows.</returns>
    public IRowSource<EntryRef> Use(Filter? filter, Filter? hidden, IReadOnlyList<FilterSource> sources, bool isMerged)
    {
        // Nobody waits any more for what was looked for before; what was found of it is kept.
        _endUse();
        var use = new CancellationTokenSource();
        (_use, _endUse) = (use.Token, use.Cancel);
        (_scans, _folded, IsStopped) = (ScansOf(filter), ScansOf(hidden is null ? null : Filter.Fold(filter, hidden)), false);
        return isMerged
            ? new MergedRows([.. sources.Select((source, i) => (Rows(source, i, hidden), source.Journal))])
            : Rows(sources[0], 0, hidden);

        IReadOnlyList<FilterScan> ScansOf(Filter? wanted) => wanted is null ? [] : [.. sources.Select(source => scans.Get(source, wanted))];
    }

    /// <summary>Goes on for a moment.</summary>
    /// <returns>Whether everything was looked at.</returns>
    public async Task<bool> AdvanceAsync(CancellationToken cancellation)
    {
        var (now, folded, isStopped) = (_scans, _folded, IsStopped);
        IReadOnlyList<FilterScan> all = [.. now, .. folded];
        if (all.Count == 0)
        {
            return true;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _use);
        var token = either.Token;
        try
        {
            return await scans.Turns.RunAsync(() => isStopped ? AdvanceNewer(all, token) : Advance(all, token), token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Something else is looked for by now.
            return false;
        }
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

    private IRowSource<EntryRef> Rows(FilterSource source, int number, Filter? hidden) =>
        _folded.Count > 0 ? new FoldedRows(_folded[number], _scans.Count > 0 ? _scans[number] : null, hidden!)
        : _scans.Count > 0 ? new FilterRows(_scans[number]) { IsScanning = false }
        : new JournalRows(source.Journal);
}
