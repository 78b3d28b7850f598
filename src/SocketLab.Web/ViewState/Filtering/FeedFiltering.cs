using SocketLab.Core.Filtering;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Rows;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.ViewState.Filtering;

/// <summary>Which entries a feed shows: those that its filter takes, of which the saved filters fold some and colour others.</summary>
public sealed class FeedFiltering
{
    private readonly FeedScan _scan;
    private readonly bool _isMerged;
    private IReadOnlyList<RowColours> _colours = [];
    private IReadOnlyList<StoredFilter> _saved = [];
    private Filter? _folded;

    /// <summary>Shows all entries.</summary>
    /// <param name="scans">What was found with the filters that were used last.</param>
    /// <param name="isMerged">Whether the rows of all journals are merged.</param>
    /// <param name="sources">The journals.</param>
    public FeedFiltering(FilterScans scans, bool isMerged, params IReadOnlyList<FilterSource> sources)
    {
        (_scan, _isMerged) = (new FeedScan(scans), isMerged);
        Show(sources);
        Filter.Applied += () => RowsChanged?.Invoke();
    }

    /// <summary>Raised when the rows are others, which <see cref="Rows"/> gives.</summary>
    public event Action? RowsChanged;

    /// <summary>Raised when rows may be coloured otherwise.</summary>
    public event Action? ColoursChanged;

    /// <summary>The feed's own filter.</summary>
    public FeedFilter Filter { get; } = new();

    /// <summary>The journals, as filters see them.</summary>
    public IReadOnlyList<FilterSource> Sources { get; private set; } = [];

    /// <summary>How far the search for what the filter takes has come; null without a filter.</summary>
    public ScanStatus? Status => _scan.Status;

    /// <summary>A journal of the feed; null when it is none of them.</summary>
    public FilterSource? SourceOf(string journalId) => Sources.FirstOrDefault(source => source.Journal.Id == journalId);

    /// <summary>Begins to look for the rows.</summary>
    public IRowSource<EntryRef> Rows() => _scan.Use(Filter.InForce, _folded, Sources, _isMerged);

    /// <summary>
    /// Goes on looking for a moment, on a thread that may be busy. Those who look at the same filter share what is found.
    /// </summary>
    /// <returns>Whether everything was looked at.</returns>
    public Task<bool> AdvanceAsync(CancellationToken cancellation) => _scan.AdvanceAsync(cancellation);

    /// <summary>Stops looking at what is older, or goes on with it.</summary>
    public void ToggleScan() => _scan.IsStopped = !_scan.IsStopped;

    /// <summary>Shows the entries of other journals.</summary>
    public void Show(IReadOnlyList<FilterSource> sources)
    {
        Sources = sources;
        _colours = [.. sources.Select(source => new RowColours(source, _saved))];
    }

    /// <summary>Colours and folds rows by saved filters.</summary>
    public void UseSaved(IReadOnlyList<StoredFilter> filters)
    {
        if (ReferenceEquals(filters, _saved))
        {
            return;
        }

        _saved = filters;
        Show(Sources);
        var folded = FoldedEntries.Of(filters);
        var isSame = Equals(folded, _folded);
        _folded = folded;
        (isSame ? ColoursChanged : RowsChanged)?.Invoke();
    }

    /// <summary>Colours rows by the saved filters.</summary>
    internal void Colour(List<FeedRow> rows)
    {
        foreach (var colours in _colours)
        {
            colours.Mark(rows);
        }
    }
}
