using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Replies;
using SocketLab.Core.Tests.Endpoints;
using SocketLab.Core.Transport;

namespace SocketLab.Core.Tests.Replies;

/// <summary>What keeps answers from running away: loops, floods, peers that do not read, delays without end.</summary>
public sealed class ReplyProtectionTests
{
    private static readonly ReplyRule Echo = new() { Echo = true };

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    public async Task Two_echoing_listeners_never_answer_each_other(string address)
    {
        await using var lab = new EndpointLab();
        var first = await lab.StartAsync(ReplyTests.Udp(Echo) with { Local = new() { Address = address } });
        var second = await lab.StartAsync(ReplyTests.Udp(Echo) with { Local = new() { Address = address } });
        await first.SendAsync("x"u8.ToArray(), new() { Host = "127.0.0.1", Port = second.Bound!.Port }, CancellationToken.None);
        var skipped = await second.Journal.EventAsync(EventType.ReplySkipped);
        Assert.Equal("ownSocket", skipped.Event!.Code);
        Assert.Equal(1, second.Statistics.RepliesSkipped);
        Assert.Equal([1], second.Statistics.ReplyHits);
        Assert.Equal(0, second.Journal.Ledger.SentMessages);
        Assert.Equal(0, first.Journal.Ledger.ReceivedMessages);

        // Without rules of its own the other one is a peer like any.
        await lab.Supervisor.UpdateAsync(first.Id, first.Definition with { Reply = [] }, CancellationToken.None);
        await first.SendAsync("y"u8.ToArray(), new() { Host = "127.0.0.1", Port = second.Bound.Port }, CancellationToken.None);
        await first.Journal.FirstAsync(entry => entry.Direction == EntryDirection.In);
    }

    [Fact]
    public async Task A_client_and_a_listener_of_ours_that_both_echo_stay_silent()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(ReplyTests.Tcp(Echo));
        var client = await lab.StartAsync(EndpointLab.TcpClient(listener.Bound!) with { Reply = [Echo] });
        await client.SendAsync("x"u8.ToArray(), null, CancellationToken.None);
        Assert.Equal("ownSocket", (await listener.Journal.EventAsync(EventType.ReplySkipped)).Event!.Code);
        Assert.Equal(0, listener.Journal.Ledger.SentMessages);
    }

    [Fact]
    public async Task A_datagram_to_itself_is_not_answered()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(ReplyTests.Udp(Echo));
        await listener.SendAsync("x"u8.ToArray(), EndpointLab.Remote(listener.Bound), CancellationToken.None);
        await listener.Journal.EventAsync(EventType.ReplySkipped);
        Assert.Equal(1, listener.Journal.Ledger.SentMessages);
    }

    [Fact]
    public async Task A_loop_outside_of_our_sight_is_broken_by_a_pause()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(ReplyTests.Udp(Echo) with { ReplyLimitPerSecond = 50 });
        using var mirror = Sockets.Udp();
        mirror.SendTo("x"u8, listener.Bound!);
        var buffer = new byte[10];
        var loop = Task.Run(() =>
        {
            // Nobody but the listener ends this: without a pause it runs forever.
            while (mirror.Receive(buffer) is var count and > 0)
            {
                mirror.SendTo(buffer.AsSpan(0, count), listener.Bound!);
            }
        });
        var paused = await listener.Journal.EventAsync(EventType.ReplyPaused);
        Assert.Equal(50L, paused.Data<ReplyPausedData>().Limit);
        await Eventually.HoldsAsync(() => listener.Statistics.RepliesSkipped > 0);
        Assert.Equal(listener.Statistics.ReplyHits[0], listener.Statistics.RepliesSent + listener.Statistics.RepliesSkipped);
        mirror.Dispose();
        await Assert.ThrowsAnyAsync<SocketException>(() => Eventually.Ends(loop));
    }

    [Fact]
    public async Task A_flood_is_answered_up_to_the_limit_and_again_after_a_quiet_second()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        await using var lab = new EndpointLab(clock);
        var listener = await lab.StartAsync(ReplyTests.Udp(ReplyTests.Rule("x", "y")) with { ReplyLimitPerSecond = 10 });
        using var peer = Sockets.Udp();
        for (var i = 0; i < 25; i++)
        {
            peer.SendTo("x"u8, listener.Bound!);
        }

        await Eventually.HoldsAsync(() => listener.Statistics.ReplyHits[0] == 25 && listener.Statistics.RepliesSkipped == 15);
        Assert.Equal(10, listener.Statistics.RepliesSent);
        clock.Advance(TimeSpan.FromSeconds(2));
        peer.SendTo("x"u8, listener.Bound!);
        var resumed = await listener.Journal.EventAsync(EventType.ReplyResumed);
        Assert.Equal(15L, resumed.Data<ReplyResumedData>().Skipped);
        await Eventually.HoldsAsync(() => listener.Statistics.RepliesSent == 11);
        Assert.Single(listener.Journal.Events(EventType.ReplyPaused));
    }

    [Fact]
    public async Task Delayed_answers_wait_for_the_clock_in_order_and_more_than_a_thousand_are_refused()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        await using var lab = new EndpointLab(clock);
        var later = new ReplyRule
        {
            When = new() { Type = ReplyMatch.Prefix, Value = "a" },
            Echo = true,
            DelayMs = 5000,
        };
        var sooner = new ReplyRule
        {
            When = new() { Type = ReplyMatch.Prefix, Value = "b" },
            Echo = true,
            DelayMs = 1000,
        };
        var listener = await lab.StartAsync(ReplyTests.Udp(later, sooner) with { ReplyLimitPerSecond = 100_000 });
        using var peer = Sockets.Udp();
        peer.ReceiveBufferSize = 4 << 20;
        peer.SendTo("b"u8, listener.Bound!);
        for (var i = 0; i < PendingReplies.MaxCount; i++)
        {
            peer.SendTo("a"u8, listener.Bound!);
        }

        var full = await listener.Journal.EventAsync(EventType.ReplySkipped);
        Assert.Equal("queueFull", full.Event!.Code);
        Assert.Equal(0, listener.Statistics.RepliesSent);
        clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(0, listener.Statistics.RepliesSent);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("b"u8.ToArray(), (await peer.ReceiveDatagramAsync()).Payload);
        Assert.Equal(1, listener.Statistics.RepliesSent);
        clock.Advance(TimeSpan.FromMilliseconds(4000));
        await Eventually.HoldsAsync(() => listener.Statistics.RepliesSent == PendingReplies.MaxCount);
        Assert.Equal(1, listener.Statistics.RepliesSkipped);
    }

    [Fact]
    public async Task What_waits_ends_with_the_endpoint()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        await using var lab = new EndpointLab(clock);
        var listener = await lab.StartAsync(ReplyTests.Udp(Echo with { DelayMs = 1000 }));
        using var peer = Sockets.Udp();
        peer.SendTo("x"u8, listener.Bound!);
        await Eventually.HoldsAsync(() => listener.Statistics.ReplyHits[0] == 1);
        await lab.Supervisor.StopAsync(listener.Id, CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(0, listener.Statistics.RepliesSent);
        Assert.Equal(EndpointState.Stopped, listener.State);
    }

    [Fact]
    public async Task A_peer_that_does_not_read_holds_up_nobody_else()
    {
        await using var lab = new EndpointLab();
        var data = new string('x', 512 << 10);
        var listener = await lab.StartAsync(
            ReplyTests.Tcp(ReplyTests.Rule("flood", data), ReplyTests.Rule("ping", "pong")) with
            {
                ReplyLimitPerSecond = 100_000,
                Tcp = new() { Framing = new() { Mode = Core.Definitions.FramingMode.Line } },
            }
        );
        using var deaf = await Sockets.ConnectAsync(listener.Bound);
        deaf.Send(string.Concat(Enumerable.Repeat("flood\n", 64)).Select(c => (byte)c).ToArray());
        Assert.Equal("queueFull", (await listener.Journal.EventAsync(EventType.ReplySkipped)).Event!.Code);
        using var other = await Sockets.ConnectAsync(listener.Bound);
        other.Send("ping\n"u8);
        Assert.Equal("pong"u8.ToArray(), await other.ReadAsync(4));
        deaf.Abort();
    }

    [Theory]
    [InlineData(7, false, false)]
    [InlineData(1023, false, false)]
    [InlineData(1024, false, true)]
    [InlineData(123, true, true)]
    [InlineData(1, true, true)]
    public async Task A_datagram_from_a_port_of_the_system_is_answered_only_if_that_is_asked_for(int port, bool wanted, bool answered)
    {
        // Binding such a port takes rights that tests may not have: the journal says where a datagram came from.
        await using var lab = new EndpointLab(transports: new FakeTransports());
        var listener = await lab.StartAsync(ReplyTests.Udp(Echo));
        await lab.Supervisor.UpdateAsync(
            listener.Id,
            listener.Definition with
            {
                Udp = listener.Definition.Udp with { ReplyToSystemPorts = wanted },
            },
            CancellationToken.None
        );
        Assert.Equal(EndpointState.Running, listener.State);
        using (var batch = listener.Journal.BeginBatch())
        {
            batch.AddDatagram(EntryDirection.In, 0, PeerAddress.From(new IPEndPoint(IPAddress.Loopback, port)), 1, "x"u8);
        }

        await Eventually.HoldsAsync(() => listener.Statistics.RepliesSent + listener.Statistics.RepliesSkipped == 1);
        Assert.Equal(answered ? 1 : 0, listener.Statistics.RepliesSent);
        Assert.Equal(
            answered ? [] : ["systemPort"],
            listener.Journal.Events(EventType.ReplySkipped).Select(skipped => skipped.Event!.Code)
        );
    }

    [Fact]
    public async Task A_denied_destination_is_not_answered()
    {
        var policy = new DestinationPolicy([IPNetwork.Parse("127.0.0.0/8")], []);
        await using var lab = new EndpointLab(destinations: policy);
        var listener = await lab.StartAsync(ReplyTests.Udp(Echo));
        using var peer = Sockets.Udp();
        peer.SendTo("x"u8, listener.Bound!);
        Assert.Equal("destinationDenied", (await listener.Journal.EventAsync(EventType.ReplySkipped)).Event!.Code);
        Assert.Equal(0, listener.Journal.Ledger.SentMessages);
    }

    [Fact]
    public async Task What_left_the_journal_unseen_is_counted_as_skipped()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(ReplyTests.Udp(ReplyTests.Rule("none", "")) with { Journal = new() { MaxBytes = 256 << 10 } });

        // One batch of the journal's lock holds the reader off until most of it is gone again.
        using (var batch = listener.Journal.BeginBatch())
        {
            for (var i = 0; i < 20_000; i++)
            {
                batch.AddDatagram(EntryDirection.In, 0, PeerAddress.None, 100, new byte[100]);
            }
        }

        var behind = await listener.Journal.EventAsync(EventType.ReplySkipped);
        Assert.Equal("behind", behind.Event!.Code);
        Assert.True(behind.Data<CountData>().Count > 10_000);
    }
}
