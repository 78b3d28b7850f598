using SocketLab.Core.Journal;

namespace SocketLab.Core.Transport.Tcp;

/// <summary>The connections of one endpoint: all open ones and the last closed ones. Outlives restarts of the socket.</summary>
public sealed class ConnectionTable
{
    /// <summary>Closed connections that are remembered; older ones are forgotten.</summary>
    public const int ClosedKept = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<ConnectionId, TcpConnection> _open = [];
    private readonly LinkedList<TcpConnection> _closed = new();
    private long _total;
    private long _rejected;

    /// <summary>Open now.</summary>
    public int Open
    {
        get
        {
            lock (_lock)
            {
                return _open.Count;
            }
        }
    }

    /// <summary>Ever opened.</summary>
    public long Total => Interlocked.Read(ref _total);

    /// <summary>Turned away at our own limit.</summary>
    public long Rejected => Interlocked.Read(ref _rejected);

    /// <summary>Open ones first, newest first, then the remembered closed ones, the last closed first.</summary>
    public IReadOnlyList<TcpConnection> List()
    {
        lock (_lock)
        {
            return [.. _open.Values.OrderByDescending(c => c.Id.Number), .. _closed];
        }
    }

    /// <summary>Those that carry data, in no order. A TLS handshake under way is not among them: data waits for nobody who may never finish.</summary>
    public IReadOnlyList<TcpConnection> ListOpen() => [.. ListLive().Where(connection => connection.State != ConnectionState.Connecting)];

    /// <summary>All that have not ended, in no order.</summary>
    internal IReadOnlyList<TcpConnection> ListLive()
    {
        lock (_lock)
        {
            return [.. _open.Values];
        }
    }

    /// <summary>A connection by its id, open or remembered.</summary>
    public TcpConnection? Find(ConnectionId id)
    {
        lock (_lock)
        {
            return _open.GetValueOrDefault(id) ?? _closed.FirstOrDefault(c => c.Id == id);
        }
    }

    internal void Add(TcpConnection connection)
    {
        lock (_lock)
        {
            _open.Add(connection.Id, connection);
        }

        Interlocked.Increment(ref _total);
    }

    internal void MarkClosed(TcpConnection connection)
    {
        lock (_lock)
        {
            _open.Remove(connection.Id);
            _closed.AddFirst(connection);
            if (_closed.Count > ClosedKept)
            {
                _closed.RemoveLast();
            }
        }
    }

    internal void CountRejected() => Interlocked.Increment(ref _rejected);
}
