namespace SocketLab.Web.Tests.ViewState.Rows;

/// <summary>What a window should show, kept as plainly as can be: a list of the rows, and the one at the top by name.</summary>
internal sealed class ScrollModel
{
    private readonly List<long> _rows = [];
    private readonly HashSet<long> _seen = [];
    private long _next = 1;
    private long _older = 1;
    private bool _gone;
    private bool _paused;
    private int _visible = 40;
    private long? _frozenAt;
    private long? _reveal;
    private long? _lastKept;
    private bool _mustJump;

    public bool Following { get; private set; } = true;

    /// <summary>The row at the top.</summary>
    public long Top { get; private set; } = 1;

    /// <summary>Whether the browser had to be moved.</summary>
    public bool Jumped { get; private set; }

    /// <summary>Whether rows before the first may still be found: none of them was evicted.</summary>
    public bool CanFindOlder => !_gone && _rows.Count > 0;

    /// <summary>The last row of the list; the one before the first when there is none.</summary>
    public long Last => Shown().LastOrDefault(First - 1);

    /// <summary>Rows that are newer than all that were ever in sight.</summary>
    public long NewBelow { get; private set; }

    private long First => _rows.Count > 0 ? _rows[0] : _next;

    public void Arrive(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _rows.Add(_next++);
        }
    }

    public void FindOlder(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _rows.Insert(0, --_older);
        }
    }

    public void Evict(int count)
    {
        count = Math.Min(count, _rows.Count);
        _gone |= count > 0;
        _rows.RemoveRange(0, count);
        _older = First;
    }

    public void Clear()
    {
        _rows.Clear();
        _older = First;
    }

    public void ScrollTo(long top, int visible, bool atEnd) => (Top, _visible, Following) = (top, visible, atEnd);

    public void Follow()
    {
        _mustJump |= !Following;
        (Following, _paused, _reveal) = (true, false, null);
    }

    public void GoTo(long row) => (Top, Following, _mustJump, _reveal) = (row, false, true, null);

    public void Reveal(long row) => _reveal = row;

    public void TogglePause() => (_paused, _frozenAt) = (!_paused, _lastKept);

    public void Restore() => _mustJump |= !Following;

    /// <summary>Decides what is shown now.</summary>
    public void Settle()
    {
        (_frozenAt, _lastKept) = (_paused ? _frozenAt ?? _next - 1 : null, _next - 1);
        var shown = Shown();
        var first = shown.Count > 0 ? shown[0] : First;
        var lastTop = shown.Count > _visible ? shown[^_visible] : first;
        Top = Following ? lastTop : Top;
        if (_reveal is { } row && row < _next && !InSight(Math.Max(row, first)))
        {
            var middle = Math.Min(Math.Max(Math.Max(row, first) - (_visible / 2), first), lastTop);
            (Top, Following, _mustJump) = middle == Top ? (Top, Following, _mustJump) : (middle, false, true);
        }

        _mustJump |= !Following && Top < first;
        Top = Math.Min(Math.Max(Top, first), lastTop);
        (Jumped, _mustJump, _reveal) = (_mustJump, false, null);
        var newest = Following && !_paused ? _next - 1 : Math.Min(Top + _visible - 1, shown.LastOrDefault(First - 1));
        _seen.Add(newest);
        NewBelow = Math.Max(0, _next - 1 - _seen.Max());
    }

    /// <summary>The rows in sight and so many around them.</summary>
    public IEnumerable<long> Around(int overscan) => Shown().Where(row => row >= Top - overscan && row < Top + _visible + overscan);

    private bool InSight(long row) => row >= Top && row < Top + _visible - 1;

    /// <summary>
    /// All that can be scrolled to: the row that stands for those that are gone, then the rows up to where the view is frozen.
    /// </summary>
    private List<long> Shown() => [.. _gone ? [First - 1] : (long[])[], .. _rows.Where(row => row <= (_frozenAt ?? long.MaxValue))];
}
