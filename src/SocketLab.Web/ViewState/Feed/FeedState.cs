using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Filtering;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Feed;

/// <summary>The feed of one endpoint, or of several: the window over the journals, and the rows that are looked at.</summary>
public sealed class FeedState : LiveState
{
    private readonly FeedWindow _window;
    private readonly List<EntryJournal> _journals = [];

    /// <summary>A feed that follows the newest entry.</summary>
    /// <param name="source">The journal.</param>
    /// <param name="scans">What was found with the filters that were used last.</param>
    /// <param name="zone">The viewer's time zone.</param>
    public FeedState(FilterSource source, FilterScans scans, TimeZoneInfo zone)
        : this(source.Journal.Changed, new(scans, isMerged: false, source), new(source, scans), new JournalRows(source.Journal))
    {
        _journals.Add(source.Journal);
        (_window.Format.Zone, _window.Format.Search) = (zone, Search);
        Search.Applied += ContinueScan;
        Refresh();
    }

    /// <summary>A feed of several journals, which <see cref="Show"/> names.</summary>
    /// <param name="signal">Set when any of them has changed.</param>
    /// <param name="originOf">Which endpoint a journal is of.</param>
    /// <param name="scans">What was found with the filters that were used last.</param>
    /// <param name="zone">The viewer's time zone.</param>
    public FeedState(ChangeSignal signal, Func<string, FeedOrigin?> originOf, FilterScans scans, TimeZoneInfo zone)
        : this(signal, new(scans, isMerged: true), new(source: null, scans), new MergedRows())
    {
        IsMerged = true;
        (_window.Format.Zone, _window.Format.OriginOf) = (zone, originOf);
    }

    private FeedState(ChangeSignal signal, FeedFiltering filtering, FeedSearch search, IRowSource<EntryRef> rows)
    {
        (Signal, Filtering, Search) = (signal, filtering, search);
        _window = new FeedWindow(rows, _journals);
        _window.Format.Filtering = filtering;
        Selection = new FeedSelection(_window, _journals);
        Selection.Changed += () =>
        {
            Search.Use(Selection.Entry);
            OnChanged();
        };
        Selection.Moved += Refresh;
        Filtering.RowsChanged += UseRows;
        Filtering.ColoursChanged += Refresh;
    }

    /// <summary>Whether it has entries of several endpoints, so that their names stand beside them.</summary>
    public bool IsMerged { get; }

    /// <summary>Which entries are shown.</summary>
    public FeedFiltering Filtering { get; }

    /// <summary>The filter that says so.</summary>
    public FeedFilter Filter => Filtering.Filter;

    /// <summary>The rows that are selected.</summary>
    public FeedSelection Selection { get; }

    /// <summary>What is looked for among them.</summary>
    public FeedSearch Search { get; }

    /// <summary>How far the search for what the filter takes has come; null while all entries are shown.</summary>
    public ScanStatus? Scan { get; private set; }

    /// <summary>Set when there is more to look for, though the journal has not changed.</summary>
    public ChangeSignal Wake { get; } = new();

    /// <summary>Set with every change of the journal.</summary>
    public ChangeSignal Signal { get; }

    /// <summary>The rows that are shown now.</summary>
    public FeedPage Page { get; private set; } = FeedPage.Empty;

    /// <summary>Names the journal of the selected entry in addresses: another one after a start of the server.</summary>
    public string Run => RunOf(Selection.Current?.JournalId ?? (_journals is [var first, ..] ? first.Id : ""));

    /// <summary>Where the feed is; null where it follows the newest entry.</summary>
    public TabMemory.Place? Place =>
        IsMerged || Page is { Following: true, Paused: false }
            ? null
            : new(Run, Page.Following ? null : Page.TopEntry, Page.PausedAfter + 1);

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
        Wake.Set();
        Refresh();
    }

    /// <summary>Whether a journal of the feed has the name that an address says.</summary>
    public bool Knows(string run) => _journals.Exists(journal => RunOf(journal.Id) == run);

    /// <summary>What a person who came back, or by a link, sees: the place where they were, or the entry that the link names.</summary>
    /// <param name="entry">The entry's sequence; null for none.</param>
    /// <param name="run">The name of its journal; null for the one that there is.</param>
    public void Restore(long? entry, string? run = null)
    {
        if (entry is { } sequence && _journals.Count > 0)
        {
            var journal = _journals.Find(one => RunOf(one.Id) == run) ?? _journals[0];
            Selection.Select(new EntryRef(journal.Id, sequence));
            _window.Reveal(new(journal.Id, sequence));
        }

        _window.Restore();
        Refresh();
    }

    /// <summary>Goes to where the feed was. What a person has done since counts more.</summary>
    public void Recall(TabMemory.Place? place)
    {
        if (IsMerged || place is null || place.Run != Run || Page is not { Following: true, Paused: false })
        {
            return;
        }

        if (place.PausedAt is { } end)
        {
            _window.PauseAt(RefTo(end - 1));
        }

        if (place.Top is { } top && Selection.Sequence is null)
        {
            _window.GoTo(RefTo(top));
        }

        Refresh();
    }

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

    /// <summary>Stops looking at what is older, or goes on with it.</summary>
    public void ToggleScan()
    {
        Filtering.ToggleScan();
        ContinueScan();
    }

    /// <summary>Goes to the next place of what is looked for, first in the selected entry, then in others.</summary>
    /// <param name="back">Whether to the one before.</param>
    public void Find(bool back)
    {
        if (Search.StepInside(back))
        {
            return;
        }

        var from = Selection.Sequence ?? (back ? long.MaxValue - 1 : (Page.TopEntry ?? 1) - 1);
        if (Search.Next(from, back) is { } found)
        {
            Selection.GoTo(RefTo(found));
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
