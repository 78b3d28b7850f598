namespace SocketLab.Web.ViewState.Rows;

/// <summary>A person's window over rows: where they look, and which rows that needs. The arithmetic of everything that scrolls.</summary>
/// <remarks>
/// What a person does may be told at any time, from any thread; <see cref="Update"/> is called by one thread at a time, which also reads
/// the rows. The lock is held for arithmetic only, so that a dispatcher never waits for a source that searches.
/// While it follows the newest row the origin moves with the oldest; once the person scrolls up it stays, so that nothing moves under
/// their hands however much arrives.
/// </remarks>
public sealed class ScrollWindow<TRow>
{
    /// <summary>Rows that are read at most.</summary>
    public const int MaxRows = 250;

    private readonly Lock _lock = new();
    private readonly int _overscan;
    private readonly bool _hasTail;
    private IRowSource<TRow> _source;
    private bool _following;
    private bool _paused;
    private long _origin;
    private long _top;
    private int _visibleRows = 40;
    private long? _end;
    private long? _frozenEnd;
    private long _seenEnd = long.MinValue;
    private Func<long?>? _reveal;
    private Func<long?>? _keep;
    private bool _mustJump;
    private int _jumpId;

    /// <summary>Opens a window.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="overscan">Rows above and below those in sight that are read as well.</param>
    /// <param name="hasTail">Whether the newest row is the last, so that the window follows it until the person scrolls up.</param>
    public ScrollWindow(IRowSource<TRow> source, int overscan = 24, bool hasTail = true) =>
        (_source, _overscan, _hasTail, _following) = (source, overscan, hasTail, hasTail);

    /// <summary>The person scrolled, or the view changed its size.</summary>
    /// <param name="top">Ordinal of the row at the top.</param>
    /// <param name="visibleRows">Rows that fit, one that fits in part included.</param>
    /// <param name="atEnd">Whether the last row is in sight.</param>
    public void ScrollTo(long top, int visibleRows, bool atEnd)
    {
        lock (_lock)
        {
            _visibleRows = Math.Clamp(visibleRows, 1, MaxRows - (2 * _overscan));

            // The browser did not know of a jump that is still to come: it will tell its place again.
            if (!_mustJump)
            {
                (_top, _following) = (top, _hasTail && atEnd);
            }
        }
    }

    /// <summary>Goes back to the newest row, and on with it.</summary>
    public void Follow()
    {
        lock (_lock)
        {
            // A jump, so that the browser obeys even if it is just telling another place.
            _mustJump |= !_following;
            (_following, _paused, _reveal, _keep) = (true, false, null, null);
        }
    }

    /// <summary>Freezes the window at the rows that it had last, or lets it go on.</summary>
    public void TogglePause()
    {
        lock (_lock)
        {
            _paused = !_paused;
            _frozenEnd = _end;
        }
    }

    /// <summary>Freezes the window as it was when the row before <paramref name="end"/> was its last.</summary>
    public void PauseAt(long end)
    {
        lock (_lock)
        {
            (_paused, _frozenEnd) = (true, end);
        }
    }

    /// <summary>Puts a row at the top; the oldest when it is gone.</summary>
    public void GoTo(long ordinal)
    {
        lock (_lock)
        {
            JumpTo(ordinal);
            _reveal = null;
        }
    }

    /// <summary>Puts the oldest row at the top.</summary>
    public void GoToFirst() => GoTo(long.MinValue);

    /// <summary>Follows the newest row only until <paramref name="row"/> would leave the window at the top.</summary>
    public void Keep(TRow row)
    {
        lock (_lock)
        {
            _keep = () => _source.Find(row);
        }
    }

    /// <summary>Brings a row into the middle if it is not in sight.</summary>
    public void Reveal(TRow row)
    {
        lock (_lock)
        {
            _reveal = () => _source.Find(row);
        }
    }

    /// <summary>Brings the row with this ordinal into the middle if it is not in sight.</summary>
    public void RevealAt(long ordinal)
    {
        lock (_lock)
        {
            _reveal = () => ordinal;
        }
    }

    /// <summary>Puts a browser that begins anew where the person looked before.</summary>
    public void Restore()
    {
        lock (_lock)
        {
            _mustJump |= !_following;
        }
    }

    /// <summary>Shows other rows from now on. Called by who calls <see cref="Update"/>.</summary>
    public void Use(IRowSource<TRow> other)
    {
        lock (_lock)
        {
            (_source, _end, _frozenEnd, _seenEnd) = (other, null, null, long.MinValue);

            // The ordinals are others: no place among them is one that a kept row has passed.
            _top = _following ? long.MaxValue : _top;
        }
    }

    /// <summary>Takes in what is new, and says where the window stands now.</summary>
    /// <param name="maxReads">Reads of a journal that the source may take.</param>
    public ScrollPosition Update(int maxReads = 1)
    {
        var isComplete = _source.Advance(maxReads);
        lock (_lock)
        {
            var (first, newEnd) = (_source.First, _source.First + _source.Count);
            var oldest = _source.Gone > 0 ? first - 1 : first;
            _origin = _end is null || _following || !_hasTail ? oldest : Math.Min(_origin, oldest);
            _end = newEnd;
            _frozenEnd = _paused ? _frozenEnd ?? newEnd : null;
            var end = Math.Max(first, Math.Min(newEnd, _frozenEnd ?? newEnd));
            Settle(oldest, Math.Max(oldest, end - _visibleRows));
            var inSight = Math.Min(_top + _visibleRows, end);
            _seenEnd = _following && !_paused ? newEnd : Math.Max(_seenEnd, inSight);
            return new()
            {
                Origin = _origin,
                TotalRows = end - _origin,
                First = first,
                Top = _top,
                From = Math.Max(_top - _overscan, oldest),
                To = Math.Min(_top + _visibleRows + _overscan, end),
                Following = _following,
                Paused = _paused,
                NewBelow = Math.Max(0, newEnd - _seenEnd),
                JumpId = _jumpId,
                IsComplete = isComplete,
            };
        }
    }

    /// <summary>Decides which row is at the top, and whether the script must be told.</summary>
    private void Settle(long oldest, long lastTop)
    {
        if (_following && _keep?.Invoke() is { } kept && kept >= _top && kept < lastTop)
        {
            JumpTo(kept);
        }
        else if (_following)
        {
            _top = lastTop;
        }

        if (_reveal?.Invoke() is { } found)
        {
            // The last row that fits is perhaps cut off. Where the window cannot be moved nearer to the row, it stays.
            var ordinal = Math.Max(found, oldest);
            var middle = Math.Clamp(ordinal - (_visibleRows / 2), oldest, lastTop);
            if ((ordinal < _top || ordinal >= _top + _visibleRows - 1) && middle != _top)
            {
                JumpTo(middle);
            }
        }

        _reveal = null;
        if (!_following && _top < oldest)
        {
            // Where the person looked was evicted: the oldest row is the nearest that is left.
            _origin = oldest;
            JumpTo(oldest);
        }

        // The script does the same by itself when rows at the end are gone.
        _top = Math.Min(_top, lastTop);
        _jumpId += _mustJump ? 1 : 0;
        _mustJump = false;
    }

    private void JumpTo(long ordinal) => (_top, _following, _mustJump) = (ordinal, false, true);
}
