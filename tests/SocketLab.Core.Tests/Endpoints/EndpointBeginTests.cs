using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Endpoints;

/// <summary>That an endpoint has started stands before everything that comes in that run.</summary>
public sealed class EndpointBeginTests
{
    [Fact]
    public async Task Transport_begins_when_the_journal_says_that_it_has_started()
    {
        var transports = new FakeTransports();
        await using var lab = new EndpointLab(transports: transports);
        var endpoint = await lab.StartAsync(new() { Kind = EndpointKind.TcpListener });
        Assert.Equal([EventType.Started], transports.Last!.EventsBefore);

        await lab.Supervisor.StopAsync(endpoint.Id, CancellationToken.None);
        await lab.Supervisor.StartAsync(endpoint.Id, CancellationToken.None);
        Assert.Equal([EventType.Started, EventType.Stopped, EventType.Started], transports.Last!.EventsBefore);
    }

    [Fact]
    public async Task Transport_that_cannot_begin_is_closed_and_leaves_a_fault()
    {
        var transports = new FakeTransports
        {
            Script = (_, transport) => transport.Beginning = () => throw new NetworkException(SocketFaults.NotFound("nowhere")),
        };
        await using var lab = new EndpointLab(transports: transports);
        var endpoint = await lab.Supervisor.CreateAsync(new() { Kind = EndpointKind.UdpListener }, start: true, CancellationToken.None);
        Assert.Equal((EndpointState.Faulted, FaultCode.HostNotFound), (endpoint.State, endpoint.Fault!.Code));
        Assert.Equal(0, transports.Alive);
        await Assert.ThrowsAsync<EndpointStateException>(() => endpoint.SendAsync(new byte[1], null, CancellationToken.None));
    }

    [Theory]
    [InlineData(EndpointKind.UdpListener)]
    [InlineData(EndpointKind.TcpListener)]
    public async Task Start_stands_before_what_peers_send_all_the_time(EndpointKind kind)
    {
        await using var lab = new EndpointLab();
        var endpoint = await lab.StartAsync(new() { Kind = kind });
        using var ending = new CancellationTokenSource();
        var bound = endpoint.Bound!;
        var peers = Task.Run(() => KnockAsync(kind, bound, ending.Token), CancellationToken.None);
        var definition = endpoint.Definition with { Local = new() { Port = bound.Port } };
        await lab.Supervisor.StopAsync(endpoint.Id, CancellationToken.None);
        await lab.Supervisor.UpdateAsync(endpoint.Id, definition, CancellationToken.None);
        for (var i = 0; i < 20; i++)
        {
            await StartAsync(lab, endpoint);
            await endpoint.Journal.FirstAsync(entry => !entry.Peer.IsNone);
            Assert.Equal(EventType.Started, endpoint.Journal.ReadAll(maxPayload: 0)[0].Event?.Type);
            await lab.Supervisor.StopAsync(endpoint.Id, CancellationToken.None);
        }

        await ending.CancelAsync();
        await Eventually.Ends(peers);
    }

    /// <summary>A child process of another test holds a copy of the old socket for a moment, until it runs its program.</summary>
    private static Task StartAsync(EndpointLab lab, Endpoint endpoint) =>
        Eventually.HoldsAsync(async () =>
        {
            endpoint.Journal.Clear();
            await lab.Supervisor.StartAsync(endpoint.Id, CancellationToken.None);
            Assert.True(endpoint.Fault is null or { Code: FaultCode.AddressInUse }, endpoint.Fault?.Message);
            return endpoint.State == EndpointState.Running;
        });

    private static async Task KnockAsync(EndpointKind kind, IPEndPoint target, CancellationToken ending)
    {
        var isUdp = kind.IsUdp();
        using var datagrams = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

        // Before the listener's port is free: it must not be given to this socket.
        datagrams.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        while (!ending.IsCancellationRequested)
        {
            try
            {
                if (isUdp)
                {
                    datagrams.SendTo("knock"u8, target);
                    await Task.Yield();
                    continue;
                }

                // Reset at the end, so that no port is left in TIME-WAIT.
                using var connection = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                connection.LingerState = new LingerOption(true, 0);
                await connection.ConnectAsync(target, ending);
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException)
            {
                // Nobody listens at the moment, or it is over.
            }
        }
    }
}
