using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Transport.Udp;

public sealed class UdpReceiveTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Theory]
    [InlineData("127.0.0.1", 0)]
    [InlineData("127.0.0.1", 1)]
    [InlineData("127.0.0.1", 1473)]
    [InlineData("127.0.0.1", 65_507)]
    [InlineData("::1", 0)]
    [InlineData("::1", 65_507)]
    public async Task Datagram_arrives_as_it_was_sent(string address, int length)
    {
        var endpoint = await _lab.UdpListenerAsync(address: address);
        using var peer = Sockets.Udp(IPAddress.Parse(address));
        var payload = Sockets.Noise(length);
        peer.SendTo(payload, endpoint.Bound!);

        var entry = await endpoint.Journal.FirstAsync(e => e.Kind == EntryKind.Datagram);
        Assert.Equal(payload, entry.Payload.ToArray());
        Assert.Equal((length, false, EntryDirection.In, -1L), (entry.Length, entry.Truncated, entry.Direction, entry.Offset));
        Assert.Equal(PeerAddress.From((IPEndPoint)peer.LocalEndPoint!), entry.Peer);
        Assert.True(entry.ConnectionId.IsNone);
    }

    [Fact]
    public async Task All_256_byte_values_arrive()
    {
        var endpoint = await _lab.UdpListenerAsync();
        using var peer = Sockets.Udp();
        byte[] payload = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        peer.SendTo(payload, endpoint.Bound!);
        var entry = await endpoint.Journal.FirstAsync(e => e.Kind == EntryKind.Datagram);
        Assert.Equal(payload, entry.Payload.ToArray());
    }

    [Fact]
    public async Task Zero_length_datagram_is_a_datagram_and_receiving_goes_on()
    {
        var endpoint = await _lab.UdpListenerAsync();
        using var peer = Sockets.Udp();
        peer.SendTo([], endpoint.Bound!);
        peer.SendTo("after"u8, endpoint.Bound!);
        await endpoint.Journal.FirstAsync(e => e.Length == 5);
        Assert.Equal([0, 5], endpoint.Journal.Messages(EntryDirection.In).Select(e => e.Length));
    }

    [Fact]
    public async Task Dual_stack_socket_shows_IPv4_peers_as_IPv4_and_IPv6_peers_as_IPv6()
    {
        var endpoint = await _lab.UdpListenerAsync(address: "::");
        using var four = Sockets.Udp();
        using var six = Sockets.Udp(IPAddress.IPv6Loopback);
        four.SendTo("4"u8, new IPEndPoint(IPAddress.Loopback, endpoint.Bound!.Port));
        six.SendTo("6"u8, new IPEndPoint(IPAddress.IPv6Loopback, endpoint.Bound.Port));
        await Eventually.HoldsAsync(endpoint.Journal.Changed, () => endpoint.Journal.Ledger.ReceivedMessages == 2);
        Assert.Equal(["127.0.0.1", "::1"], endpoint.Journal.Messages(EntryDirection.In).Select(e => e.Peer.Address).Order());
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::")]
    public async Task Port_0_becomes_a_real_port(string address)
    {
        var endpoint = await _lab.UdpListenerAsync(address: address);
        Assert.InRange(endpoint.Bound!.Port, 1, 65_535);
        Assert.Equal(0, endpoint.Definition.Local!.Port);
        Assert.Equal(endpoint.Bound.Port, endpoint.Journal.Events(EventType.Started)[0].Data<StartedData>().Port);
    }

    [Fact]
    public async Task Every_peer_keeps_its_own_order()
    {
        const int peers = 40,
            each = 25;
        var endpoint = await _lab.UdpListenerAsync();
        var sockets = Enumerable.Range(0, peers).Select(_ => Sockets.Udp()).ToArray();
        for (byte i = 0; i < each; i++)
        {
            Array.ForEach(sockets, socket => socket.SendTo([i], endpoint.Bound!));
        }

        await Eventually.HoldsAsync(endpoint.Journal.Changed, () => endpoint.Journal.Ledger.ReceivedMessages == peers * each);
        var byPeer = endpoint.Journal.Messages(EntryDirection.In).ToLookup(e => e.Peer.Port, e => (int)e.Payload.Span[0]);
        Assert.Equal(peers, byPeer.Count);
        Assert.All(sockets, socket => Assert.Equal(Enumerable.Range(0, each), byPeer[((IPEndPoint)socket.LocalEndPoint!).Port]));
        Array.ForEach(sockets, socket => socket.Dispose());
    }

    [Fact]
    public async Task Longer_datagram_is_cut_marked_and_keeps_its_true_length()
    {
        var endpoint = await _lab.UdpListenerAsync(new() { MaxDatagramBytes = 100 });
        using var peer = Sockets.Udp();
        int[] lengths = [100, 101, 65_507, 3];
        foreach (var length in lengths)
        {
            peer.SendTo(Sockets.Noise(length), endpoint.Bound!);
        }

        await Eventually.HoldsAsync(endpoint.Journal.Changed, () => endpoint.Journal.Ledger.ReceivedMessages == lengths.Length);
        var entries = endpoint.Journal.Messages(EntryDirection.In);
        Assert.Equal(lengths, entries.Select(e => e.Length));
        Assert.Equal([false, true, true, false], entries.Select(e => e.Truncated));
        Assert.All(entries, e => Assert.Equal(Sockets.Noise(e.Length)[..Math.Min(100, e.Length)], e.Payload.ToArray()));
        Assert.Equal((2L, 303L), (endpoint.Journal.Ledger.Truncated, endpoint.Journal.Ledger.ReceivedBytes));
    }

    [Fact]
    public async Task Receive_times_are_the_kernels_and_UTC()
    {
        var endpoint = await _lab.UdpListenerAsync();
        using var peer = Sockets.Udp();
        var before = TimeProvider.System.GetUtcNow().UtcDateTime;
        peer.SendTo("x"u8, endpoint.Bound!);
        var entry = await endpoint.Journal.FirstAsync(e => e.Kind == EntryKind.Datagram);
        var after = TimeProvider.System.GetUtcNow().UtcDateTime;
        Assert.Equal(DateTimeKind.Utc, entry.Time.Kind);

        // A minute's room for a clock that is being set; a wrong epoch, unit or time zone is further off.
        Assert.InRange(entry.Time, before.AddMinutes(-1), after.AddMinutes(1));
    }

    [Fact]
    public async Task Granted_receive_buffer_is_what_the_system_says()
    {
        var endpoint = await _lab.UdpListenerAsync(new() { ReceiveBufferBytes = 100_000 });
        Assert.Equal(100_000, endpoint.ReceiveBufferGranted);
        await _lab.Supervisor.StopAsync(endpoint.Id, CancellationToken.None);
        Assert.Null(endpoint.ReceiveBufferGranted);
        Assert.Null(endpoint.Bound);
    }

    [Fact]
    public async Task Stopping_takes_what_waits_in_the_socket_and_frees_the_port()
    {
        var endpoint = await _lab.StartAsync(
            new()
            {
                Kind = EndpointKind.UdpListener,
                Local = new() { Port = Sockets.QuietPort() },
            }
        );
        var bound = endpoint.Bound!;
        using var peer = Sockets.Udp();
        for (var i = 0; i < 200; i++)
        {
            peer.SendTo("x"u8, bound);
        }

        await _lab.Supervisor.StopAsync(endpoint.Id, CancellationToken.None);
        Assert.Equal(200, endpoint.Journal.Ledger.ReceivedMessages);
        Assert.Equal(EventType.Stopped, endpoint.Journal.ReadAll()[^1].Event?.Type);
        using var next = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        next.Bind(bound);
    }

    [Fact]
    public async Task Starting_and_stopping_many_times_leaves_no_socket_behind()
    {
        var endpoint = await _lab.UdpListenerAsync();
        for (var i = 0; i < 50; i++)
        {
            await _lab.Supervisor.StopAsync(endpoint.Id, CancellationToken.None);
            await _lab.Supervisor.StartAsync(endpoint.Id, CancellationToken.None);
            Assert.Equal(EndpointState.Running, endpoint.State);
        }

        using var peer = Sockets.Udp();
        peer.SendTo("still here"u8, endpoint.Bound!);
        await endpoint.Journal.FirstAsync(e => e.Length == 10);
        Assert.Equal((51, 50), (endpoint.Journal.Events(EventType.Started).Count, endpoint.Journal.Events(EventType.Stopped).Count));
    }
}
