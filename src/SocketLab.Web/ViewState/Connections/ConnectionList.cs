using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Web.ViewState.Connections;

/// <summary>A person's view of one endpoint's connections: where they look, what they ticked, and the rows for exactly that.</summary>
/// <remarks>
/// The order is read anew only when a connection came or went; a refresh otherwise looks at the rows in sight and no others. Rows are
/// counted
/// from an origin that moves when connections open above the place in sight, so that it stays where it is. A page uses it on its
/// dispatcher.
/// </remarks>
public sealed class ConnectionList(Endpoint endpoint, TimeProvider time)
{
    private const int Overscan = 12;
    private const int MostRows = 250;

    private readonly HashSet<ConnectionId> _selected = [];
    private IReadOnlyList<TcpConnection> _connections = [];
    private Dictionary<ConnectionId, int> _places = [];
    private (long Total, int Open) _seen = (-1, -1);
    private ConnectionId _current;
    private long _origin;
    private int _top;
    private int _visibleRows = 40;
    private int _jumpId;

    /// <summary>What to show now.</summary>
    public ConnectionTablePage Page { get; private set; } = ConnectionTablePage.Empty;

    /// <summary>The connection that the keys act on; null when there is none.</summary>
    public TcpConnection? Current => _places.TryGetValue(_current, out var place) ? _connections[place] : null;

    /// <summary>The ticked ones that are open.</summary>
    public IReadOnlyList<TcpConnection> SelectedOpen =>
        [
            .. _selected
                .Where(_places.ContainsKey)
                .Select(id => _connections[_places[id]])
                .Where(connection => connection.State != ConnectionState.Closed),
        ];

    /// <summary>All that are open.</summary>
    public IReadOnlyList<TcpConnection> AllOpen => [.. Open];

    private IEnumerable<TcpConnection> Open => _connections.Where(connection => connection.State != ConnectionState.Closed);

    /// <summary>The ticked ones that are open, or else the one that the keys act on, if that is.</summary>
    public IReadOnlyList<TcpConnection> ToWriteTo =>
        SelectedOpen is { Count: > 0 } ticked ? ticked
        : Current is { State: not ConnectionState.Closed } current ? [current]
        : [];

    /// <summary>Pulls the rows in sight.</summary>
    public void Refresh()
    {
        Reorder();
        var now = time.GetUtcNow().UtcDateTime;
        var from = Math.Max(0, _top - Overscan);
        var to = Math.Min(_connections.Count, _top + _visibleRows + Overscan);
        var rows = new List<ConnectionRow>(to - from);
        for (var i = from; i < to; i++)
        {
            var connection = _connections[i];
            rows.Add(ConnectionRow.Of(connection, now, _selected.Contains(connection.Id), connection.Id == _current));
        }

        var selectedOpen = SelectedOpen.Count;
        Page = new()
        {
            Origin = _origin,
            TotalRows = _connections.Count,
            FirstRow = from,
            Rows = rows,
            Open = endpoint.Connections.Open,
            Selected = _selected.Count,
            SelectedOpen = selectedOpen,
            JumpId = _jumpId,
            JumpTo = _top,
        };
    }

    /// <summary>The person scrolled, or the view changed its size.</summary>
    /// <param name="top">The row at the top, counted as <see cref="ConnectionTablePage.Origin"/> says.</param>
    /// <param name="visibleRows">Rows that fit.</param>
    public void ScrollTo(long top, int visibleRows)
    {
        _visibleRows = Math.Clamp(visibleRows, 1, MostRows - (2 * Overscan));
        _top = (int)Math.Clamp(top - _origin, 0, Math.Max(0, _connections.Count - 1));
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
    public void Move(int rows)
    {
        var from =
            _places.TryGetValue(_current, out var place) ? place
            : rows > 0 ? _top - 1
            : _top + 1;
        GoTo((int)Math.Clamp((long)from + rows, 0, _connections.Count - 1));
    }

    /// <summary>To the first row.</summary>
    public void GoToFirst() => GoTo(0);

    /// <summary>To the last row.</summary>
    public void GoToLast() => GoTo(_connections.Count - 1);

    /// <summary>Puts the browser back where the person looked before they left the page.</summary>
    public void Restore()
    {
        _jumpId++;
        Refresh();
    }

    private void GoTo(int row)
    {
        if (row < 0 || row >= _connections.Count)
        {
            return;
        }

        _current = _connections[row].Id;
        if (row < _top || row >= _top + _visibleRows - 1)
        {
            _top = Math.Max(0, row - (_visibleRows / 2));
            _jumpId++;
        }

        Refresh();
    }

    private void Reorder()
    {
        var seen = (endpoint.Connections.Total, endpoint.Connections.Open);
        if (seen == _seen)
        {
            return;
        }

        var anchor = _top > 0 && _top < _connections.Count ? _connections[_top].Id : default;
        _seen = seen;
        _connections = endpoint.Connections.List();
        _places = new(_connections.Count);
        for (var i = 0; i < _connections.Count; i++)
        {
            _places[_connections[i].Id] = i;
        }

        _selected.RemoveWhere(id => !_places.ContainsKey(id));
        if (_places.TryGetValue(anchor, out var place))
        {
            _origin -= place - _top;
            _top = place;
        }
    }
}
