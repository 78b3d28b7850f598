using System.Globalization;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.Commands;

namespace SocketLab.Web.ViewState.Connections;

/// <summary>What the ways to end connections are called, and what the peer sees of them.</summary>
public static class ConnectionActions
{
    /// <summary>All, the gentlest first.</summary>
    public static IReadOnlyList<ConnectionEnding> All { get; } = Enum.GetValues<ConnectionEnding>();

    /// <summary>What a button says.</summary>
    public static string Title(this ConnectionEnding action) =>
        action switch
        {
            ConnectionEnding.HalfClose => "Half-close (FIN)",
            ConnectionEnding.Close => "Close",
            _ => "Reset (RST)",
        };

    /// <summary>What the peer will see.</summary>
    /// <param name="action">What is to be done.</param>
    /// <param name="lingerSeconds">The connection's own option, which a close depends on.</param>
    /// <param name="isUnix">Whether it is a Unix socket's: those have no FIN and no RST.</param>
    public static string PeerSees(this ConnectionEnding action, int? lingerSeconds, bool isUnix = false) =>
        action switch
        {
            ConnectionEnding.HalfClose when isUnix => Core.Transport.Tcp.PeerSees.UnixHalfClose,
            ConnectionEnding.Close when isUnix => Core.Transport.Tcp.PeerSees.UnixClose,
            ConnectionEnding.Reset when isUnix => Core.Transport.Tcp.PeerSees.UnixReset,
            ConnectionEnding.HalfClose => Core.Transport.Tcp.PeerSees.HalfClose,
            ConnectionEnding.Close => Core.Transport.Tcp.PeerSees.Close(lingerSeconds),
            _ => Core.Transport.Tcp.PeerSees.Reset,
        };

    /// <summary>What is done, and to how many.</summary>
    public static string Request(this ConnectionEnding action, int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{Verb(action)} {count:N0} {(count == 1 ? "connection" : "connections")}");

    /// <summary>What will be seen of it, said of several, which may have options of their own.</summary>
    public static string PeersSee(this ConnectionEnding action, IReadOnlyList<TcpConnection> connections) =>
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
    public static string Verb(this ConnectionEnding action) =>
        action switch
        {
            ConnectionEnding.HalfClose => "Half-close",
            ConnectionEnding.Close => "Close",
            _ => "Reset",
        };
}
