using System.Globalization;
using SocketLab.Core.Definitions;

namespace SocketLab.Web.Components.Endpoints.Fields;

/// <summary>Options of stream sockets: limits, time-outs and how a connection ends.</summary>
public partial class TcpFields
{
    private const string ReconnectHelp =
        "Default off. However a connection ends or fails, connect again until stopped: after 0.5 s, then ever more seldom up to 30 s";

    private const string LingerHelp =
        "Default empty: the system delivers what is unsent after a close. A number: wait at most this long, then reset. 0: every close is "
        + "a reset (SO_LINGER)";

    private static readonly string[] Paths =
    [
        "$.tcp.maxConnections",
        "$.tcp.backlog",
        "$.tcp.connectTimeoutSeconds",
        "$.tcp.idleTimeoutSeconds",
        "$.tcp.sendTimeoutSeconds",
        "$.tcp.halfClosedSeconds",
        "$.tcp.keepAliveSeconds",
        "$.tcp.lingerSeconds",
        "$.tcp.noDelay",
        "$.tcp.reconnect",
    ];

    private string Brief =>
        Form.Kind.IsListener()
            ? string.Create(CultureInfo.InvariantCulture, $"up to {Form.Tcp.MaxConnections:N0} connections, time-outs, linger")
        : Form.Tcp.Reconnect ? "reconnects; time-outs, keep-alive, linger"
        : "time-outs, keep-alive, linger";
}
