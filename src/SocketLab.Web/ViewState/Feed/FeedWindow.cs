using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Filtering;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Feed;

/// <summary>
/// A person's window over entries, of one journal or of whatever a source offers: where they look, and the rows for that.
/// </summary>
/// <remarks>
/// What a person does may be told while <see cref="Read"/> runs on another thread; what reads the source takes turns.
/// </remarks>
public sealed class FeedWindow
{
    /// <summary>Reads of a journal that one update takes where the source must search: some ten milliseconds.</summary>
    private const int MaxReads = 24;

    private readonly Lock _reading = new();
    private readonly ScrollWindow<EntryRef> _scroll;
    private ScrollPosition _position;
    private RowAnchor? _anchor;
    private EntryRef? _pausedAt;

    /// <summary>Opens a window over all entries of a journal, which follows the tail.</summary>
    public FeedWindow(EntryJournal journal)
        : this(new JournalRows(journal), journal) { }

    /// <summary>Opens a window that follows the tail.</summary>
    /// <param name="source">The entries to show.</param>
    /// <param name="journals">The journals that they are in.</param>
    public FeedWindow(IRowSource<EntryRef> source, params IReadOnlyList<EntryJournal> journals)
    {
        var entries = new EntryReader(journals);
        (_scroll, Rows, Format) = (new(source), new(_reading, entries, source), new(entries));
    }

    /// <summary>All rows by name.</summary>
    public FeedRows Rows { get; }

    /// <summary>How rows are written.</summary>
    public FeedRowFormat Format { get; }

    /// <summary>The person scrolled, or the view changed its size.</summary>
    /// <param name="top">Ordinal of the row at the top, as the page counts them from its origin.</param>
    /// <param name="visibleRows">Rows that fit.</param>
    /// <param name="atEnd">Whether the last row is in sight.</param>
    public void ScrollTo(long top, int visibleRows, bool atEnd)
    {
        _anchor = null;
        _scroll.ScrollTo(top, visibleRows, atEnd);
    }

    /// <summary>Goes back to the newest row.</summary>
    public void FollowTail()
    {
        (_anchor, _pausedAt) = (null, null);
        _scroll.Follow();
    }

    /// <summary>Freezes the view or lets it go on.</summary>
    public void TogglePause()
    {
        _pausedAt = null;
        _scroll.TogglePause();
    }

    /// <summary>Freezes the view as it was when an entry was its last.</summary>
    public void PauseAt(EntryRef last)
    {
        _pausedAt = last;
        _scroll.PauseAt(long.MinValue);
    }

    /// <summary>Puts an entry, or the first one behind it that is shown, at the top.</summary>
    public void GoTo(EntryRef entry) => _anchor = new(entry, 0);

    /// <summary>Goes to the oldest kept entry.</summary>
    public void GoToFirst()
    {
        _anchor = null;
        _scroll.GoToFirst();
    }

    /// <summary>Shows other rows, of the same journals. What is in sight stays where it is, as far as it is among them.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="selected">The selected entry, which stays rather than others; null for none.</param>
    public void Use(IRowSource<EntryRef> source, EntryRef? selected)
    {
        lock (_reading)
        {
            var (top, last) = (_position.Top, _position.Origin + _position.TotalRows - 1);
            var place = selected is { } entry ? Rows.Source.Find(entry) : null;
            var kept = place >= top && place <= _position.To ? selected : null;
            _pausedAt = _position.Paused ? _pausedAt ?? Rows.At(last) : null;
            var anchor = _anchor ?? AnchorAt(kept, top);
            Rows.Source = source;
            _scroll.Use(source);
            if (_position.Following)
            {
                _anchor = null;
                if (kept is { } row)
                {
                    _scroll.Reveal(row);
                }
            }
            else
            {
                _anchor = anchor;
            }

            if (_pausedAt is not null)
            {
                _scroll.PauseAt(long.MinValue);
            }
        }
    }

    /// <summary>Puts the browser back where the person looked before they left the page.</summary>
    public void Restore() => _scroll.Restore();

    /// <summary>Follows the newest row only as long as an entry stays in sight.</summary>
    public void Keep(EntryRef entry) => _scroll.Keep(entry);

    /// <summary>Brings an entry into sight, if it is not.</summary>
    public void Reveal(EntryRef entry) => _scroll.Reveal(entry);

    /// <summary>Pulls the rows in sight.</summary>
    public FeedPage Read()
    {
        lock (_reading)
        {
            Settle();
            if (Rows.Source is MergedRows merged)
            {
                merged.Fixed = _position.Following ? long.MaxValue : _position.Top;
            }

            var position = _position = _scroll.Update(MaxReads);
            Rows.End = position.Origin + position.TotalRows;
            return new FeedPage
            {
                Origin = position.Origin,
                TotalRows = position.TotalRows,
                FirstRow = position.From - position.Origin,
                Rows = Format.Read(Rows, position),
                Following = position.Following,
                Paused = position.Paused,
                NewBelow = position.NewBelow,
                JumpId = position.JumpId,
                JumpTo = position.JumpTo,
                Searching = !position.IsComplete,
                Ticks = Format.Search?.Hits is { } hits ? SearchTicks.Of(Rows.Source, hits) : "",
                PausedAfter = position.Paused ? (_pausedAt ?? Rows.At(Rows.End - 1))?.Sequence : null,
            };
        }
    }

    /// <summary>Puts the window where it is to be as soon as the source knows where that is.</summary>
    private void Settle()
    {
        if (_anchor is null && _pausedAt is null)
        {
            return;
        }

        Rows.Source.Advance(MaxReads);
        if (_pausedAt is { } last && Rows.Source.FindFrom(last with { Sequence = last.Sequence + 1 }) is { } end)
        {
            _scroll.PauseAt(end);
            _pausedAt = null;
        }

        if (_anchor is { } anchor && Rows.Source.FindFrom(anchor.Entry) is { } ordinal)
        {
            _scroll.GoTo(ordinal - anchor.RowsBelowTop);
            _anchor = null;
        }
    }

    private RowAnchor? AnchorAt(EntryRef? kept, long top) =>
        kept is { } entry ? new(entry, Rows.Source.Find(entry)!.Value - top)
        : Rows.At(Math.Max(top, Rows.Source.First)) is { } first ? new(first, 0)
        : null;
}

/// <summary>Where an entry is to stand.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="RowsBelowTop">Rows between the upper edge and it.</param>
internal readonly record struct RowAnchor(EntryRef Entry, long RowsBelowTop);
