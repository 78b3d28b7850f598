using SocketLab.Core.Journal;

namespace SocketLab.Core.Replies;

/// <summary>How many answers a rule has made on each connection.</summary>
/// <remarks>
/// Bounded: beyond <see cref="MaxConnections"/> it forgets all and counts anew. Connections that end are forgotten at once, so that this
/// takes as many open ones. Any thread.
/// </remarks>
internal sealed class ConnectionCounts
{
    /// <summary>Connections that are counted at once; more than there is any need for.</summary>
    public const int MaxConnections = 65_536;

    private readonly Lock _lock = new();
    private readonly Dictionary<ConnectionId, long> _counts = [];

    /// <summary>The number of the next answer on a connection, from 1.</summary>
    public long Next(ConnectionId connection)
    {
        lock (_lock)
        {
            if (_counts.Count >= MaxConnections)
            {
                _counts.Clear();
            }

            return _counts[connection] = _counts.GetValueOrDefault(connection) + 1;
        }
    }

    /// <summary>A connection has ended.</summary>
    public void Forget(ConnectionId connection)
    {
        lock (_lock)
        {
            _counts.Remove(connection);
        }
    }
}
