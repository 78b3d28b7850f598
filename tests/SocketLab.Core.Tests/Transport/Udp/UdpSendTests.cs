using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Transport.Udp;

public sealed class UdpSendTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Theory]
    [InlineData("127.0.0.1", 0)]
    [InlineData("127.0.0.1", 256)]
    [InlineData("127.0.0.1", 65_507)]
    [InlineData("::1", 65_527)]
    public async Task Datagram_leaves_as_given_and_stands_in_the_journal(string address, int length)
    {
        using var peer = Sockets.Udp(IPAddress.Parse(address));
        var sender = await SenderAsync();
        var payload = Sockets.Noise(length);
        var receipt = await sender.SendAsync(payload, EndpointLab.Remote(peer.LocalEndPoint), CancellationToken.None);

        var (received, from) = await peer.ReceiveDatagramAsync();
        Assert.Equal(payload, received);
        Assert.Equal(sender.Bound!.Port, from.Port);
        Assert.Equal((1, (long)length, peer.LocalEndPoint), (receipt.Messages, receipt.Bytes, receipt.Remote));
        var entry = Assert.Single(sender.Journal.Messages(EntryDirection.Out));
        Assert.Equal(payload, entry.Payload.ToArray());
        Assert.Equal(PeerAddress.From((IPEndPoint)peer.LocalEndPoint!), entry.Peer);
    }

    [Fact]
    public async Task Listener_answers_from_its_own_port()
    {
        var listener = await _lab.UdpListenerAsync();
        using var peer = Sockets.Udp();
        peer.SendTo("ping"u8, listener.Bound!);
        var question = await listener.Journal.FirstAsync(e => e.Direction == EntryDirection.In);
        await listener.SendAsync("pong"u8.ToArray(), EndpointLab.Remote(question.Peer.ToIPEndPoint()), CancellationToken.None);
        var (payload, from) = await peer.ReceiveDatagramAsync();
        Assert.Equal(("pong", listener.Bound), (System.Text.Encoding.ASCII.GetString(payload), from));
    }

    [Fact]
    public async Task Answer_never_stands_before_its_question()
    {
        const int trips = 2_000;
        using var peer = Sockets.Udp();
        using var stop = new CancellationTokenSource();
        var echo = EchoAsync(peer, stop.Token);
        var sender = await SenderAsync(peer.LocalEndPoint);
        for (var i = 0; i < trips; i++)
        {
            await sender.SendAsync(BitConverter.GetBytes(i), null, CancellationToken.None);
            if (i % 20 == 0)
            {
                // Keeps what is under way short of any buffer's size.
                await Eventually.HoldsAsync(sender.Journal.Changed, () => sender.Journal.Ledger.ReceivedMessages > i - 20);
            }
        }

        await Eventually.HoldsAsync(sender.Journal.Changed, () => sender.Journal.Ledger.ReceivedMessages == trips);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => echo);
        var asked = new HashSet<int>();
        foreach (var entry in sender.Journal.ReadAll().Where(e => e.Kind == EntryKind.Datagram))
        {
            var number = BitConverter.ToInt32(entry.Payload.Span);
            Assert.True(
                entry.Direction == EntryDirection.Out ? asked.Add(number) : asked.Contains(number),
                $"Answer {number} stands before its question."
            );
        }
    }

    [Theory]
    [InlineData(null, "127.0.0.1")]
    [InlineData(null, "::1")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("::1", "::1")]
    [InlineData("::", "127.0.0.1")]
    public async Task Dead_port_is_named_and_the_socket_goes_on(string? local, string target)
    {
        using var dead = Sockets.DeadUdpPort(IPAddress.Parse(target));
        using var alive = Sockets.Udp(IPAddress.Parse(target));
        var sender = await SenderAsync(null, local);
        for (var i = 0; i < 5; i++)
        {
            await sender.SendAsync("lost"u8.ToArray(), EndpointLab.Remote(dead.LocalEndPoint), CancellationToken.None);
            await sender.SendAsync("found"u8.ToArray(), EndpointLab.Remote(alive.LocalEndPoint), CancellationToken.None);
            Assert.Equal(5, (await alive.ReceiveDatagramAsync()).Payload.Length);
        }

        await Eventually.HoldsAsync(sender.Journal.Changed, () =>
            sender.Journal.Events(EventType.PortUnreachable).Sum(e => e.Data<UnreachableData>().Count) == 5
        );
        Assert.All(sender.Journal.Events(EventType.PortUnreachable), e =>
        {
            Assert.Equal(PeerAddress.From((IPEndPoint)dead.LocalEndPoint!), e.Peer);
            Assert.Equal("connectionRefused", e.Event!.Code);
        });
        alive.SendTo("back"u8, new IPEndPoint(IPAddress.Parse(target), sender.Bound!.Port));
        await sender.Journal.FirstAsync(e => e.Direction == EntryDirection.In);
        Assert.Equal((10L, EndpointState.Running), (sender.Journal.Ledger.SentMessages, sender.State));
    }

    [Theory]
    [InlineData("127.0.0.1", 65_508)]
    [InlineData("::ffff:127.0.0.1", 65_508)]
    [InlineData("::1", 65_528)]
    [InlineData("127.0.0.1", 1 << 20)]
    public async Task Too_long_a_message_is_refused_and_nothing_is_sent(string address, int length)
    {
        using var peer = Sockets.Udp(
            IPAddress.Parse(address) is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : IPAddress.Parse(address)
        );
        var sender = await SenderAsync();
        var to = new RemoteAddress { Host = address, Port = ((IPEndPoint)peer.LocalEndPoint!).Port };
        var error = await Assert.ThrowsAsync<NetworkException>(() => sender.SendAsync(new byte[length], to, CancellationToken.None));
        Assert.Equal(FaultCode.MessageTooLong, error.Fault.Code);
        Assert.Equal(0, sender.Journal.Ledger.SentMessages);
        await sender.SendAsync("next"u8.ToArray(), to, CancellationToken.None);
        Assert.Equal(4, (await peer.ReceiveDatagramAsync()).Payload.Length);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("::ffff:0.0.0.0")]
    [InlineData("0")]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:169.254.169.254")]
    public async Task Destination_that_is_no_destination_is_denied(string host)
    {
        var sender = await SenderAsync();
        var error = await Assert.ThrowsAsync<NetworkException>(() =>
            sender.SendAsync("x"u8.ToArray(), new() { Host = host, Port = 9 }, CancellationToken.None)
        );
        Assert.Equal(FaultCode.DestinationDenied, error.Fault.Code);
        Assert.Equal(0, sender.Journal.Ledger.SentMessages);
    }

    [Theory]
    [InlineData("127.0.0.1", "::1")]
    [InlineData("::1", "127.0.0.1")]
    public async Task Other_address_family_is_explained(string local, string target)
    {
        var sender = await SenderAsync(null, local);
        var error = await Assert.ThrowsAsync<NetworkException>(() =>
            sender.SendAsync("x"u8.ToArray(), new() { Host = target, Port = 9 }, CancellationToken.None)
        );
        Assert.Equal(FaultCode.AddressNotAvailable, error.Fault.Code);
    }

    [Fact]
    public async Task Broadcast_without_the_option_fails_with_an_event_and_a_hint()
    {
        var sender = await SenderAsync(null, "127.0.0.1");
        var error = await Assert.ThrowsAsync<NetworkException>(() =>
            sender.SendAsync("x"u8.ToArray(), new() { Host = "255.255.255.255", Port = 9 }, CancellationToken.None)
        );
        Assert.Contains(error.Fault.Code, (FaultCode[])[FaultCode.AccessDenied, FaultCode.NetworkUnreachable]);
        Assert.Equal(error.Fault.Code.ToName(), Assert.Single(sender.Journal.Events(EventType.SendFailed)).Event!.Code);
        Assert.Equal(0, sender.Journal.Ledger.SentMessages);
    }

    [Fact]
    public async Task Datagram_without_a_destination_is_an_input_at_fault()
    {
        var sender = await SenderAsync();
        var error = await Assert.ThrowsAsync<InvalidDefinitionException>(() =>
            sender.SendAsync("x"u8.ToArray(), null, CancellationToken.None)
        );
        Assert.Equal("$.to", Assert.Single(error.Errors).Path);
    }

    [Fact]
    public async Task Stopped_endpoint_sends_nothing()
    {
        using var peer = Sockets.Udp();
        var sender = await SenderAsync(peer.LocalEndPoint);
        await _lab.Supervisor.StopAsync(sender.Id, CancellationToken.None);
        var error = await Assert.ThrowsAsync<EndpointStateException>(() => sender.SendAsync("x"u8.ToArray(), null, CancellationToken.None));
        Assert.True(error.MustBeRunning);
    }

    [Fact]
    public async Task Send_that_meets_a_stop_is_sent_or_told_that_it_is_not_running()
    {
        using var peer = Sockets.Udp();
        var sender = await SenderAsync(peer.LocalEndPoint);
        for (var round = 0; round < 30; round++)
        {
            var sends = Task.Run(async () =>
            {
                var sent = 0;
                while (true)
                {
                    try
                    {
                        await sender.SendAsync("x"u8.ToArray(), null, CancellationToken.None);
                        sent++;
                    }
                    catch (EndpointStateException)
                    {
                        return sent;
                    }
                }
            });
            var before = sender.Journal.Ledger.SentMessages;
            await Eventually.HoldsAsync(sender.Journal.Changed, () => sender.Journal.Ledger.SentMessages > before + 10);
            await _lab.Supervisor.StopAsync(sender.Id, CancellationToken.None);
            Assert.True(await Eventually.Ends(sends) > 0);
            await _lab.Supervisor.StartAsync(sender.Id, CancellationToken.None);
        }
    }

    private Task<Endpoint> SenderAsync(EndPoint? remote = null, string? local = null) =>
        _lab.StartAsync(
            new()
            {
                Kind = EndpointKind.UdpSender,
                Local = local is null ? null : new() { Address = local },
                Remote = remote is null ? null : EndpointLab.Remote(remote),
            }
        );

    private static async Task EchoAsync(Socket socket, CancellationToken stop)
    {
        var buffer = new byte[100];
        while (true)
        {
            var got = await socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), stop);
            await socket.SendToAsync(buffer.AsMemory(0, got.ReceivedBytes), SocketFlags.None, got.RemoteEndPoint, stop);
        }
    }
}
