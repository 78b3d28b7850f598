using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Filtering;
using SocketLab.Web.ViewState.Rows;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.ViewState.Feed;

/// <summary>The feed of one endpoint, or of several: the window over the journals, and the rows that are looked at.</summary>
public sealed partial class FeedState : FilteredState
{
    private readonly FeedWindow _window;
    private readonly List<EntryJournal> _journals = [];

    /// <summary>A feed that follows the newest entry.</summary>
    /// <param name="source">The journal.</param>
    /// <param name="scans">What was found with the filters that were used last.</param>
    /// <param name="zone">The viewer's time zone.</param>
    public FeedState(FilterSource source, FilterScans scans, TimeZoneInfo zone)
        : this(source.Journal.Changed, new(scans, isMerged: false, source), new(scans, isMerged: false), new JournalRows(source.Journal))
    {
        _journals.Add(source.Journal);
        _window.Format.Zone = zone;
        Search.Show([source]);
        Refresh();
    }

    /// <summary>A feed of several journals, which <see cref="Show"/> names.</summary>
    /// <param name="signal">Set when any of them has changed.</param>
    /// <param name="originOf">Which endpoint a journal is of.</param>
    /// <param name="scans">What was found with the filters that were used last.</param>
    /// <param name="zone">The viewer's time zone.</param>
    public FeedState(ChangeSignal signal, Func<string, FeedOrigin?> originOf, FilterScans scans, TimeZoneInfo zone)
        : this(signal, new(scans, isMerged: true), new(scans, isMerged: true), new MergedRows())
    {
        IsMerged = true;
        (_window.Format.Zone, _window.Format.OriginOf) = (zone, originOf);
    }

    private FeedState(ChangeSignal signal, FeedFiltering filtering, FeedSearch search, IRowSource<EntryRef> rows)
    {
        (Signal, Filtering, Search) = (signal, filtering, search);
        _window = new FeedWindow(rows, _journals);
        (_window.Format.Filtering, _window.Format.Search) = (filtering, search);
        Selection = new FeedSelection(_window, _journals);
        Selection.Changed += () =>
        {
            Search.Use(Selection.Current, Selection.Entry);
            OnChanged();
        };
        Selection.Moved += Refresh;
        Search.Applied += ContinueScan;
        Search.StepDue += Find;
        Filtering.RowsChanged += UseRows;
        Filtering.ColoursChanged += Refresh;
    }

    /// <summary>Whether it has entries of several endpoints, so that their names stand beside them.</summary>
    public bool IsMerged { get; }

    /// <summary>Which entries are shown.</summary>
    public FeedFiltering Filtering { get; }

    /// <summary>The filter that says so.</summary>
    public override FeedFilter Filter => Filtering.Filter;

    /// <inheritdoc/>
    public override IReadOnlyList<FilterSource> Sources => Filtering.Sources;

    /// <summary>The rows that are selected.</summary>
    public FeedSelection Selection { get; }

    /// <summary>What is looked for among them.</summary>
    public FeedSearch Search { get; }

    /// <inheritdoc/>
    public override RowSearch RowSearch => Search;

    /// <summary>How far the search for what the filter takes has come; null while all entries are shown.</summary>
    public override ScanStatus? Scan { get; protected set; }

    /// <summary>Set when there is more to look for, though the journal has not changed.</summary>
    public ChangeSignal Wake { get; } = new();

    /// <summary>Set with every change of the journal.</summary>
    public ChangeSignal Signal { get; }

    /// <summary>The rows that are shown now.</summary>
    public FeedPage Page { get; private set; } = FeedPage.Empty;

    /// <summary>Names the journal of the selected entry in addresses: another one after a start of the server.</summary>
    public string Run => RunOf(Selection.Current?.JournalId ?? (_journals is [var first, ..] ? first.Id : ""));

    /// <summary>Who sent a datagram last that can be answered, as <c>address:port</c>; null before anybody did.</summary>
    public string? LastPeer { get; private set; }

    /// <summary>The columns.</summary>
    public FeedColumns Columns
    {
        get => _window.Format.Columns;
        set
        {
            _window.Format.Columns = value;
            Refresh();
        }
    }

    /// <summary>How times are written.</summary>
    public TimeStyle TimeStyle => _window.Format.TimeStyle;

    /// <summary>How payloads are written.</summary>
    public ContentStyle ContentStyle => _window.Format.ContentStyle;

    /// <summary>Pulls the rows in sight.</summary>
    public void Refresh()
    {
        Page = _window.Read();
        Scan = Filtering.Status;

        // A merged feed's last peer sent to one of several endpoints, perhaps not to the one that sends.
        LastPeer = IsMerged ? null : Page.Rows.LastOrDefault(row => row is { Kind: FeedRowKind.In, CanAnswer: true })?.Peer ?? LastPeer;
        OnChanged();
    }

    /// <summary>Shows the entries of these journals from now on.</summary>
    public void Show(IReadOnlyList<FilterSource> sources)
    {
        // The window's reader finds journals by this list, the old ones too until other rows are shown.
        _journals.AddRange(sources.Select(source => source.Journal).Except(_journals));
        Filtering.Show(sources);
        _window.Use(Filtering.Rows(), Selection.Current);
        _journals.RemoveAll(journal => !sources.Any(source => source.Journal == journal));
        Search.Show(sources);
        Wake.Set();
        Refresh();
    }

    /// <summary>Whether a journal of the feed has the name that an address says.</summary>
    public bool Knows(string run) => _journals.Exists(journal => RunOf(journal.Id) == run);

    /// <summary>The person scrolled, or the view changed its size.</summary>
    /// <param name="topSequence">Sequence of the row at the top.</param>
    /// <param name="visibleRows">Rows that fit.</param>
    /// <param name="atEnd">Whether the last row is in sight.</param>
    public void ScrollTo(long topSequence, int visibleRows, bool atEnd)
    {
        _window.ScrollTo(topSequence, visibleRows, atEnd);
        Refresh();
    }

    /// <summary>Goes back to the newest row.</summary>
    public void FollowTail()
    {
        _window.FollowTail();
        Refresh();
    }

    /// <summary>Somebody who sends wants to see it go: goes back to the newest row, unless the feed is paused.</summary>
    public void ShowSent()
    {
        if (!Page.Paused)
        {
            FollowTail();
        }
    }

    /// <summary>Goes to the oldest kept entry.</summary>
    public void GoToFirst()
    {
        _window.GoToFirst();
        Refresh();
    }

    /// <summary>Freezes the view or lets it go on.</summary>
    public void TogglePause()
    {
        _window.TogglePause();
        Refresh();
    }

    /// <summary>Writes times in the next way.</summary>
    public void NextTimeStyle() => Use(TimeColumn.Next(TimeStyle), ContentStyle);

    /// <summary>Writes payloads in the next way.</summary>
    /// <param name="canDecode">Whether there is somebody to decode messages.</param>
    public void NextContentStyle(bool canDecode) => Use(TimeStyle, ContentColumn.Next(ContentStyle, canDecode));

    /// <summary>Writes times and payloads as the person had them.</summary>
    public void Use(TimeStyle times, ContentStyle content)
    {
        if ((times, content) != (TimeStyle, ContentStyle))
        {
            (_window.Format.TimeStyle, _window.Format.ContentStyle) = (times, content);
            Refresh();
        }
    }

    /// <summary>Uses the browser's time zone.</summary>
    public void UseZone(TimeZoneInfo zone)
    {
        _window.Format.Zone = zone;
        Refresh();
    }

    /// <summary>Looks for what the filter takes, and for what is searched, for a moment.</summary>
    /// <returns>Whether everything was looked at.</returns>
    public async Task<bool> ScanAsync(CancellationToken cancellation) =>
        await Filtering.AdvanceAsync(cancellation) & await Search.AdvanceAsync(cancellation);

    /// <inheritdoc/>
    public override void ToggleScan()
    {
        Filtering.ToggleScan();
        ContinueScan();
    }

    /// <inheritdoc/>
    public override void UseSaved(IReadOnlyList<StoredFilter> filters) => Filtering.UseSaved(filters);

    /// <inheritdoc/>
    public override void Find(bool back)
    {
        if (Search.StepInside(back))
        {
            return;
        }

        var (from, itself) = Selection.Current is { } selected ? (selected, false) : (back ? null : Page.Top, true);
        if (Search.Next(from, back, itself) is { } found)
        {
            Selection.GoTo(found);
            Search.Enter(back);
        }
    }

    /// <summary>The name of an entry, by its sequence and its journal's id, which is empty where there is one journal.</summary>
    public EntryRef? NameOf(long sequence, string journalId) =>
        journalId.Length > 0 ? new(journalId, sequence)
        : _journals is [var only] ? new(only.Id, sequence)
        : null;

    private static string RunOf(string journalId) => journalId[..Math.Min(8, journalId.Length)];

    private EntryRef RefTo(long sequence) => new(_journals[0].Id, sequence);

    private void UseRows()
    {
        _window.Use(Filtering.Rows(), Selection.Current);
        Scan = Filtering.Status;
        Search.Among(Filter.InForce);

        // The rows are read when the first of them were looked for, which is at once.
        Wake.Set();
        OnChanged();
    }

    private void ContinueScan()
    {
        Wake.Set();
        Refresh();
    }
}
