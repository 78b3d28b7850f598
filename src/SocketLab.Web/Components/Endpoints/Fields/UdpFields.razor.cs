using System.Globalization;

namespace SocketLab.Web.Components.Endpoints.Fields;

/// <summary>Options of datagram sockets.</summary>
public partial class UdpFields
{
    private static readonly string[] Paths =
    [
        "$.udp.maxDatagramBytes",
        "$.udp.receiveBufferBytes",
        "$.udp.broadcast",
        "$.udp.reuseAddress",
        "$.udp.reusePort",
    ];

    private string Brief => string.Create(CultureInfo.InvariantCulture, $"datagrams up to {Form.Udp.MaxDatagramBytes:N0} bytes");
}
