using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Transport.Tcp;

/// <summary>The connections of one endpoint: all open ones and the last closed ones. Outlives restarts of the socket.</summary>
/// <remarks>Its lock is a leaf: no lock of a connection is taken under it.</remarks>
public sealed class ConnectionTable
{
    /// <summary>Closed connections that are remembered; older ones are forgotten.</summary>
    public const int ClosedKept = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<ConnectionId, TcpConnection> _open = [];
    private readonly HashSet<ConnectionId> _opening = [];
    private readonly LinkedList<TcpConnection> _closed = new();

    // Used again for every sample: 10,000 connections four times a second would otherwise be work for the garbage collector.
    private readonly List<TcpConnection> _sampling = [];
    private IStreamConsumer? _consumer;
    private int _peakOpen;
    private long _total;
    private long _rejected;

    /// <summary>Told of each connection as it opens, outside any lock, by the thread that opens it; null for nobody.</summary>
    internal Action<TcpConnection>? Opened { get; init; }

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

    /// <summary>Open now, and past their TLS handshake where there is one: those that <see cref="ListOpen"/> has.</summary>
    public int Ready
    {
        get
        {
            lock (_lock)
            {
                return _open.Count - _opening.Count;
            }
        }
    }

    /// <summary>The most that were ever open at once.</summary>
    public int PeakOpen => Volatile.Read(ref _peakOpen);

    /// <summary>Ever opened.</summary>
    public long Total => Interlocked.Read(ref _total);

    /// <summary>Turned away at our own limit.</summary>
    public long Rejected => Interlocked.Read(ref _rejected);

    /// <summary>Open ones first, newest first, then the remembered closed ones, the last closed first.</summary>
    public IReadOnlyList<TcpConnection> List()
    {
        TcpConnection[] open,
            closed;
        lock (_lock)
        {
            (open, closed) = ([.. _open.Values], [.. _closed]);
        }

        // Sorted without the lock: that of 10,000 takes milliseconds, and who opens and closes must not wait for it.
        return [.. NewestFirst(open), .. closed];
    }

    /// <summary>
    /// Those that carry data, in no order. A TLS handshake under way is not among them: data waits for nobody who may never finish.
    /// </summary>
    public IReadOnlyList<TcpConnection> ListOpen() => [.. ListLive().Where(CarriesData)];

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

    /// <summary>Closes all that are open, in order. Ends when they have ended.</summary>
    /// <returns>Those that were open, newest first.</returns>
    public async Task<IReadOnlyList<TcpConnection>> CloseAllAsync() => await EndAllAsync(connection => connection.Close());

    /// <summary>Resets all that are open. Ends when they have ended.</summary>
    /// <returns>Those that were open, newest first.</returns>
    public async Task<IReadOnlyList<TcpConnection>> ResetAllAsync() => await EndAllAsync(connection => connection.Reset());

    /// <summary>Half-closes all that are open: FIN of our side.</summary>
    /// <returns>Those, newest first, without what ended meanwhile.</returns>
    public IReadOnlyList<TcpConnection> ShutdownAll() => [.. NewestFirst(ListOpen()).Where(TryShutdown)];

    /// <summary>Whoever consumes what the connections receive and may hold them back; null for nobody. Set by its owner.</summary>
    internal IStreamConsumer? Consumer
    {
        get => Volatile.Read(ref _consumer);
        set => Volatile.Write(ref _consumer, value);
    }

    internal void Add(TcpConnection connection)
    {
        lock (_lock)
        {
            _open.Add(connection.Id, connection);
            if (!CarriesData(connection))
            {
                _opening.Add(connection.Id);
            }

            _peakOpen = Math.Max(_peakOpen, _open.Count);
        }

        Interlocked.Increment(ref _total);
        Opened?.Invoke(connection);
    }

    /// <summary>A connection's TLS handshake is complete. One that is about to end meanwhile does not count any more.</summary>
    internal void MarkOpened(TcpConnection connection)
    {
        if (CarriesData(connection))
        {
            lock (_lock)
            {
                _opening.Remove(connection.Id);
            }
        }
    }

    /// <summary>A connection has ended, and is remembered for a while.</summary>
    internal void MarkClosed(TcpConnection connection)
    {
        connection.Log.FinishSampling();
        lock (_lock)
        {
            _open.Remove(connection.Id);
            _opening.Remove(connection.Id);
            _closed.AddFirst(connection);
            if (_closed.Count > ClosedKept)
            {
                _closed.RemoveLast();
            }
        }
    }

    /// <summary>Takes a sample for the rates of each open connection. One call at a time.</summary>
    internal void Sample(TimeSpan now)
    {
        lock (_lock)
        {
            _sampling.AddRange(_open.Values);
        }

        foreach (var connection in _sampling)
        {
            connection.Log.Sample(now);
        }

        _sampling.Clear();
    }

    internal void CountRejected() => Interlocked.Increment(ref _rejected);

    private async Task<IReadOnlyList<TcpConnection>> EndAllAsync(Func<TcpConnection, Task> end)
    {
        TcpConnection[] open = [.. NewestFirst(ListLive())];
        await Task.WhenAll(open.Select(end));
        return open;
    }

    private static bool CarriesData(TcpConnection connection) => connection.State != ConnectionState.Connecting;

    private static bool TryShutdown(TcpConnection connection)
    {
        try
        {
            connection.ShutdownSend();
            return true;
        }
        catch (ConnectionClosedException)
        {
            // It ended meanwhile.
            return false;
        }
    }

    private static IEnumerable<TcpConnection> NewestFirst(IEnumerable<TcpConnection> connections) =>
        connections.OrderByDescending(c => c.Id.Number);
}
