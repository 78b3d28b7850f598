using Microsoft.Extensions.Logging;
using SocketLab.Core.Definitions;
using SocketLab.Core.Transport.Interfaces;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Core.Transport.Tls;
using SocketLab.Core.Transport.Udp;

namespace SocketLab.Core.Transport;

/// <summary>Real sockets.</summary>
internal sealed class SocketTransports(
    DestinationPolicy destinations,
    CertificateLibrary certificates,
    ILogger logger,
    NetworkWatch? interfaces = null
) : ITransportFactory
{
    /// <inheritdoc/>
    public ITransport Create(TransportOrder order) =>
        order.Definition.Kind switch
        {
            EndpointKind.UdpListener or EndpointKind.UdpSender => new UdpTransport(
                order.Definition,
                order.Journal,
                destinations.UnixSockets,
                interfaces
            ),
            EndpointKind.TcpListener => new TcpListenerTransport(
                order.EndpointId,
                order.Definition,
                order.Journal,
                order.Connections,
                destinations,
                certificates,
                logger
            ),
            EndpointKind.TcpClient => new TcpClientTransport(
                order.EndpointId,
                order.Definition,
                destinations,
                order.Journal,
                order.Connections,
                certificates,
                logger
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(order), order.Definition.Kind, "No transport carries this kind."),
        };
}
