using SocketLab.Core.Journal;

namespace SocketLab.Core.Replies;

/// <summary>Answers that wait: for their delay, or for a peer that does not read. Bounded; overflow policy: refuse the newest.</summary>
/// <remarks>Owned by the <see cref="ReplySender"/>. Times are monotonic and the clock's own.</remarks>
internal sealed class PendingReplies : IDisposable
{
    /// <summary>Answers of one endpoint that may wait at once.</summary>
    public const int MaxCount = 1000;

    /// <summary>Payload bytes of them together, but for one answer that is longer.</summary>
    public const long MaxBytes = 16 << 20;

    /// <summary>One connection may take a quarter of both, so that a peer that does not read leaves room for the others.</summary>
    private const int ConnectionShare = 4;

    private readonly TimeProvider _time;
    private readonly Action<PendingReply> _due;
    private readonly Lock _lock = new();
    private readonly PriorityQueue<PendingReply, (long Due, long Number)> _waiting = new();
    private readonly Dictionary<ConnectionId, HashSet<PendingReply>> _delayed = [];
    private readonly ITimer _timer;
    private long _number;
    private readonly Dictionary<ConnectionId, Room> _taken = [];
    private Room _all;

    // Given up, but still in _waiting.
    private int _dropped;
    private bool _disposed;

    /// <param name="time">The clock.</param>
    /// <param name="due">Called, on a thread of the pool, for each answer whose delay is over. It must not throw.</param>
    public PendingReplies(TimeProvider time, Action<PendingReply> due)
    {
        (_time, _due) = (time, due);
        _timer = time.CreateTimer(_ => Release(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// Takes room for an answer; <see cref="Free"/> gives it back. Those that have it (<see cref="AnswerWindow"/>) take none.
    /// </summary>
    public bool TryTake(PendingReply reply)
    {
        var bytes = reply.Payload.Length;
        lock (_lock)
        {
            if (_disposed || reply.HasRoom)
            {
                return !_disposed;
            }

            if (!_all.Has(bytes, MaxCount, MaxBytes))
            {
                return false;
            }

            if (!reply.Connection.IsNone)
            {
                var own = _taken.GetValueOrDefault(reply.Connection);
                if (!own.Has(bytes, MaxCount / ConnectionShare, MaxBytes / ConnectionShare))
                {
                    return false;
                }

                _taken[reply.Connection] = own.Plus(1, bytes);
            }

            _all = _all.Plus(1, bytes);
            return true;
        }
    }

    /// <summary>Gives room back.</summary>
    public void Free(PendingReply reply)
    {
        if (reply.HasRoom)
        {
            return;
        }

        var bytes = reply.Payload.Length;
        lock (_lock)
        {
            _all = _all.Plus(-1, -bytes);
            if (_taken.TryGetValue(reply.Connection, out var own) && (_taken[reply.Connection] = own.Plus(-1, -bytes)).Count == 0)
            {
                _taken.Remove(reply.Connection);
            }
        }
    }

    /// <summary>Holds an answer, which has taken room, back for a while.</summary>
    /// <returns>Whether it waits: nothing does after the end.</returns>
    public bool Delay(PendingReply reply, TimeSpan delay)
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return false;
            }

            if (!reply.Connection.IsNone)
            {
                if (!_delayed.TryGetValue(reply.Connection, out var own))
                {
                    _delayed.Add(reply.Connection, own = new(ReferenceEqualityComparer.Instance));
                }

                own.Add(reply);
            }

            var due = _time.GetTimestamp() + (long)(delay.TotalSeconds * _time.TimestampFrequency);
            _waiting.Enqueue(reply, (due, _number++));
            Arm();
            return true;
        }
    }

    /// <summary>Gives up what waits for its delay on a connection.</summary>
    /// <returns>What that was.</returns>
    public IReadOnlyCollection<PendingReply> Drop(ConnectionId connection)
    {
        lock (_lock)
        {
            if (!_delayed.Remove(connection, out var dropped))
            {
                return [];
            }

            foreach (var reply in dropped)
            {
                reply.IsDropped = true;
            }

            _dropped += dropped.Count;
            if (_dropped > _waiting.Count / 2)
            {
                // What was given up must not keep its memory until it would have been due.
                (PendingReply, (long, long))[] kept = [.. _waiting.UnorderedItems.Where(one => !one.Element.IsDropped)];
                _waiting.Clear();
                _waiting.EnqueueRange(kept);
                _dropped = 0;
            }

            return dropped;
        }
    }

    /// <summary>Gives up all that waits for its delay, and takes nothing more.</summary>
    /// <returns>How many that were.</returns>
    public int DropAll()
    {
        lock (_lock)
        {
            _disposed = true;
            var count = _waiting.Count - _dropped;
            _dropped = 0;
            _waiting.Clear();
            _delayed.Clear();
            _timer.Dispose();
            return count;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => DropAll();

    private void Release()
    {
        while (true)
        {
            PendingReply reply;
            lock (_lock)
            {
                if (_disposed || !_waiting.TryPeek(out _, out var next) || next.Due > _time.GetTimestamp())
                {
                    Arm();
                    return;
                }

                reply = _waiting.Dequeue();
                if (reply.IsDropped)
                {
                    _dropped--;
                    continue;
                }

                if (_delayed.TryGetValue(reply.Connection, out var own) && own.Remove(reply) && own.Count == 0)
                {
                    _delayed.Remove(reply.Connection);
                }
            }

            _due(reply);
        }
    }

    /// <summary>Sets the timer to the next one that is due.</summary>
    private void Arm()
    {
        if (_disposed || !_waiting.TryPeek(out _, out var next))
        {
            return;
        }

        // Rounded up: a timer that fires too early would only be set again.
        var milliseconds = Math.Ceiling(Math.Max(0, next.Due - _time.GetTimestamp()) * 1000.0 / _time.TimestampFrequency);
        _timer.Change(TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
    }

    private readonly record struct Room(int Count, long Bytes)
    {
        public bool Has(int more, int maxCount, long maxBytes) => Count < maxCount && (Count == 0 || Bytes + more <= maxBytes);

        public Room Plus(int count, long bytes) => new(Count + count, Bytes + bytes);
    }
}
