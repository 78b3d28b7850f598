using Microsoft.Extensions.Logging;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Core.Transport.Tls;
using SocketLab.Core.Transport.Udp;

namespace SocketLab.Core.Transport;

/// <summary>Makes the transport that an endpoint's kind needs.</summary>
internal interface ITransportFactory
{
    /// <summary>A transport for one run of <paramref name="endpoint"/>.</summary>
    ITransport Create(Endpoint endpoint);
}

/// <summary>Real sockets.</summary>
internal sealed class SocketTransports(DestinationPolicy destinations, CertificateLibrary certificates, ILogger logger) : ITransportFactory
{
    /// <inheritdoc/>
    public ITransport Create(Endpoint endpoint) => endpoint.Definition.Kind switch
    {
        EndpointKind.UdpListener or EndpointKind.UdpSender => new UdpTransport(endpoint.Definition, endpoint.Journal, destinations.UnixSockets),
        EndpointKind.TcpListener => new TcpListenerTransport(endpoint.Id, endpoint.Definition, endpoint.Journal, endpoint.Connections, destinations.UnixSockets, certificates, logger),
        _ => new TcpClientTransport(endpoint.Id, endpoint.Definition, destinations, endpoint.Journal, endpoint.Connections, certificates, logger),
    };
}
