using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Replies;

/// <summary>An answer that a rule owes goes out, or the journal says why not: nothing ends in silence.</summary>
public sealed class OwedReplyTests
{
    private static readonly ReplyRule Later = new() { Echo = true, DelayMs = 1000 };

    [Theory]
    [InlineData(0, 1000)]
    [InlineData(2, 3000)]
    [InlineData(2, 60_000)]
    public async Task A_peer_that_has_finished_still_gets_what_is_due_later(int halfClosedSeconds, int delayMs)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        await using var lab = new EndpointLab(clock);
        var listener = await lab.StartAsync(
            ReplyTests.Tcp(Later with { DelayMs = delayMs }) with
            {
                Tcp = new() { HalfClosedSeconds = halfClosedSeconds },
            }
        );
        using var peer = await Sockets.ConnectAsync(listener.Bound);
        peer.Send("x"u8);
        peer.Shutdown(SocketShutdown.Send);
        await listener.Journal.EventAsync(EventType.PeerHalfClosed);
        var answer = peer.ReadToEndAsync();
        await Eventually.HoldsAsync(() =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(Math.Max(100, delayMs / 50)));
            return answer.IsCompleted;
        });
        Assert.Equal("x"u8.ToArray(), await answer);
        Assert.Equal((1, 0), (listener.Statistics.RepliesSent, listener.Statistics.RepliesSkipped));
        var closed = await listener.Journal.EventAsync(EventType.ConnectionClosed);
        Assert.Equal("peerClosed", closed.Event!.Code);
    }

    [Fact]
    public async Task An_answer_at_once_is_not_lost_to_a_half_close_of_no_time()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(ReplyTests.Tcp(new ReplyRule { Echo = true }) with { Tcp = new() { HalfClosedSeconds = 0 } });
        for (var i = 0; i < 20; i++)
        {
            using var peer = await Sockets.ConnectAsync(listener.Bound);
            peer.Send("x"u8);
            peer.Shutdown(SocketShutdown.Send);
            Assert.Equal("x"u8.ToArray(), await peer.ReadToEndAsync());
        }

        Assert.Equal(0, listener.Statistics.RepliesSkipped);
    }

    [Theory]
    [InlineData("reset by the peer", EventType.ConnectionReset)]
    [InlineData("closed by us", EventType.ConnectionClosed)]
    [InlineData("half-closed by us", EventType.HalfClosed)]
    [InlineData("reset by us", EventType.ConnectionReset)]
    public async Task A_connection_that_ends_tells_at_once_what_it_takes_along(string how, EventType end)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        await using var lab = new EndpointLab(clock);
        var listener = await lab.StartAsync(ReplyTests.Tcp(Later));
        using var peer = await Sockets.ConnectAsync(listener.Bound);
        peer.Send("x"u8);
        await Eventually.HoldsAsync(() => listener.Statistics.ReplyHits[0] == 1);
        var connection = listener.Connections.List()[0];
        switch (how)
        {
            case "reset by the peer":
                peer.Abort();
                break;
            case "closed by us":
                peer.Shutdown(SocketShutdown.Send);
                _ = connection.Close();
                break;
            case "half-closed by us":
                connection.ShutdownSend();
                break;
            default:
                _ = connection.Reset();
                break;
        }

        var skipped = await listener.Journal.EventAsync(EventType.ReplySkipped);
        Assert.Equal(("connectionClosed", 1), (skipped.Event!.Code, skipped.Data<CountData>().Count));
        Assert.Equal((connection.Id, connection.Peer), (skipped.ConnectionId, skipped.Peer));
        await listener.Journal.EventAsync(end);
        AssertTold(listener);

        // When its time comes, it is not told a second time.
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal((0, 1), (listener.Statistics.RepliesSent, listener.Statistics.RepliesSkipped));
    }

    [Theory]
    [InlineData(EndpointKind.UdpListener)]
    [InlineData(EndpointKind.TcpListener)]
    public async Task A_stop_tells_before_it_what_will_not_be_answered(EndpointKind kind)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        await using var lab = new EndpointLab(clock);
        var listener = await lab.StartAsync(
            new()
            {
                Kind = kind,
                Reply = [Later],
                Tcp = new() { Framing = new() { Mode = FramingMode.Line } },
            }
        );
        using var peer = kind == EndpointKind.UdpListener ? Sockets.Udp() : await Sockets.ConnectAsync(listener.Bound);
        for (var i = 0; i < 3; i++)
        {
            _ = kind == EndpointKind.UdpListener ? peer.SendTo("x\n"u8, listener.Bound!) : peer.Send("x\n"u8);
        }

        await Eventually.HoldsAsync(() => listener.Statistics.ReplyHits[0] == 3);
        var stopping = lab.Supervisor.StopAsync(listener.Id, CancellationToken.None);
        await Eventually.HoldsAsync(() =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            return stopping.IsCompleted;
        });
        var skipped = Assert.Single(listener.Journal.Events(EventType.ReplySkipped));
        Assert.Equal(("stopped", 3), (skipped.Event!.Code, skipped.Data<CountData>().Count));
        Assert.True(skipped.Sequence < Assert.Single(listener.Journal.Events(EventType.Stopped)).Sequence);
        Assert.Equal((0, 3), (listener.Statistics.RepliesSent, listener.Statistics.RepliesSkipped));
    }

    [Fact]
    public async Task What_is_summed_up_is_told_a_second_later_or_at_the_stop()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        await using var lab = new EndpointLab(clock);
        var first = await lab.StartAsync(ReplyTests.Udp(new ReplyRule { Echo = true }));
        var second = await lab.StartAsync(ReplyTests.Udp(new ReplyRule { Echo = true }));
        for (var i = 0; i < 5; i++)
        {
            await first.SendAsync("x"u8.ToArray(), EndpointLab.Remote(second.Bound), CancellationToken.None);
        }

        await Eventually.HoldsAsync(() => second.Statistics.RepliesSkipped == 5);
        Assert.Equal([1L], Counts(second));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([1L, 4L], Counts(second));
        await first.SendAsync("x"u8.ToArray(), EndpointLab.Remote(second.Bound), CancellationToken.None);
        await Eventually.HoldsAsync(() => second.Statistics.RepliesSkipped == 6);
        await lab.Supervisor.StopAsync(second.Id, CancellationToken.None);
        Assert.Equal([1L, 4L, 1L], Counts(second));
        AssertTold(second);
    }

    [Fact]
    public async Task A_stop_within_a_pause_tells_what_the_pause_took()
    {
        await using var lab = new EndpointLab(new FakeTimeProvider(DateTimeOffset.UnixEpoch));
        var listener = await lab.StartAsync(ReplyTests.Udp(new ReplyRule { Echo = true }) with { ReplyLimitPerSecond = 10 });
        using var peer = Sockets.Udp();
        for (var i = 0; i < 25; i++)
        {
            peer.SendTo("x"u8, listener.Bound!);
        }

        await Eventually.HoldsAsync(() => listener.Statistics.RepliesSkipped == 15);
        await lab.Supervisor.StopAsync(listener.Id, CancellationToken.None);
        var skipped = Assert.Single(listener.Journal.Events(EventType.ReplySkipped));
        Assert.Equal(("paused", 15), (skipped.Event!.Code, skipped.Data<CountData>().Count));
    }

    private static IEnumerable<long> Counts(Endpoint endpoint) =>
        endpoint.Journal.Events(EventType.ReplySkipped).Select(skipped => skipped.Data<CountData>().Count);

    /// <summary>The events tell of all that the count has.</summary>
    private static void AssertTold(Endpoint endpoint) => Assert.Equal(endpoint.Statistics.RepliesSkipped, Counts(endpoint).Sum());
}
