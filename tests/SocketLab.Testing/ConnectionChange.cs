using SocketLab.Core.Definitions;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Testing;

internal static class ConnectionChange
{
    /// <summary>Gives a connection these options, whatever it had.</summary>
    public static void Change(this TcpConnection connection, ConnectionOptions options) => connection.Change(_ => options);
}
