using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Transport;
using SocketLab.Core.Transport.Tls;

namespace SocketLab.Testing;

/// <summary>A supervisor with a workspace in memory, and endpoints on loopback at free ports.</summary>
internal sealed class EndpointLab(
    TimeProvider? time = null,
    EndpointLimits? limits = null,
    MemoryStore? store = null,
    ITransportFactory? transports = null,
    DestinationPolicy? destinations = null
) : IAsyncDisposable
{
    public MemoryStore Store { get; } = store ?? new MemoryStore();

    public EndpointSupervisor Supervisor =>
        field ??= new(
            Store,
            limits ?? new EndpointLimits(),
            destinations ?? DestinationPolicy.Default,
            Certificates,
            time ?? TimeProvider.System,
            Log,
            transports ?? new SocketTransports(destinations ?? DestinationPolicy.Default, Certificates, Log)
        );

    public CertificateLibrary Certificates =>
        field ??= new(new MemoryCertificateStore(), time ?? TimeProvider.System, NullLogger<CertificateLibrary>.Instance);

    /// <summary>What the endpoints and their sockets write to the server's log.</summary>
    public LogLines Log { get; } = new();

    /// <summary>A running endpoint.</summary>
    public async Task<Endpoint> StartAsync(EndpointDefinition definition)
    {
        var endpoint = await Supervisor.CreateAsync(definition, start: true, CancellationToken.None);
        Assert.Null(endpoint.Fault);
        Assert.Equal(EndpointState.Running, endpoint.State);
        return endpoint;
    }

    public Task<Endpoint> UdpListenerAsync(UdpOptions? options = null, string address = "127.0.0.1") =>
        StartAsync(
            new()
            {
                Kind = EndpointKind.UdpListener,
                Local = new() { Address = address },
                Udp = options ?? new(),
            }
        );

    public Task<Endpoint> TcpListenerAsync(TcpOptions? options = null, string address = "127.0.0.1") =>
        StartAsync(
            new()
            {
                Kind = EndpointKind.TcpListener,
                Local = new() { Address = address },
                Tcp = options ?? new(),
            }
        );

    public Task<Endpoint> TcpClientAsync(EndPoint to, TcpOptions? options = null) => StartAsync(TcpClient(to, options));

    public static EndpointDefinition TcpClient(EndPoint to, TcpOptions? options = null) =>
        new()
        {
            Kind = EndpointKind.TcpClient,
            Remote = Remote(to),
            Tcp = options ?? new(),
        };

    public static RemoteAddress Remote(EndPoint? to) => new() { Host = ((IPEndPoint)to!).Address.ToString(), Port = ((IPEndPoint)to).Port };

    public ValueTask DisposeAsync() => Supervisor.DisposeAsync();
}
