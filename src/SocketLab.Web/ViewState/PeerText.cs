using System.Globalization;
using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;
using SocketLab.Core.Transport.Interfaces;
using SocketLab.Core.Transport.Linux;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Web.ViewState;

/// <summary>How both sides are called where people read it.</summary>
public static class PeerText
{
    /// <summary>The address; for a Unix socket without a name, which most clients are, the number of its connection.</summary>
    public static string Of(PeerAddress peer, ConnectionId connection = default) =>
        !peer.IsUnnamed ? VisibleText.Name(peer.ToString())
        : connection.IsNone ? "unnamed socket"
        : string.Create(CultureInfo.InvariantCulture, $"unnamed {connection.Number}");

    /// <summary>
    /// Our end of a datagram: what it was sent to, and by which interface, such as <c>239.1.2.3:9191, a group, on eth0</c>.
    /// </summary>
    public static string Of(LocalEnd local) =>
        local.ToString()
        + (
            local.IsShared
                ? MulticastGroup.IsGroup(local.Address)
                    ? ", a group"
                    : ", a broadcast address"
                : ""
        )
        + (InterfaceNames.Find(local.Interface) is { } name ? $", on {VisibleText.Name(name)}" : "");

    /// <summary>The program at the other side, such as <c>nc (4711)</c>; empty where it is not known.</summary>
    public static string Of(PeerProgram? program) =>
        program is null ? ""
        : program.IsOurselves ? "this SocketLab"
        : string.Create(CultureInfo.InvariantCulture, $"{VisibleText.Name(program.Name)} ({program.ProcessId})");

    /// <summary>The other side of a connection.</summary>
    public static string Of(TcpConnection connection) => Of(connection.Peer, connection.Id);
}
