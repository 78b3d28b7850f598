using System.Net;
using System.Net.Sockets;
using System.Text;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Replies;

/// <summary>Rules on real sockets, of all four kinds.</summary>
public sealed class ReplyTests
{
    private static readonly ReplyRule PingPong = Rule("ping", @"pong\n");

    [Fact]
    public async Task A_udp_listener_answers_from_its_own_port_behind_the_question()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(Udp(PingPong));
        using var peer = Sockets.Udp();
        peer.SendTo("pang"u8, listener.Bound!);
        peer.SendTo("ping"u8, listener.Bound!);
        var (payload, from) = await peer.ReceiveDatagramAsync();
        Assert.Equal("pong\n"u8.ToArray(), payload);
        Assert.Equal(listener.Bound, from);
        var reply = await listener.Journal.FirstAsync(entry => entry.Direction == EntryDirection.Out);
        Assert.Equal(EntryKind.Datagram, reply.Kind);
        Assert.Equal(PeerAddress.From((IPEndPoint)peer.LocalEndPoint!), reply.Peer);
        Assert.True(reply.Sequence > listener.Journal.Messages(EntryDirection.In)[^1].Sequence);
        Assert.Equal([1], listener.Statistics.ReplyHits);
        await Eventually.HoldsAsync(() => listener.Statistics.RepliesSent == 1);
        listener.Journal.Ledger.AssertReconciles();
    }

    [Fact]
    public async Task A_udp_sender_answers_what_comes_back()
    {
        await using var lab = new EndpointLab();
        using var peer = Sockets.Udp();
        var sender = await lab.StartAsync(
            new()
            {
                Kind = EndpointKind.UdpSender,
                Remote = EndpointLab.Remote(peer.LocalEndPoint),
                Reply = [PingPong],
            }
        );
        await sender.SendAsync("hello"u8.ToArray(), null, CancellationToken.None);
        var (_, from) = await peer.ReceiveDatagramAsync();
        peer.SendTo("ping"u8, from);
        Assert.Equal("pong\n"u8.ToArray(), (await peer.ReceiveDatagramAsync()).Payload);
    }

    [Fact]
    public async Task A_tcp_listener_answers_each_connection_on_itself()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(Tcp(new ReplyRule { Echo = true }));
        using var first = await Sockets.ConnectAsync(listener.Bound);
        using var second = await Sockets.ConnectAsync(listener.Bound);
        first.Send("first"u8);
        second.Send("second"u8);
        Assert.Equal("first"u8.ToArray(), await first.ReadAsync(5));
        Assert.Equal("second"u8.ToArray(), await second.ReadAsync(6));
    }

    [Fact]
    public async Task A_tcp_client_answers_its_server()
    {
        await using var lab = new EndpointLab();
        using var server = Sockets.Listen();
        var client = await lab.StartAsync(EndpointLab.TcpClient(server.LocalEndPoint!) with { Reply = [PingPong] });
        using var peer = await Eventually.Ends(server.AcceptAsync());
        peer.Send("ping"u8);
        Assert.Equal("pong\n"u8.ToArray(), await peer.ReadAsync(5));
        Assert.Equal([1], client.Statistics.ReplyHits);
    }

    [Fact]
    public async Task Rules_change_while_it_runs_and_are_counted_anew()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(Udp());
        using var peer = Sockets.Udp();
        peer.SendTo("ping"u8, listener.Bound!);
        await listener.Journal.FirstAsync(entry => entry.Direction == EntryDirection.In);

        // What came before a rule is not answered by it.
        await lab.Supervisor.UpdateAsync(
            listener.Id,
            listener.Definition with
            {
                Reply = [PingPong, Rule("two", "2")],
            },
            CancellationToken.None
        );
        peer.SendTo("two"u8, listener.Bound!);
        Assert.Equal("2"u8.ToArray(), (await peer.ReceiveDatagramAsync()).Payload);
        Assert.Equal([0, 1], listener.Statistics.ReplyHits);

        await lab.Supervisor.UpdateAsync(listener.Id, listener.Definition with { Name = "other" }, CancellationToken.None);
        Assert.Equal([0, 1], listener.Statistics.ReplyHits);

        await lab.Supervisor.UpdateAsync(listener.Id, listener.Definition with { Reply = [Rule("two", "zwei")] }, CancellationToken.None);
        Assert.Equal([0], listener.Statistics.ReplyHits);
        peer.SendTo("two"u8, listener.Bound!);
        Assert.Equal("zwei"u8.ToArray(), (await peer.ReceiveDatagramAsync()).Payload);

        await lab.Supervisor.UpdateAsync(listener.Id, listener.Definition with { Reply = [] }, CancellationToken.None);
        peer.SendTo("two"u8, listener.Bound!);
        await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Ledger.ReceivedMessages == 4);
        await lab.Supervisor.UpdateAsync(listener.Id, listener.Definition with { Reply = [Rule("three", "3")] }, CancellationToken.None);
        peer.SendTo("three"u8, listener.Bound!);
        Assert.Equal("3"u8.ToArray(), (await peer.ReceiveDatagramAsync()).Payload);
        Assert.Equal(3, listener.Journal.Ledger.SentMessages);
        Assert.Equal(EndpointState.Running, listener.State);
    }

    [Fact]
    public async Task Rules_hold_after_a_restart_of_the_endpoint()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(Udp(PingPong));
        await lab.Supervisor.StopAsync(listener.Id, CancellationToken.None);
        await lab.Supervisor.StartAsync(listener.Id, CancellationToken.None);
        using var peer = Sockets.Udp();
        peer.SendTo("ping"u8, listener.Bound!);
        Assert.Equal("pong\n"u8.ToArray(), (await peer.ReceiveDatagramAsync()).Payload);
    }

    [Fact]
    public async Task With_framing_a_frame_is_the_message_however_it_was_read()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(
            Tcp(Rule("ping", @"pong\n"), new ReplyRule { Echo = true }) with
            {
                Tcp = new() { Framing = new() { Mode = FramingMode.Line } },
            }
        );
        using var peer = await Sockets.ConnectAsync(listener.Bound);
        peer.Send("pi"u8);
        await listener.Journal.FirstAsync(entry => entry.Direction == EntryDirection.In);
        peer.Send("ng\r\nping\nother\r"u8);
        Assert.Equal("pong\npong\n"u8.ToArray(), await peer.ReadAsync(10));
        peer.Send("\nhalf"u8);
        Assert.Equal("other\r\n"u8.ToArray(), await peer.ReadAsync(7));
        peer.Shutdown(SocketShutdown.Send);
        Assert.Empty(await peer.ReadToEndAsync());
        Assert.Equal([2, 1], listener.Statistics.ReplyHits);
    }

    [Fact]
    public async Task Framing_changes_while_connected_from_the_next_byte_on()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(Tcp(Rule("ab", "1"), Rule("cd", "2")));
        using var peer = await Sockets.ConnectAsync(listener.Bound);
        peer.Send("ab"u8);
        Assert.Equal("1"u8.ToArray(), await peer.ReadAsync(1));
        var framed = listener.Definition with
        {
            Tcp = listener.Definition.Tcp with
            {
                Framing = new() { Mode = FramingMode.LengthPrefix, LengthBytes = 2 },
            },
        };
        await lab.Supervisor.UpdateAsync(listener.Id, framed, CancellationToken.None);
        peer.Send([0, 2, (byte)'c', (byte)'d', 0]);
        Assert.Equal("2"u8.ToArray(), await peer.ReadAsync(1));
        peer.Send([2, (byte)'a', (byte)'b']);
        Assert.Equal("1"u8.ToArray(), await peer.ReadAsync(1));
    }

    [Fact]
    public async Task Close_after_ends_the_connection_in_order_and_later_messages_are_not_answered()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(
            Tcp(
                new ReplyRule
                {
                    Payload = new() { Data = "bye" },
                    CloseAfter = true,
                }
            )
        );
        using var peer = await Sockets.ConnectAsync(listener.Bound);
        peer.Send("one"u8);
        Assert.Equal("bye", Encoding.ASCII.GetString(await peer.ReadToEndAsync()));
        peer.Dispose();
        await listener.Journal.EventAsync(EventType.ConnectionClosed);
        Assert.Equal(Core.Definitions.CloseReason.Closed, listener.Connections.List()[0].CloseReason);
    }

    [Fact]
    public async Task An_empty_datagram_is_a_message_and_an_answer()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(
            Udp(
                new ReplyRule
                {
                    When = new() { Type = ReplyMatch.Exact },
                    Payload = new() { Data = "" },
                }
            )
        );
        using var peer = Sockets.Udp();
        peer.SendTo([], listener.Bound!);
        Assert.Empty((await peer.ReceiveDatagramAsync()).Payload);
    }

    [Fact]
    public async Task An_echo_returns_every_byte_of_the_longest_datagram()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(Udp(new ReplyRule { Echo = true }));
        using var peer = Sockets.Udp();
        var noise = Sockets.Noise(65_507);
        peer.SendTo(noise, listener.Bound!);
        Assert.Equal(noise, (await peer.ReceiveDatagramAsync()).Payload);
    }

    internal static ReplyRule Rule(string exactly, string answer) =>
        new()
        {
            When = new() { Type = ReplyMatch.Exact, Value = exactly },
            Payload = new() { Data = answer },
        };

    internal static EndpointDefinition Udp(params ReplyRule[] rules) => new() { Kind = EndpointKind.UdpListener, Reply = rules };

    internal static EndpointDefinition Tcp(params ReplyRule[] rules) => new() { Kind = EndpointKind.TcpListener, Reply = rules };
}
