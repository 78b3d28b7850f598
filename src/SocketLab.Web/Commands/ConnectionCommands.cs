using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Faults;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Web.Commands;

/// <summary>Ways to end a connection, or our half of it.</summary>
public enum ConnectionEnding
{
    /// <summary>FIN of our side; the peer may go on sending.</summary>
    HalfClose,

    /// <summary>Orderly close.</summary>
    Close,

    /// <summary>RST.</summary>
    Reset,
}

/// <summary>What can be done to TCP connections. Each command asks for the operator's right.</summary>
public sealed class ConnectionCommands(EndpointSupervisor supervisor)
{
    /// <summary>Ends a connection or our half of it. A close and a reset return when the connection has ended.</summary>
    /// <exception cref="ConnectionClosedException">There is nothing left to half-close.</exception>
    public async Task<TcpConnection> EndAsync(Caller caller, string id, ConnectionEnding how)
    {
        caller.RequireOperator();
        var connection = supervisor.GetConnection(id);
        await EndAsync(connection, how);
        return connection;
    }

    /// <summary>Ends these connections, all at once. Those that ended meanwhile are passed over.</summary>
    public Task EndManyAsync(Caller caller, IEnumerable<TcpConnection> connections, ConnectionEnding how)
    {
        caller.RequireOperator();
        return Task.WhenAll(connections.Select(connection => TryEndAsync(connection, how)));
    }

    /// <summary>Ends all connections of an endpoint that are open.</summary>
    /// <returns>Those that were ended, newest first.</returns>
    public async Task<IReadOnlyList<TcpConnection>> EndAllAsync(Caller caller, string endpointId, ConnectionEnding how)
    {
        caller.RequireOperator();
        var connections = supervisor.Get(endpointId).Connections;
        return how switch
        {
            ConnectionEnding.HalfClose => connections.ShutdownAll(),
            ConnectionEnding.Close => await connections.CloseAllAsync(),
            _ => await connections.ResetAllAsync(),
        };
    }

    /// <summary>Changes the options of an open connection where nobody else can change them meanwhile.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="id">The connection's id.</param>
    /// <param name="change">Makes the new options of those in force. What it throws is passed on, and nothing has changed.</param>
    /// <exception cref="ConnectionClosedException">The connection is over.</exception>
    /// <exception cref="InvalidDefinitionException">The options are wrong.</exception>
    public TcpConnection Change(Caller caller, string id, Func<ConnectionOptions, ConnectionOptions> change)
    {
        caller.RequireOperator();
        var connection = supervisor.GetConnection(id);
        connection.Change(change);
        return connection;
    }

    private static Task EndAsync(TcpConnection connection, ConnectionEnding how)
    {
        switch (how)
        {
            case ConnectionEnding.HalfClose:
                connection.ShutdownSend();
                return Task.CompletedTask;
            case ConnectionEnding.Close:
                return connection.Close();
            default:
                return connection.Reset();
        }
    }

    private static async Task TryEndAsync(TcpConnection connection, ConnectionEnding how)
    {
        try
        {
            await EndAsync(connection, how);
        }
        catch (ConnectionClosedException)
        {
            // It ended between the question and the answer.
        }
    }
}
