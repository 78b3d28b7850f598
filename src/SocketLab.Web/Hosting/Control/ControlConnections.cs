using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;

namespace SocketLab.Web.Hosting.Control;

/// <summary>The open connections to SocketLab itself. There are only so many, since each takes one of the process's descriptors.</summary>
/// <remarks>
/// Overflow policy: the one that nobody has used for the longest goes first, which is one that has no request of somebody known under way;
/// where all are in use, the newest is refused. So whoever just opens connections pushes out others like himself, and nobody's page.
/// </remarks>
/// <param name="limit">How many may be open.</param>
/// <param name="log">Where each connection that had to go is written.</param>
internal sealed class ControlConnections(int limit, ControlConnectionLog log)
{
    private static readonly ConnectionAbortedException NoRoom = new("SocketLab has as many connections open as it may.");

    private readonly Lock _lock = new();

    // Those that nobody uses, the longest unused one first.
    private readonly LinkedList<ControlConnection> _unused = [];
    private int _open;

    /// <summary>Open now.</summary>
    public int Open
    {
        get
        {
            lock (_lock)
            {
                return _open;
            }
        }
    }

    /// <summary>Takes a new connection in.</summary>
    /// <returns>False when there is no room for it; it is then aborted.</returns>
    public bool TryAdd(ConnectionContext accepted, [NotNullWhen(true)] out ControlConnection? connection)
    {
        connection = new ControlConnection(accepted, this);
        ControlConnection? oldest;
        lock (_lock)
        {
            oldest = _open < limit ? null : _unused.First?.Value;
            if (oldest is not null)
            {
                Forget(oldest);
            }

            if (_open < limit)
            {
                _open++;
                _unused.AddLast(connection.Place);
            }
            else
            {
                connection.IsOver = true;
            }
        }

        // Gives the descriptor back at once.
        oldest?.Abort(NoRoom);
        if (connection.IsOver)
        {
            accepted.Abort(NoRoom);
            log.AddRefused();
            return false;
        }

        if (oldest is not null)
        {
            log.AddClosed();
        }

        return true;
    }

    /// <summary>A request of somebody known begins on it.</summary>
    public void BeginUse(ControlConnection connection)
    {
        lock (_lock)
        {
            if (connection.Uses++ == 0 && !connection.IsOver)
            {
                _unused.Remove(connection.Place);
            }
        }
    }

    /// <summary>A request has ended.</summary>
    public void EndUse(ControlConnection connection)
    {
        lock (_lock)
        {
            if (--connection.Uses == 0 && !connection.IsOver)
            {
                _unused.AddLast(connection.Place);
            }
        }
    }

    /// <summary>It is closed.</summary>
    public void End(ControlConnection connection)
    {
        lock (_lock)
        {
            Forget(connection);
        }
    }

    private void Forget(ControlConnection connection)
    {
        if (connection.IsOver)
        {
            return;
        }

        connection.IsOver = true;
        _open--;
        if (connection.Uses == 0)
        {
            _unused.Remove(connection.Place);
        }
    }
}
