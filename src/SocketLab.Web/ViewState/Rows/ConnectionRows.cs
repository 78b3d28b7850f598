using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Web.ViewState.Rows;

/// <summary>The connections of one endpoint: open ones first, newest first, then the last closed ones; or in another order.</summary>
/// <remarks>
/// The order is read anew only when a connection came or went, unless it is one of figures that change. It then changes everywhere, so
/// ordinals are dealt out such that <see cref="KeptInPlace"/> has the one that it had: what opens above it lowers <see cref="First"/>.
/// </remarks>
public sealed class ConnectionRows(ConnectionTable table) : IRowSource<TcpConnection>
{
    private IReadOnlyList<TcpConnection> _listed = [];
    private IReadOnlyList<TcpConnection> _connections = [];
    private Dictionary<ConnectionId, int> _places = [];
    private (long Total, int Open) _seen = (-1, -1);

    /// <summary>The connection that keeps its ordinal; null when the first place keeps it, whoever has that.</summary>
    public TcpConnection? KeptInPlace { get; set; }

    /// <summary>Sorts the connections; null for their own order.</summary>
    public Func<IReadOnlyList<TcpConnection>, IReadOnlyList<TcpConnection>>? Sort
    {
        get;
        set => (field, _seen) = (value, (-1, -1));
    }

    /// <summary>All connections in their order.</summary>
    public IReadOnlyList<TcpConnection> All => _connections;

    /// <inheritdoc/>
    public long First { get; private set; }

    /// <inheritdoc/>
    public long Count => _connections.Count;

    /// <summary>Always 0: closed connections that are forgotten stood at the end.</summary>
    public long Gone => 0;

    /// <inheritdoc/>
    public bool Advance(int maxReads)
    {
        var seen = (table.Total, table.Open);
        if (seen == _seen && Sort is null)
        {
            return true;
        }

        var ordinal = KeptInPlace is { } before ? Find(before) : null;
        (_listed, _seen) = (seen == _seen ? _listed : table.List(), seen);
        _connections = Sort?.Invoke(_listed) ?? _listed;
        _places = new(_connections.Count);
        for (var i = 0; i < _connections.Count; i++)
        {
            _places[_connections[i].Id] = i;
        }

        if (ordinal is { } kept && _places.TryGetValue(KeptInPlace!.Id, out var place))
        {
            First = kept - place;
        }

        return true;
    }

    /// <inheritdoc/>
    public int Read(long ordinal, Span<TcpConnection> rows)
    {
        var count = (int)Math.Clamp(First + Count - ordinal, 0, rows.Length);
        for (var i = 0; i < count; i++)
        {
            rows[i] = _connections[(int)(ordinal - First) + i];
        }

        return count;
    }

    /// <inheritdoc/>
    public long? Find(TcpConnection row) => Find(row.Id);

    /// <summary>The ordinal of the connection with this id; null when it is not among them.</summary>
    public long? Find(ConnectionId id) => _places.TryGetValue(id, out var place) ? First + place : null;

    /// <summary>The connection with this id; null when it is not among them.</summary>
    public TcpConnection? Get(ConnectionId id) => _places.TryGetValue(id, out var place) ? _connections[place] : null;
}
