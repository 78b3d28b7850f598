using System.Globalization;
using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Web.ViewState;

/// <summary>How the other side is called where people read it.</summary>
public static class PeerText
{
    /// <summary>The address; for a Unix socket without a name, which most clients are, the number of its connection.</summary>
    public static string Of(PeerAddress peer, ConnectionId connection = default) =>
        !peer.IsUnnamed ? VisibleText.Name(peer.ToString())
        : connection.IsNone ? "unnamed socket"
        : string.Create(CultureInfo.InvariantCulture, $"unnamed {connection.Number}");

    /// <summary>The other side of a connection.</summary>
    public static string Of(TcpConnection connection) => Of(connection.Peer, connection.Id);
}
