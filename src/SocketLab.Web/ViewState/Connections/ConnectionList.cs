using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Connections;

/// <summary>A person's view of one endpoint's connections: where they look, what they ticked, and the rows for exactly that.</summary>
/// <remarks>
/// A refresh looks at the rows in sight and no others. What opens above the place in sight does not move it, but at the top new
/// connections appear at the top. A page uses it on its dispatcher.
/// </remarks>
public sealed class ConnectionList
{
    private readonly Endpoint _endpoint;
    private readonly TimeProvider _time;
    private readonly ConnectionRows _rows;
    private readonly ScrollWindow<TcpConnection> _scroll;
    private readonly TcpConnection[] _shown = new TcpConnection[ScrollWindow<TcpConnection>.MaxRows];
    private readonly HashSet<ConnectionId> _selected = [];
    private ScrollPosition _position;
    private ConnectionId _current;

    /// <summary>A view that shows nothing before the first <see cref="Refresh"/>.</summary>
    public ConnectionList(Endpoint endpoint, TimeProvider time)
    {
        (_endpoint, _time, _rows) = (endpoint, time, new(endpoint.Connections));
        _scroll = new(_rows, overscan: 12, hasTail: false);
    }

    /// <summary>What to show now.</summary>
    public ConnectionTablePage Page { get; private set; } = ConnectionTablePage.Empty;

    /// <summary>How they are sorted; null for their own order: open ones first, newest first.</summary>
    public ConnectionOrder? Order { get; private set; }

    /// <summary>The connection that the keys act on; null when there is none.</summary>
    public TcpConnection? Current => _rows.Get(_current);

    /// <summary>The ticked ones that are open.</summary>
    public IReadOnlyList<TcpConnection> SelectedOpen =>
        [.. _selected.Select(_rows.Get).OfType<TcpConnection>().Where(connection => connection.State != ConnectionState.Closed)];

    /// <summary>All that are open.</summary>
    public IReadOnlyList<TcpConnection> AllOpen => [.. Open];

    private IEnumerable<TcpConnection> Open => _rows.All.Where(connection => connection.State != ConnectionState.Closed);

    /// <summary>The ticked ones that are open, or else the one that the keys act on, if that is.</summary>
    public IReadOnlyList<TcpConnection> ToWriteTo =>
        SelectedOpen is { Count: > 0 } ticked ? ticked
        : Current is { State: not ConnectionState.Closed } current ? [current]
        : [];

    /// <summary>Pulls the rows in sight.</summary>
    public void Refresh()
    {
        _position = _scroll.Update();
        _rows.KeptInPlace = _position.Top > _rows.First ? At(_position.Top) : null;
        _selected.RemoveWhere(id => _rows.Find(id) is null);
        var now = _time.GetUtcNow().UtcDateTime;
        var count = _rows.Read(_position.From, _shown.AsSpan(0, _position.ReadCount));
        Page = new()
        {
            Origin = _position.Origin,
            TotalRows = (int)_position.TotalRows,
            FirstRow = (int)(_position.From - _position.Origin),
            Rows = [.. _shown.Take(count).Select(one => ConnectionRow.Of(one, now, _selected.Contains(one.Id), one.Id == _current))],
            Open = _endpoint.Connections.Open,
            Selected = _selected.Count,
            SelectedOpen = SelectedOpen.Count,
            Order = Order,
            JumpId = _position.JumpId,
            JumpTo = (int)_position.JumpTo,
        };
    }

    /// <summary>Sorts by a column, the other way round, or no more. What keys act on stays in sight, or the first row comes.</summary>
    public void SortBy(ConnectionColumn column)
    {
        Order = ConnectionOrder.Next(Order, column);
        _rows.Sort = Order is { } order ? all => order.Sort(all, _time.GetUtcNow().UtcDateTime) : null;
        _rows.KeptInPlace = null;
        if (Current is { } current)
        {
            _scroll.Reveal(current);
        }
        else
        {
            _scroll.GoToFirst();
        }

        Refresh();
    }

    /// <summary>The person scrolled, or the view changed its size.</summary>
    /// <param name="top">The row at the top, counted as <see cref="ConnectionTablePage.Origin"/> says.</param>
    /// <param name="visibleRows">Rows that fit.</param>
    public void ScrollTo(long top, int visibleRows)
    {
        _scroll.ScrollTo(top, visibleRows, atEnd: false);
        Refresh();
    }

    /// <summary>Ticks a connection, or takes the tick off.</summary>
    public void Toggle(ConnectionId id)
    {
        _current = id;
        if (!_selected.Remove(id))
        {
            _selected.Add(id);
        }

        Refresh();
    }

    /// <summary>Ticks or unticks the one that the keys act on.</summary>
    public void ToggleCurrent()
    {
        if (Current is { } current)
        {
            Toggle(current.Id);
        }
    }

    /// <summary>Ticks all open ones, or unticks everything when they are ticked already.</summary>
    public void ToggleAllOpen()
    {
        var all = Page is { Open: > 0 } && SelectedOpen.Count == AllOpen.Count;
        _selected.Clear();
        if (!all)
        {
            _selected.UnionWith(Open.Select(connection => connection.Id));
        }

        Refresh();
    }

    /// <summary>Takes all ticks off.</summary>
    public void SelectNone()
    {
        _selected.Clear();
        _current = default;
        Refresh();
    }

    /// <summary>Makes it the one that the keys act on.</summary>
    public void MoveTo(ConnectionId id)
    {
        _current = id;
        Refresh();
    }

    /// <summary>Moves by rows, and keeps the place in sight.</summary>
    public void Move(int rows) => GoTo((_rows.Find(_current) ?? (rows > 0 ? _position.Top - 1 : _position.Top + 1)) + rows);

    /// <summary>Goes to the first row.</summary>
    public void GoToFirst() => GoTo(_rows.First);

    /// <summary>Goes to the last row.</summary>
    public void GoToLast() => GoTo(long.MaxValue);

    /// <summary>Puts the browser back where the person looked before they left the page.</summary>
    public void Restore()
    {
        _scroll.Restore();
        Refresh();
    }

    private void GoTo(long ordinal)
    {
        if (_rows.Count > 0 && At(Math.Clamp(ordinal, _rows.First, _rows.First + _rows.Count - 1)) is { } connection)
        {
            _current = connection.Id;
            _scroll.Reveal(connection);
            Refresh();
        }
    }

    private TcpConnection? At(long ordinal)
    {
        var one = new TcpConnection[1];
        return _rows.Read(ordinal, one) > 0 ? one[0] : null;
    }
}
