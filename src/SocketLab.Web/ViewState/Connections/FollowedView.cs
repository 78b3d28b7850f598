using SocketLab.Core.Endpoints;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Boundaries;
using SocketLab.Web.ViewState.Filtering;
using SocketLab.Web.ViewState.Rows;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.ViewState.Connections;

/// <summary>A conversation that somebody follows: the window over it, and what that shows. One for each open page.</summary>
/// <remarks>
/// Pulls from Core when told to; the page decides when. Used on the page's dispatcher only. A filter narrows it to those of its entries
/// that the filter takes, as it does a feed. What was between them is not shown, so no time from one turn to the next is either.
/// </remarks>
public abstract partial class FollowedView : FilteredState
{
    private readonly FeedScan _scan;
    private readonly IRowSource<EntryRef> _all;
    private readonly Filter _whole;
    private IReadOnlyList<StoredFilter> _saved = [];
    private Filter? _folded;
    private bool _isCounted = true;

    /// <summary>Follows a conversation.</summary>
    /// <param name="endpoint">The endpoint that it belongs to.</param>
    /// <param name="scans">What was found with the filters that were used last.</param>
    /// <param name="rows">Its entries.</param>
    /// <param name="whole">The filter that takes them.</param>
    /// <param name="isBeginningGone">Whether some were before the first that are not there any more.</param>
    protected FollowedView(Endpoint endpoint, FilterScans scans, IRowSource<EntryRef> rows, Filter whole, Func<bool> isBeginningGone)
    {
        (Endpoint, _scan, _all, _whole) = (endpoint, new(scans), rows, whole);
        Window = new StreamWindow(rows, isBeginningGone, endpoint.Journal);
        Sources = [endpoint.ToFilterSource()];
        Filter.Applied += UseFilter;
        (_entries, EntrySearch) = (new(endpoint.Journal), new(scans, isMerged: false) { Where = "the conversation" });
        EntrySearch.Show(Sources);
        EntrySearch.Among(whole);
        EntrySearch.Applied += MarkFound;
        EntrySearch.StepDue += Find;
    }

    /// <inheritdoc/>
    public override FeedFilter Filter { get; } = new();

    /// <inheritdoc/>
    public override IReadOnlyList<FilterSource> Sources { get; }

    /// <inheritdoc/>
    public override ScanStatus? Scan { get; protected set; }

    /// <summary>Set when there is more to look for, though the journal has not changed.</summary>
    public ChangeSignal Wake { get; } = new();

    /// <summary>The endpoint that it belongs to.</summary>
    public Endpoint Endpoint { get; }

    /// <summary>The window over it.</summary>
    public StreamWindow Window { get; }

    /// <summary>Counts up when the browser is to go to where the window was put.</summary>
    public int JumpId { get; private set; }

    /// <summary>How bytes are written.</summary>
    public StreamFormat Format => Window.Format;

    /// <summary>What is shown of it now.</summary>
    public StreamPage Page { get; private set; } = StreamPage.Empty;

    /// <summary>Whether the journal is still being looked through.</summary>
    public bool IsSearching => Page.Searching || !_isCounted;

    /// <summary>Sends and receives on one axis, while those are shown in the place of the conversation; null otherwise.</summary>
    public BoundaryView? Boundaries { get; private set; }

    /// <summary>Both ends, our own first, where the other one is SocketLab's own, too; null where it is not known to be.</summary>
    protected virtual (BoundarySide Ours, BoundarySide Theirs)? Ends => null;

    /// <summary>Whether sends and receives can be shown on one axis.</summary>
    public bool HasBoundaries => Boundaries is not null || Ends is not null;

    /// <summary>Shows sends and receives on one axis, or the conversation.</summary>
    public void ShowBoundaries(bool boundaries, FilterScans scans)
    {
        if (boundaries != Boundaries is not null)
        {
            Boundaries = boundaries && Ends is { } ends ? new(scans, ends.Ours, ends.Theirs) : null;
            OnChanged();
        }
    }

    /// <summary>Pulls the conversation. What others do on the same endpoint leaves the page as it is.</summary>
    public void RefreshStream()
    {
        var page = Window.Read();
        JumpId += page.JumpId == Page.JumpId ? 0 : 1;
        Page = page.IsSameAs(Page) ? Page : page;
        _isCounted = Filter.InForce is null || _all.Advance(StreamWindow.MaxReads);

        // Of how many: of those of the conversation, not of the journal's.
        Scan =
            Filter.InForce is not null && _scan.Status is { } status
                ? status with
                {
                    Kept = Math.Max(_all.Count, status.Found),
                    CanStop = false,
                }
                : null;
        OnChanged();
    }

    /// <summary>Goes on looking for what the filter takes, and for what is searched, for a moment, on a thread that may be busy.</summary>
    /// <returns>Whether everything was looked at.</returns>
    public async Task<bool> ScanAsync(CancellationToken cancellation) =>
        await _scan.AdvanceAsync(cancellation) & await EntrySearch.AdvanceAsync(cancellation);

    /// <summary>Writes bytes in another way.</summary>
    public virtual void Use(StreamFormat format) => Move(() => Window.Format = format);

    /// <summary>Uses the browser's time zone.</summary>
    public virtual void Use(TimeZoneInfo zone) => Move(() => Window.Zone = zone);

    /// <inheritdoc/>
    public override void UseSaved(IReadOnlyList<StoredFilter> filters)
    {
        if (ReferenceEquals(filters, _saved))
        {
            return;
        }

        (_saved, Window.Colours) = (filters, new RowColours(Sources[0], filters));
        var folded = FoldedEntries.Of(filters);
        if (Equals(folded, _folded))
        {
            RefreshStream();
            return;
        }

        _folded = folded;
        UseFilter();
    }

    private void UseFilter()
    {
        var isWhole = Filter.InForce is null && _folded is null;
        var wanted =
            isWhole ? null
            : Filter.InForce is { } filter ? Core.Filtering.Filter.Both(_whole, filter)
            : _whole;
        var found = _scan.Use(wanted, _folded, Sources, isMerged: false);
        Window.Use(isWhole ? _all : found, isWhole);
        EntrySearch.Among(_folded is null ? wanted ?? _whole : Core.Filtering.Filter.Without(wanted, _folded));
        Wake.Set();
        RefreshStream();
    }

    /// <summary>Moves the window, or changes what it shows.</summary>
    public void Move(Action move)
    {
        move();
        RefreshStream();
    }

    /// <summary>To the beginning.</summary>
    public void GoToFirst()
    {
        JumpId++;
        Move(Window.GoToFirst);
    }

    /// <summary>To the end, and on with it.</summary>
    public virtual void FollowTail()
    {
        JumpId++;
        Move(() => Window.Follow(true));
    }
}
