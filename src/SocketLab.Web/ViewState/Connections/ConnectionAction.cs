using System.Globalization;
using SocketLab.Core.Faults;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Web.ViewState.Connections;

/// <summary>Ways to end a connection, or a half of it.</summary>
public enum ConnectionAction
{
    /// <summary>FIN of our side.</summary>
    HalfClose,

    /// <summary>Orderly close.</summary>
    Close,

    /// <summary>RST.</summary>
    Reset,
}

/// <summary>What the ways to end connections are called, what the peer sees of them, and doing them.</summary>
public static class ConnectionActions
{
    /// <summary>All, the gentlest first.</summary>
    public static IReadOnlyList<ConnectionAction> All { get; } = Enum.GetValues<ConnectionAction>();

    /// <summary>What a button says.</summary>
    public static string Title(this ConnectionAction action) =>
        action switch
        {
            ConnectionAction.HalfClose => "Half-close (FIN)",
            ConnectionAction.Close => "Close",
            _ => "Reset (RST)",
        };

    /// <summary>What the peer will see.</summary>
    /// <param name="action">What is to be done.</param>
    /// <param name="lingerSeconds">The connection's own option, which a close depends on.</param>
    /// <param name="isUnix">Whether it is a Unix socket's: those have no FIN and no RST.</param>
    public static string PeerSees(this ConnectionAction action, int? lingerSeconds, bool isUnix = false) =>
        action switch
        {
            ConnectionAction.HalfClose when isUnix => Core.Transport.Tcp.PeerSees.UnixHalfClose,
            ConnectionAction.Close when isUnix => Core.Transport.Tcp.PeerSees.UnixClose,
            ConnectionAction.Reset when isUnix => Core.Transport.Tcp.PeerSees.UnixReset,
            ConnectionAction.HalfClose => Core.Transport.Tcp.PeerSees.HalfClose,
            ConnectionAction.Close => Core.Transport.Tcp.PeerSees.Close(lingerSeconds),
            _ => Core.Transport.Tcp.PeerSees.Reset,
        };

    /// <summary>What somebody is asked before it is done to several.</summary>
    public static string Question(this ConnectionAction action, int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{Verb(action)} {count:N0} {(count == 1 ? "connection" : "connections")}?");

    /// <summary>What will be seen of it, said of several, which may have options of their own.</summary>
    public static string PeersSee(this ConnectionAction action, IReadOnlyList<TcpConnection> connections) =>
        string.Join(
                ' ',
                connections
                    .Select(connection => (connection.Options.LingerSeconds, connection.Peer.IsUnix))
                    .Distinct()
                    .Take(2)
                    .Select(one => action.PeerSees(one.LingerSeconds, one.IsUnix))
                    .Distinct()
            )
            .Replace("The peer", "Each peer", StringComparison.Ordinal);

    /// <summary>The verb alone.</summary>
    public static string Verb(this ConnectionAction action) =>
        action switch
        {
            ConnectionAction.HalfClose => "Half-close",
            ConnectionAction.Close => "Close",
            _ => "Reset",
        };

    /// <summary>Does it. A close and a reset end when the connection has ended.</summary>
    /// <exception cref="ConnectionClosedException">There is nothing left to half-close.</exception>
    public static Task RunAsync(this ConnectionAction action, TcpConnection connection)
    {
        switch (action)
        {
            case ConnectionAction.HalfClose:
                connection.ShutdownSend();
                return Task.CompletedTask;
            case ConnectionAction.Close:
                return connection.Close();
            default:
                return connection.Reset();
        }
    }

    /// <summary>Does it to all of these at once. Those that ended meanwhile are done already.</summary>
    public static Task RunAsync(this ConnectionAction action, IReadOnlyList<TcpConnection> connections) =>
        Task.WhenAll(connections.Select(connection => RunOneAsync(action, connection)));

    private static async Task RunOneAsync(ConnectionAction action, TcpConnection connection)
    {
        try
        {
            await action.RunAsync(connection);
        }
        catch (ConnectionClosedException)
        {
            // It ended between the click and now.
        }
    }
}
