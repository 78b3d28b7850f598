using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Transport.Tcp;

public sealed class TcpClientTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();
    private readonly Socket _server = Sockets.Listen();

    public async ValueTask DisposeAsync()
    {
        _server.Dispose();
        await _lab.DisposeAsync();
    }

    [Fact]
    public async Task Client_connects_sends_and_receives()
    {
        var client = await _lab.TcpClientAsync(_server.LocalEndPoint!);
        using var peer = await _server.AcceptAsync();
        Assert.Equal(peer.RemoteEndPoint, client.Bound);
        var receipt = await client.SendAsync("ping"u8.ToArray(), null, CancellationToken.None);
        Assert.Equal((1, 4L, client.Bound, _server.LocalEndPoint), (receipt.Messages, receipt.Bytes, receipt.Local, receipt.Remote));
        Assert.Equal("ping"u8.ToArray(), await peer.ReadAsync(4));
        await peer.SendAsync("pong"u8.ToArray());
        var answer = await client.Journal.FirstAsync(e => e.Direction == EntryDirection.In);
        Assert.Equal("pong"u8.ToArray(), answer.Payload.ToArray());
        Assert.Equal([EventType.ConnectionOpened, EventType.Started], client.Journal.EventTypes().Order().Reverse());
    }

    [Theory]
    [InlineData("localhost", "Connected to localhost at 127.0.0.1 port {0}")]
    [InlineData("127.0.0.1", "Connected to 127.0.0.1 port {0}")]
    public async Task Which_address_was_used_is_told(string host, string message)
    {
        var port = ((IPEndPoint)_server.LocalEndPoint!).Port;
        var client = await _lab.StartAsync(
            new()
            {
                Kind = EndpointKind.TcpClient,
                Remote = new()
                {
                    Host = host,
                    Port = port,
                    Family = IpFamily.Ipv4,
                },
            }
        );
        var opened = Assert.Single(client.Journal.Events(EventType.ConnectionOpened)).Event!;
        Assert.Equal(string.Format(System.Globalization.CultureInfo.InvariantCulture, message, port), opened.Message);
        Assert.Equal(new ConnectionOpenedData(host, "127.0.0.1", port), opened.Data);
        var started = Assert.Single(client.Journal.Events(EventType.Started)).Event!;
        Assert.Equal($"Ready: our end of the connection is {client.Bound}", started.Message);
        Assert.Equal((host, "127.0.0.1"), (((StartedData)started.Data!).RemoteHost, ((StartedData)started.Data!).RemoteAddress));
    }

    [Fact]
    public async Task Client_that_reconnects_finds_its_server_again()
    {
        var clock = new FakeTimeProvider();
        await using var lab = new EndpointLab(clock);
        var client = await lab.TcpClientAsync(_server.LocalEndPoint!, new() { Reconnect = true });
        for (var i = 1; i <= 3; i++)
        {
            (await _server.AcceptAsync()).Abort();
            await Eventually.HoldsAsync(clock, () => client.Connections.Total == i + 1 && client.State == EndpointState.Running);
        }

        Assert.Equal(3, client.Journal.Events(EventType.Reconnecting).Count);
        using var peer = await _server.AcceptAsync();
        await client.SendAsync("still here"u8.ToArray(), null, CancellationToken.None);
        Assert.Equal("still here"u8.ToArray(), await peer.ReadAsync(10));
    }

    [Fact]
    public async Task Peer_that_closes_stops_the_client_without_a_fault()
    {
        var client = await _lab.TcpClientAsync(_server.LocalEndPoint!, new() { HalfClosedSeconds = 0 });
        (await _server.AcceptAsync()).Dispose();
        await Eventually.HoldsAsync(_lab.Supervisor.Changed, () => client.State == EndpointState.Stopped);
        Assert.Null(client.Fault);
        Assert.Null(client.Bound);
        TcpPair.AssertEnded(client, Assert.Single(client.Connections.List()), CloseReason.PeerClosed);
        Assert.Equal(EventType.Stopped, client.Journal.ReadAll()[^1].Event?.Type);
        await Assert.ThrowsAsync<EndpointStateException>(() => client.SendAsync("x"u8.ToArray(), null, CancellationToken.None));
    }

    [Fact]
    public async Task Peer_that_resets_faults_the_client_and_it_is_not_started_again()
    {
        var client = await _lab.TcpClientAsync(_server.LocalEndPoint!);
        (await _server.AcceptAsync()).Abort();
        await Eventually.HoldsAsync(_lab.Supervisor.Changed, () => client.State == EndpointState.Faulted);
        Assert.Equal(FaultCode.ConnectionReset, client.Fault!.Code);
        TcpPair.AssertEnded(client, Assert.Single(client.Connections.List()), CloseReason.PeerReset);
        Assert.DoesNotContain(EventType.Restarted, client.Journal.EventTypes());
    }

    [Fact]
    public async Task Client_can_be_started_again_after_its_connection_ended()
    {
        var client = await _lab.TcpClientAsync(_server.LocalEndPoint!);
        for (var i = 0; i < 3; i++)
        {
            (await _server.AcceptAsync()).Abort();
            await Eventually.HoldsAsync(_lab.Supervisor.Changed, () => client.State == EndpointState.Faulted);
            await _lab.Supervisor.StartAsync(client.Id, CancellationToken.None);
            Assert.Equal((EndpointState.Running, null), (client.State, client.Fault));
        }

        Assert.Equal(4, client.Connections.Total);
    }

    [Fact]
    public async Task Stopping_closes_in_order()
    {
        var client = await _lab.TcpClientAsync(_server.LocalEndPoint!);
        using var peer = await _server.AcceptAsync();
        var stopping = _lab.Supervisor.StopAsync(client.Id, CancellationToken.None);
        Assert.Empty(await peer.ReadToEndAsync());
        peer.Dispose();
        await Eventually.Ends(stopping);
        TcpPair.AssertEnded(client, Assert.Single(client.Connections.List()), CloseReason.Closed);
    }

    [Fact]
    public async Task Nobody_listening_is_connectionRefused()
    {
        using var dead = Sockets.DeadTcpPort();
        await AssertFaultedAsync(EndpointLab.TcpClient(dead.LocalEndPoint!), FaultCode.ConnectionRefused);
    }

    [Theory]
    [InlineData("no-such-host.invalid", FaultCode.HostNotFound)]
    [InlineData("0.0.0.0", FaultCode.DestinationDenied)]
    [InlineData("::", FaultCode.DestinationDenied)]
    [InlineData("169.254.169.254", FaultCode.DestinationDenied)]
    public Task Host_that_cannot_be_connected_to_has_its_code(string host, FaultCode code) =>
        AssertFaultedAsync(
            new()
            {
                Kind = EndpointKind.TcpClient,
                Remote = new() { Host = host, Port = 9 },
            },
            code
        );

    [Theory]
    [InlineData("::1", FaultCode.AddressNotAvailable)]
    [InlineData("192.0.2.1", FaultCode.AddressNotAvailable)]
    public Task Local_address_that_does_not_fit_has_its_code(string local, FaultCode code) =>
        AssertFaultedAsync(EndpointLab.TcpClient(_server.LocalEndPoint!) with { Local = new() { Address = local } }, code);

    [Fact]
    public Task Local_port_in_use_has_its_code() =>
        AssertFaultedAsync(
            EndpointLab.TcpClient(_server.LocalEndPoint!) with
            {
                Local = new() { Port = ((IPEndPoint)_server.LocalEndPoint!).Port },
            },
            FaultCode.AddressInUse
        );

    [Fact]
    public async Task Local_address_and_port_are_bound_when_named()
    {
        var port = Sockets.QuietPort();
        var client = await _lab.Supervisor.CreateAsync(
            EndpointLab.TcpClient(_server.LocalEndPoint!) with
            {
                Local = new() { Address = "127.0.0.2", Port = port },
            },
            start: true,
            CancellationToken.None
        );
        Assert.Equal(new IPEndPoint(IPAddress.Parse("127.0.0.2"), port), client.Bound);
    }

    [Fact]
    public async Task Connection_to_itself_is_noticed_and_refused()
    {
        var self = new IPEndPoint(IPAddress.Loopback, Sockets.QuietPort());
        var client = await _lab.Supervisor.CreateAsync(
            EndpointLab.TcpClient(self) with
            {
                Local = new() { Port = self.Port },
            },
            start: true,
            CancellationToken.None
        );
        Assert.Equal(FaultCode.ConnectionRefused, client.Fault!.Code);
        var noticed = Assert.Single(client.Journal.Events(EventType.SelfConnected));
        Assert.Equal(PeerAddress.From(self), noticed.Peer);
        Assert.Equal(0, client.Connections.Total);
    }

    [Fact]
    public async Task Handshake_that_never_completes_times_out_on_the_clock()
    {
        var clock = new FakeTimeProvider();
        await using var lab = new EndpointLab(clock);
        using var full = await FullBacklogAsync();
        var creating = lab.Supervisor.CreateAsync(EndpointLab.TcpClient(full.LocalEndPoint!), start: true, CancellationToken.None);
        await Eventually.HoldsAsync(clock, () => creating.IsCompleted);
        var client = await creating;
        Assert.Equal((EndpointState.Faulted, FaultCode.TimedOut), (client.State, client.Fault!.Code));
        Assert.Single(client.Journal.Events(EventType.ConnectFailed));
    }

    private async Task AssertFaultedAsync(EndpointDefinition definition, FaultCode code)
    {
        var client = await _lab.Supervisor.CreateAsync(definition, start: true, CancellationToken.None);
        Assert.Equal((EndpointState.Faulted, code), (client.State, client.Fault!.Code));
        Assert.NotEmpty(client.Fault.Hint);
        Assert.Equal(code.ToName(), Assert.Single(client.Journal.Events(EventType.ConnectFailed)).Event!.Code);
        Assert.Equal(code.ToName(), Assert.Single(client.Journal.Events(EventType.Faulted)).Event!.Code);
        Assert.DoesNotContain(EventType.Started, client.Journal.EventTypes());
        Assert.Equal(0, client.Connections.Total);
    }

    /// <summary>A listener that takes no more: the system leaves further SYNs unanswered.</summary>
    private static async Task<Socket> FullBacklogAsync()
    {
        var full = Sockets.Listen(backlog: 0);
        _ = await Sockets.ConnectAsync(full.LocalEndPoint);
        return full;
    }
}
