using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Udp;

namespace SocketLab.Core.Tests.Transport.Udp;

public sealed class ExpectedPeersTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();
    private readonly Socket _asked = Sockets.Udp();
    private readonly Socket _stranger = Sockets.Udp();

    public async ValueTask DisposeAsync()
    {
        _asked.Dispose();
        _stranger.Dispose();
        await _lab.DisposeAsync();
    }

    [Fact]
    public async Task A_reply_from_somebody_else_is_marked()
    {
        var sender = await _lab.StartAsync(new() { Kind = EndpointKind.UdpSender, Remote = EndpointLab.Remote(_asked.LocalEndPoint) });
        await sender.SendAsync("question"u8.ToArray(), null, CancellationToken.None);
        var (_, from) = await _asked.ReceiveDatagramAsync();
        _asked.SendTo("expected"u8, SocketFlags.None, from);
        _stranger.SendTo("unexpected"u8, SocketFlags.None, from);
        Assert.False((await ReplyAsync(sender, "expected")).UnexpectedPeer);
        Assert.True((await ReplyAsync(sender, "unexpected")).UnexpectedPeer);
        Assert.False(Assert.Single(sender.Journal.Messages(EntryDirection.Out)).UnexpectedPeer);
    }

    [Fact]
    public async Task The_remote_may_speak_first_and_whoever_was_sent_to_may_answer()
    {
        var sender = await _lab.StartAsync(
            new()
            {
                Kind = EndpointKind.UdpSender,
                Local = new(),
                Remote = EndpointLab.Remote(_asked.LocalEndPoint),
            }
        );
        _asked.SendTo("first"u8, SocketFlags.None, sender.Bound!);
        Assert.False((await ReplyAsync(sender, "first")).UnexpectedPeer);
        await sender.SendAsync("you too"u8.ToArray(), EndpointLab.Remote(_stranger.LocalEndPoint), CancellationToken.None);
        _stranger.SendTo("answer"u8, SocketFlags.None, sender.Bound!);
        Assert.False((await ReplyAsync(sender, "answer")).UnexpectedPeer);
    }

    [Fact]
    public async Task A_listener_expects_anybody()
    {
        var listener = await _lab.UdpListenerAsync();
        _stranger.SendTo("hello"u8, SocketFlags.None, listener.Bound!);
        Assert.False((await ReplyAsync(listener, "hello")).UnexpectedPeer);
    }

    [Fact]
    public void The_oldest_destination_is_forgotten_and_the_same_one_again_and_again_is_not()
    {
        var expected = new ExpectedPeers();
        expected.Add(Peer(1));
        for (var i = 2; i <= ExpectedPeers.MaxPeers; i++)
        {
            expected.Add(Peer(i));
            expected.Add(Peer(2));
        }

        expected.Add(Peer(ExpectedPeers.MaxPeers + 1));
        Assert.Equal(EntryMarks.UnexpectedPeer, expected.MarksFor(Peer(1)));
        Assert.Equal(EntryMarks.None, expected.MarksFor(Peer(2)));
        Assert.Equal(EntryMarks.None, expected.MarksFor(Peer(ExpectedPeers.MaxPeers + 1)));
        Assert.Equal(EntryMarks.UnexpectedPeer, expected.MarksFor(Peer(60_000)));
    }

    [Fact]
    public void Destinations_are_counted_each_once_however_often_they_take_turns()
    {
        var expected = new ExpectedPeers();
        expected.Add(Peer(1));
        for (var i = 0; i < 2 * ExpectedPeers.MaxPeers; i++)
        {
            expected.Add(Peer(2));
            expected.Add(Peer(3));
        }

        Assert.Equal(EntryMarks.None, expected.MarksFor(Peer(1)));
    }

    [Fact]
    public void The_remote_is_never_forgotten()
    {
        var expected = new ExpectedPeers();
        expected.AddForGood(Peer(1));
        for (var i = 0; i < 2 * ExpectedPeers.MaxPeers; i++)
        {
            expected.Add(Peer(2 + i));
        }

        Assert.Equal(EntryMarks.None, expected.MarksFor(Peer(1)));
        Assert.Equal(EntryMarks.UnexpectedPeer, expected.MarksFor(Peer(2)));
    }

    [Fact]
    public async Task Two_jobs_that_take_turns_make_no_stranger_of_the_remote()
    {
        using var one = Sockets.Udp();
        using var two = Sockets.Udp();
        var sender = await _lab.StartAsync(
            new()
            {
                Kind = EndpointKind.UdpSender,
                Local = new(),
                Remote = EndpointLab.Remote(_asked.LocalEndPoint),
            }
        );
        for (var i = 0; i < ExpectedPeers.MaxPeers; i++)
        {
            await sender.SendAsync("x"u8.ToArray(), EndpointLab.Remote(one.LocalEndPoint), CancellationToken.None);
            await sender.SendAsync("x"u8.ToArray(), EndpointLab.Remote(two.LocalEndPoint), CancellationToken.None);
        }

        _asked.SendTo("answer"u8, SocketFlags.None, sender.Bound!);
        Assert.False((await ReplyAsync(sender, "answer")).UnexpectedPeer);
    }

    [Theory]
    [InlineData("239.1.2.3")]
    [InlineData("ff02::1")]
    [InlineData("192.168.1.255")]
    [InlineData("255.255.255.255")]
    public void Anybody_may_answer_what_went_to_many(string destination)
    {
        var expected = new ExpectedPeers();
        expected.Add(PeerAddress.From(new IPEndPoint(IPAddress.Parse(destination), 1900)));
        Assert.Equal(EntryMarks.None, expected.MarksFor(Peer(1)));
    }

    private static PeerAddress Peer(int port) => PeerAddress.From(new IPEndPoint(IPAddress.Loopback, port));

    private static Task<Entry> ReplyAsync(Endpoint endpoint, string text) =>
        endpoint.Journal.FirstAsync(e => e.Direction == EntryDirection.In && System.Text.Encoding.UTF8.GetString(e.Payload.Span) == text);
}
