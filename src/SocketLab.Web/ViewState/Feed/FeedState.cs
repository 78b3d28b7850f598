using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Filtering;
using SocketLab.Web.ViewState.Rows;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.ViewState.Feed;

/// <summary>The feed of one endpoint: the window over its journal, and the entry that is looked at.</summary>
public sealed class FeedState : LiveState
{
    private readonly FeedWindow _window;
    private readonly FeedScan _scan;
    private readonly RowColours _colours;
    private Filter? _hidden;
    private readonly string _journalId;

    /// <summary>A feed that follows the newest entry.</summary>
    /// <param name="source">The journal.</param>
    /// <param name="scans">What was found with the filters that were used last.</param>
    /// <param name="zone">The viewer's time zone.</param>
    public FeedState(FilterSource source, FilterScans scans, TimeZoneInfo zone)
    {
        (Source, Signal, _journalId) = (source, source.Journal.Changed, source.Journal.Id);
        _scan = new FeedScan(source, scans);
        Search = new FeedSearch(source, scans);
        _window = new FeedWindow(source.Journal)
        {
            Zone = zone,
            Search = Search,
            Colours = _colours = new RowColours(source),
        };
        Filter.Applied += UseFilter;
        Search.Applied += LookAgain;
        Refresh();
    }

    /// <summary>The journal, as filters see it.</summary>
    public FilterSource Source { get; }

    /// <summary>Which entries are shown.</summary>
    public FeedFilter Filter { get; } = new();

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

    /// <summary>The selected entry, whole; null when none is or it was evicted.</summary>
    public Entry? Entry { get; private set; }

    /// <summary>The selected entry's sequence.</summary>
    public long? SelectedSequence { get; private set; }

    /// <summary>The sequence of an entry that was asked for and is of an earlier run of the server; null otherwise.</summary>
    public long? Missed { get; private set; }

    /// <summary>Names the journal in addresses: another one after a start of the server.</summary>
    public string Run => _journalId[..8];

    /// <summary>Where the feed is; null where it follows the newest entry.</summary>
    public TabMemory.Place? Place =>
        Page is { Following: true, Paused: false } ? null : new(Run, Page.Following ? null : Page.TopEntry, Page.PausedAfter + 1);

    /// <summary>Who sent a datagram last that can be answered, as <c>address:port</c>; null before anybody did.</summary>
    public string? LastPeer { get; private set; }

    /// <summary>How times are written.</summary>
    public TimeStyle TimeStyle => _window.TimeStyle;

    /// <summary>How payloads are written.</summary>
    public ContentStyle ContentStyle => _window.ContentStyle;

    /// <summary>Pulls the rows in sight.</summary>
    public void Refresh()
    {
        Page = _window.Read();
        Scan = _scan.Status;
        LastPeer = Page.Rows.LastOrDefault(row => row is { Kind: FeedRowKind.In, CanAnswer: true })?.Peer ?? LastPeer;
        OnChanged();
    }

    /// <summary>
    /// Looks for what the filter takes, for a moment and on a thread that may be busy. Those who look at the same filter share what is
    /// found.
    /// </summary>
    /// <returns>Whether everything was looked at.</returns>
    public async Task<bool> ScanAsync(CancellationToken cancellation) =>
        await _scan.AdvanceAsync(cancellation) & await Search.AdvanceAsync(cancellation);

    /// <summary>Goes to the next place of what is looked for, first in the selected entry, then in others.</summary>
    /// <param name="back">Whether to the one before.</param>
    public void Find(bool back)
    {
        if (Search.StepInside(back))
        {
            return;
        }

        var from = SelectedSequence ?? (back ? long.MaxValue - 1 : (Page.TopEntry ?? 1) - 1);
        if (Search.Next(from, back) is { } found)
        {
            Select(found);
            Search.Enter(back);
            _window.Reveal(RefTo(found));
            Refresh();
        }
    }

    /// <summary>Stops looking at what is older, or goes on with it.</summary>
    public void ToggleScan()
    {
        _scan.IsStopped = !_scan.IsStopped;
        Wake.Set();
        Refresh();
    }

    /// <summary>Selects an entry, or none. The feed does not run away from what is selected.</summary>
    public void Select(long? sequence)
    {
        (SelectedSequence, Missed) = (sequence, null);
        Entry = null;
        if (sequence is { } selected)
        {
            Entry = _window.ReadEntry(RefTo(selected));
            _window.Keep(RefTo(selected));
        }

        Search.Look(Entry);
        OnChanged();
    }

    /// <summary>Moves the selection by rows and keeps it in sight.</summary>
    public void MoveSelection(long rows)
    {
        if (_window.Step(SelectedSequence is { } selected ? RefTo(selected) : null, rows) is { } to)
        {
            Select(to.Sequence);
            _window.Reveal(to);
            Refresh();
        }
    }

    /// <summary>What a person who came back, or by a link, sees: the place where they were, or the entry that the link names.</summary>
    public void Restore(long? entry)
    {
        if (entry is { } sequence)
        {
            Select(sequence);
            _window.Reveal(RefTo(sequence));
        }

        _window.Restore();
        Refresh();
    }

    /// <summary>Says of an entry that it is of an earlier run of the server.</summary>
    public void Miss(long sequence)
    {
        Select(null);
        Change(() => Missed = sequence);
    }

    /// <summary>Goes to where the feed was. What a person has done since counts more.</summary>
    public void Recall(TabMemory.Place? place)
    {
        if (place is null || place.Run != Run || Page is not { Following: true, Paused: false })
        {
            return;
        }

        if (place.PausedAt is { } end)
        {
            _window.PauseAt(RefTo(end - 1));
        }

        if (place.Top is { } top && SelectedSequence is null)
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
    public void NextTimeStyle()
    {
        _window.TimeStyle = TimeColumn.Next(_window.TimeStyle);
        Refresh();
    }

    /// <summary>Writes payloads in the next way.</summary>
    /// <param name="canDecode">Whether there is somebody to decode messages.</param>
    public void NextContentStyle(bool canDecode)
    {
        _window.ContentStyle = ContentColumn.Next(_window.ContentStyle, canDecode);
        Refresh();
    }

    /// <summary>Writes times and payloads as the person had them.</summary>
    public void Use(TimeStyle times, ContentStyle content)
    {
        if ((times, content) != (TimeStyle, ContentStyle))
        {
            (_window.TimeStyle, _window.ContentStyle) = (times, content);
            Refresh();
        }
    }

    /// <summary>Marks and folds rows by saved filters.</summary>
    internal void UseSaved(IReadOnlyList<StoredFilter> filters)
    {
        if (!_colours.Use(filters))
        {
            return;
        }

        var hidden = FoldedEntries.Of(filters);
        if (Equals(hidden, _hidden))
        {
            Refresh();
            return;
        }

        _hidden = hidden;
        UseFilter();
    }

    /// <summary>Uses the browser's time zone.</summary>
    public void UseZone(TimeZoneInfo zone)
    {
        _window.Zone = zone;
        Refresh();
    }

    private void UseFilter()
    {
        _window.Use(_scan.Use(Filter.InForce, _hidden), SelectedSequence is { } selected ? RefTo(selected) : null);
        Scan = _scan.Status;
        Search.Among(Filter.InForce);

        // The rows are read when the first of them were looked for, which is at once.
        Wake.Set();
        OnChanged();
    }

    private void LookAgain()
    {
        Wake.Set();
        Refresh();
    }

    private EntryRef RefTo(long sequence) => new(_journalId, sequence);
}
