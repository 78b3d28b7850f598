using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Core.Replies;

/// <summary>
/// Bounds what connections have received and rules have not dealt with yet: what no rule has seen, and the answers that a peer does not
/// read. A connection that has too much of it is read no further until its answers are out; others are not held.
/// </summary>
/// <remarks>
/// A bound for each connection gets smaller as all of them together fill up, so that a few may use much and many share it. Owned by the
/// <see cref="ReplySender"/>. Its lock is a leaf: connections are resumed outside of it.
/// </remarks>
internal sealed class AnswerWindow(ConnectionTable connections) : IStreamConsumer
{
    /// <summary>What one connection may have outstanding at most, in bytes.</summary>
    public const long MaxConnectionBytes = 512 << 10;

    /// <summary>What all connections may have outstanding before each is held to <see cref="MinConnectionBytes"/>.</summary>
    private const long MaxBytes = 16 << 20;

    /// <summary>What each connection may have outstanding however full it is: about one read.</summary>
    private const long MinConnectionBytes = 32 << 10;

    /// <summary>What rules have not seen must stay in the journal: this is far less than a journal keeps at the least.</summary>
    private const long MaxUnseenBytes = 256 << 10;

    /// <summary>Memory besides the bytes: the header of an entry, an answer under way.</summary>
    private const int EntryOverhead = 128,
        AnswerOverhead = 256;

    private readonly Lock _lock = new();
    private readonly Dictionary<ConnectionId, AnswerLoad> _loads = [];
    private long _maxConnectionBytes = MaxConnectionBytes;
    private long _maxUnseenBytes = MaxUnseenBytes;
    private long _unseen;
    private long _answers;
    private long _reads;
    private bool _isAttached;
    private bool _endsAll;

    /// <summary>Reads of connections so far: a mark for <see cref="OnAllSeen"/>.</summary>
    public long Reads
    {
        get
        {
            lock (_lock)
            {
                return _reads;
            }
        }
    }

    /// <summary>What a connection may have outstanding now.</summary>
    private long ConnectionBytes =>
        Math.Clamp((MaxBytes - _unseen - _answers) / 2, MinConnectionBytes, Math.Max(MinConnectionBytes, _maxConnectionBytes));

    /// <summary>Holds connections back from now on.</summary>
    /// <param name="journalBytes">The journal's limit. Little of it may be taken by what rules have not seen.</param>
    public void Attach(long journalBytes)
    {
        lock (_lock)
        {
            _maxConnectionBytes = Math.Clamp(journalBytes / 8, MinConnectionBytes, MaxConnectionBytes);
            _maxUnseenBytes = Math.Clamp(journalBytes / 8, MinConnectionBytes, MaxUnseenBytes);
            _isAttached = true;
        }

        connections.Consumer = this;
    }

    /// <summary>Holds nothing back any more.</summary>
    public void Detach()
    {
        connections.Consumer = null;
        List<TcpConnection> resumed = [];
        lock (_lock)
        {
            _isAttached = false;
            foreach (var (id, load) in _loads)
            {
                See(load, load.Unseen);
                Settle(id, load, resumed, always: true);
            }
        }

        Resume(resumed);
    }

    /// <inheritdoc/>
    public bool MayRead(TcpConnection connection)
    {
        lock (_lock)
        {
            var load = _loads.GetValueOrDefault(connection.Id);
            if (!_isAttached || (_unseen < _maxUnseenBytes && (load?.Bytes ?? 0) < ConnectionBytes))
            {
                return true;
            }

            _loads[connection.Id] = load ??= new AnswerLoad();
            load.Held = connection;
            return false;
        }
    }

    /// <inheritdoc/>
    public bool Owes(TcpConnection connection)
    {
        lock (_lock)
        {
            return _loads.TryGetValue(connection.Id, out var load) && load.Bytes > 0;
        }
    }

    /// <inheritdoc/>
    public void OnReceived(TcpConnection connection, int bytes)
    {
        lock (_lock)
        {
            if (_isAttached)
            {
                var load = Of(connection.Id);
                load.Unseen += bytes + EntryOverhead;
                load.LastRead = ++_reads;
                _unseen += bytes + EntryOverhead;
            }
        }
    }

    /// <summary>Rules have seen a read, and its answers are counted.</summary>
    public void OnSeen(ConnectionId id, int bytes) => Change(id, load => See(load, Math.Min(load.Unseen, bytes + EntryOverhead)));

    /// <summary>Rules have seen all that came up to a mark, or it is gone from the journal.</summary>
    public void OnAllSeen(long reads)
    {
        List<TcpConnection> resumed = [];
        lock (_lock)
        {
            if (_unseen == 0)
            {
                return;
            }

            foreach (var load in _loads.Values.Where(load => load.LastRead <= reads))
            {
                See(load, load.Unseen);
            }

            foreach (var (id, load) in _loads)
            {
                Settle(id, load, resumed);
            }
        }

        Resume(resumed);
    }

    /// <summary>An answer waits.</summary>
    public void AddAnswer(PendingReply reply)
    {
        if (reply.Connection.IsNone)
        {
            return;
        }

        lock (_lock)
        {
            Of(reply.Connection).Answers += reply.Payload.Length + AnswerOverhead;
            _answers += reply.Payload.Length + AnswerOverhead;
        }
    }

    /// <summary>Cancelled when the answers that wait for a connection are given up.</summary>
    public CancellationToken GivenUp(ConnectionId id)
    {
        lock (_lock)
        {
            return _endsAll ? new CancellationToken(canceled: true) : (Of(id).GivenUp ??= new CancellationTokenSource()).Token;
        }
    }

    /// <summary>An answer is out, or will never be.</summary>
    public void RemoveAnswer(PendingReply reply)
    {
        if (!reply.Connection.IsNone)
        {
            Change(reply.Connection, load =>
            {
                load.Answers -= reply.Payload.Length + AnswerOverhead;
                _answers -= reply.Payload.Length + AnswerOverhead;
            });
        }
    }

    /// <summary>Gives up the answers that wait for a connection: one was cut, and what would follow is no answer any more.</summary>
    public void GiveUp(ConnectionId id)
    {
        CancellationTokenSource? givenUp = null;
        lock (_lock)
        {
            if (_loads.TryGetValue(id, out var load))
            {
                (givenUp, load.GivenUp) = (load.GivenUp, null);
            }
        }

        givenUp?.CancelAfter(TimeSpan.Zero);
    }

    /// <summary>Gives up all answers, and those to come.</summary>
    public void GiveUpAll()
    {
        ConnectionId[] all;
        lock (_lock)
        {
            _endsAll = true;
            all = [.. _loads.Keys];
        }

        foreach (var id in all)
        {
            GiveUp(id);
        }
    }

    private AnswerLoad Of(ConnectionId id)
    {
        if (!_loads.TryGetValue(id, out var load))
        {
            _loads.Add(id, load = new AnswerLoad());
        }

        return load;
    }

    private void See(AnswerLoad load, long bytes)
    {
        load.Unseen -= bytes;
        _unseen -= bytes;
    }

    private void Change(ConnectionId id, Action<AnswerLoad> change)
    {
        List<TcpConnection>? resumed = null;
        lock (_lock)
        {
            if (!_loads.TryGetValue(id, out var load))
            {
                return;
            }

            var wasFull = _unseen > _maxUnseenBytes / 2;
            change(load);
            if (wasFull && _unseen <= _maxUnseenBytes / 2)
            {
                // Those that were held because all together had too much.
                foreach (var (other, its) in _loads)
                {
                    Settle(other, its, resumed ??= []);
                }
            }
            else
            {
                Settle(id, load, resumed ??= []);
            }
        }

        Resume(resumed);
    }

    /// <summary>Lets a connection go on that has little enough, and forgets one that has nothing.</summary>
    private void Settle(ConnectionId id, AnswerLoad load, List<TcpConnection> resumed, bool always = false)
    {
        if (load.Held is { } held && (always || (_unseen <= _maxUnseenBytes / 2 && load.Bytes <= ConnectionBytes / 2)))
        {
            load.Held = null;
            resumed.Add(held);
        }

        if (load is { Held: null, Bytes: 0 })
        {
            // Removing does not disturb a walk.
            _loads.Remove(id);
        }
    }

    private static void Resume(List<TcpConnection>? connections)
    {
        foreach (var connection in connections ?? [])
        {
            connection.ResumeReading();
        }
    }
}
