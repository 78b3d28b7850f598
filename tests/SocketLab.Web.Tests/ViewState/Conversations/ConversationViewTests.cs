using System.Net.Sockets;
using SocketLab.Contracts;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Conversations;
using SocketLab.Web.ViewState.Feed;

namespace SocketLab.Web.Tests.ViewState.Conversations;

public sealed class ConversationViewTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();
    private readonly FilterScans _scans = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    public async Task Both_directions_with_one_peer_are_there_with_the_endpoint_s_events_and_nobody_else_s_datagrams(string host)
    {
        var listener = await _lab.UdpListenerAsync(new UdpOptions(), host);
        var to = new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, listener.Bound!.Port);
        using var one = Sockets.Udp();
        using var other = Sockets.Udp();
        one.SendTo("question"u8, to);
        other.SendTo("not mine"u8, to);
        await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Messages(EntryDirection.In).Count == 2);
        await AnswerAsync(listener, one, "answer");

        var question = listener.Journal.Messages(EntryDirection.In).Single(entry => entry.Payload.Length == 8 && IsFrom(entry, one));
        var view = Open(ConversationPlace.Of(listener.Id, question))!;
        Assert.Equal([FeedRowKind.Event, FeedRowKind.In, FeedRowKind.Out], view.Page.Blocks.Select(block => block.Kind));
        Assert.Equal(["question", "answer"], view.Page.Blocks.Skip(1).Select(block => block.Content));
        Assert.Equal((1L, 1L), view.Counts);
        Assert.Null(view.Page.Blocks[1].Turn);
        Assert.Matches(@"^\+[\d.]+ (µs|ms|s)$", view.Page.Blocks[2].Turn);

        one.SendTo("again"u8, to);
        await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Messages(EntryDirection.In).Count == 3);
        Refresh(view);
        Assert.Equal("again", view.Page.Blocks[^1].Content);
        Assert.Equal((2L, 1L), view.Counts);
    }

    [Fact]
    public async Task Saved_filters_colour_what_is_followed_and_fold_it()
    {
        var listener = await _lab.UdpListenerAsync();
        using var one = Sockets.Udp();
        using var other = Sockets.Udp();
        foreach (var (from, text) in new[] { (one, "a"), (one, "."), (other, "."), (one, "."), (one, "b") })
        {
            var before = listener.Journal.Messages(EntryDirection.In).Count;
            from.SendTo(System.Text.Encoding.ASCII.GetBytes(text), listener.Bound!);
            await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Messages(EntryDirection.In).Count > before);
        }

        var view = Open(ConversationPlace.Of(listener.Id, listener.Journal.Messages(EntryDirection.In)[0]))!;
        Assert.Equal(["a", ".", ".", "b"], view.Page.Blocks.Skip(1).Select(block => block.Content));

        view.UseSaved([
            new("1", new("dots", "text == \".\"") { Hide = true }),
            new("2", new("bees", "text == b") { Colour = FilterColour.Violet }),
        ]);
        await ScanAsync(view);
        Assert.Equal(["a", "2 entries hidden", "b"], view.Page.Blocks.Skip(1).Select(block => block.Content));
        Assert.Equal([null, null, "bees"], view.Page.Blocks.Skip(1).Select(block => block.Colour?.FilterName));
        Assert.Null(view.Scan);

        one.SendTo("."u8, listener.Bound!);
        await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Messages(EntryDirection.In).Count == 6);
        await ScanAsync(view);
        Assert.Equal("1 entry hidden", view.Page.Blocks[^1].Content);
        one.SendTo("."u8, listener.Bound!);
        await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Messages(EntryDirection.In).Count == 7);
        await ScanAsync(view);
        Assert.Equal("2 entries hidden", view.Page.Blocks[^1].Content);

        view.Filter.Use("not text == b");
        await ScanAsync(view);
        Assert.Equal(["a", "4 entries hidden"], view.Page.Blocks.Skip(1).Select(block => block.Content));
        view.Filter.Use("");
        view.UseSaved([]);
        await ScanAsync(view);
        Assert.Equal(["a", ".", ".", "b", ".", "."], view.Page.Blocks.Skip(1).Select(block => block.Content));
        Assert.All(view.Page.Blocks, block => Assert.Null(block.Colour));
    }

    [Fact]
    public async Task A_conversation_of_an_endpoint_that_is_not_there_is_none()
    {
        var listener = await _lab.UdpListenerAsync();
        Assert.Null(Open(ConversationPlace.Parse("nobody", "127.0.0.1:1", null, null)));
        Assert.Null(Open(ConversationPlace.Parse(listener.Id, "", null, null)));
        Assert.Null(Open(ConversationPlace.Parse(listener.Id, null, null, ConnectionId.Next().ToString())));
        Assert.DoesNotContain(Open(ConversationPlace.Parse(listener.Id, "127.0.0.1:1", null, null))!.Page.Blocks, block => block.IsMessage);
    }

    private static bool IsFrom(Entry entry, Socket socket) => entry.Peer == PeerAddress.From((System.Net.IPEndPoint)socket.LocalEndPoint!);

    private static Task AnswerAsync(Endpoint endpoint, Socket to, string text)
    {
        var port = ((System.Net.IPEndPoint)to.LocalEndPoint!).Port;
        return endpoint.SendAsync(
            System.Text.Encoding.ASCII.GetBytes(text),
            new RemoteAddress { Host = "127.0.0.1", Port = port },
            CancellationToken.None
        );
    }

    private ConversationView? Open(ConversationPlace? place)
    {
        var view = ConversationView.Open(_lab.Supervisor, _scans, place);
        if (view is not null)
        {
            Refresh(view);
        }

        return view;
    }

    private static async Task ScanAsync(ConversationView view)
    {
        while (!await view.ScanAsync(TestContext.Current.CancellationToken)) { }
        Refresh(view);
    }

    private static void Refresh(ConversationView view)
    {
        view.Search(CancellationToken.None);
        view.Refresh();
    }
}
