using SocketLab.Core.Journal;

namespace SocketLab.Web.ViewState.Feed;

/// <summary>A person's window over one journal: where they look, and the rows for exactly that.</summary>
/// <remarks>
/// Row numbers count from <see cref="_origin"/>. While it follows the tail the origin moves with the oldest kept entry; once the
/// person scrolls up it stays, so that nothing jumps however much arrives. Not thread-safe: a page uses it on its dispatcher.
/// </remarks>
public sealed class FeedWindow
{
    private const int Overscan = 24;
    private const int MostRows = 250;

    private readonly EntryJournal _journal;
    private readonly EntryBatch _batch = new();
    private long _origin = 1;
    private long _topSequence = 1;
    private int _visibleRows = 40;
    private long? _frozenLast;
    private long _seenLast;
    private int _jumpId;
    private long _jumpSequence = 1;
    private DateTime? _firstTime;
    private long _firstTimeSequence;

    /// <summary>Opens a window that follows the tail.</summary>
    public FeedWindow(EntryJournal journal) => _journal = journal;

    /// <summary>Whether the view sticks to the newest row.</summary>
    public bool Following { get; private set; } = true;

    /// <summary>Whether the view is frozen.</summary>
    public bool Paused => _frozenLast is not null;

    /// <summary>How times are written.</summary>
    public TimeStyle TimeStyle { get; set; }

    /// <summary>The viewer's time zone.</summary>
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>The person scrolled, or the view changed its size.</summary>
    /// <param name="topSequence">Sequence of the row at the top.</param>
    /// <param name="visibleRows">Rows that fit.</param>
    /// <param name="atEnd">Whether the last row is in sight.</param>
    public void ScrollTo(long topSequence, int visibleRows, bool atEnd)
    {
        _visibleRows = Math.Clamp(visibleRows, 1, MostRows - (2 * Overscan));
        _topSequence = topSequence;
        Following = atEnd;
        if (!atEnd)
        {
            _seenLast = Math.Max(_seenLast, topSequence + _visibleRows - 1);
        }
    }

    /// <summary>Back to the newest row.</summary>
    public void FollowTail()
    {
        // A jump, so that the browser obeys even if it is just telling another place.
        _jumpId += Following ? 0 : 1;
        _frozenLast = null;
        Following = true;
    }

    /// <summary>Freezes the view or lets it go on.</summary>
    public void TogglePause() => _frozenLast = Paused ? null : _journal.Ledger.Last;

    /// <summary>To the oldest kept entry.</summary>
    public void GoToFirst() => Jump(_journal.Ledger.First - 1);

    /// <summary>Puts the browser back where the person looked before they left the page.</summary>
    public void Restore()
    {
        if (!Following)
        {
            Jump(_topSequence);
        }
    }

    /// <summary>Brings an entry into sight, if it is not.</summary>
    public void Reveal(long sequence)
    {
        if (sequence < _topSequence || sequence >= _topSequence + _visibleRows - 1)
        {
            Jump(sequence - (_visibleRows / 2));
        }
    }

    /// <summary>The kept entry nearest to <paramref name="sequence"/>; null when none is kept.</summary>
    public long? Nearest(long sequence)
    {
        var (first, last) = Bounds(_journal.Ledger);
        return first > last ? null : Math.Clamp(sequence, first, last);
    }

    /// <summary>The newest entry in view; null when none is kept.</summary>
    public long? Last => Nearest(long.MaxValue);

    /// <summary>Reads one entry whole; null when it is not kept any more.</summary>
    public Entry? ReadEntry(long sequence)
    {
        _journal.Read(sequence - 1, _batch, maxCount: 1);
        return _batch.Count == 1 && _batch.Missed == 0 ? _batch.ToEntries()[0] : null;
    }

    /// <summary>Pulls the rows in sight.</summary>
    public FeedPage Read()
    {
        var ledger = _journal.Ledger;
        var (first, last) = Bounds(ledger);
        var hasGap = ledger.Evicted > 0 && first > 1;
        var oldest = hasGap ? first - 1 : first;
        Anchor(oldest, last);
        var total = Math.Max(0, last - _origin + 1);
        var rows = ReadRows(
            Math.Max(_topSequence - Overscan, oldest),
            Math.Min(_topSequence + _visibleRows + Overscan, last + 1),
            first,
            hasGap ? ledger.Evicted : 0
        );
        _seenLast = Following && !Paused ? ledger.Last : Math.Max(_seenLast, Math.Min(_topSequence + _visibleRows - 1, last));
        return new FeedPage
        {
            Origin = _origin,
            TotalRows = total,
            FirstRow = rows.Count > 0 ? rows[0].Sequence - _origin : 0,
            Rows = rows,
            Following = Following,
            Paused = Paused,
            NewBelow = Math.Max(0, ledger.Last - _seenLast),
            JumpId = _jumpId,
            JumpTo = Math.Max(0, _jumpSequence - _origin),
        };
    }

    private (long First, long Last) Bounds(JournalLedger ledger) => (ledger.First, Math.Min(_frozenLast ?? ledger.Last, ledger.Last));

    /// <summary>Settles the origin and the top row before reading.</summary>
    private void Anchor(long oldest, long last)
    {
        if (Following)
        {
            _origin = oldest;
            _topSequence = Math.Max(oldest, last - _visibleRows + 1);
        }
        else if (_topSequence < oldest)
        {
            // The place where the person looked was evicted: the oldest row is the nearest that is left.
            _origin = oldest;
            Jump(oldest);
        }
    }

    private void Jump(long sequence)
    {
        Following = false;
        _topSequence = _jumpSequence = Math.Max(sequence, _origin);
        _jumpId++;
    }

    private List<FeedRow> ReadRows(long from, long to, long firstKept, long evicted)
    {
        var rows = new List<FeedRow>((int)Math.Clamp(to - from, 0, MostRows));
        if (evicted > 0 && from < firstKept)
        {
            rows.Add(FeedRow.Evicted(firstKept - 1, evicted));
            from = firstKept;
        }

        var reference = Reference(from, firstKept);
        while (from < to)
        {
            _journal.Read(from - 1, _batch, (int)Math.Min(to - from, MostRows), FeedRow.PreviewBytes);
            if (_batch.Count == 0 || _batch.Missed > 0)
            {
                // Evicted while we read: the next update shows where things stand.
                break;
            }

            foreach (var entry in _batch)
            {
                rows.Add(FeedRow.Of(entry, TimeColumn.Format(TimeStyle, entry.Time, reference, Zone)));
                reference = TimeStyle == TimeStyle.Delta ? entry.Time : reference;
            }

            from += _batch.Count;
        }

        return rows;
    }

    /// <summary>What times are relative to: the first kept entry, or for deltas the entry before the first row.</summary>
    private DateTime? Reference(long from, long firstKept)
    {
        switch (TimeStyle)
        {
            case TimeStyle.SinceFirst when _firstTime is null || _firstTimeSequence < firstKept:
                (_firstTime, _firstTimeSequence) = (TimeOf(firstKept), firstKept);
                return _firstTime;
            case TimeStyle.SinceFirst:
                return _firstTime;
            case TimeStyle.Delta when from > firstKept:
                return TimeOf(from - 1);
            default:
                return null;
        }
    }

    private DateTime? TimeOf(long sequence)
    {
        _journal.Read(sequence - 1, _batch, maxCount: 1, maxPayload: 0);
        foreach (var entry in _batch)
        {
            return entry.Time;
        }

        return null;
    }
}
