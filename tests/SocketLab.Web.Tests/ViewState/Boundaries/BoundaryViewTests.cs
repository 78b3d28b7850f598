using SocketLab.Core.Definitions;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Boundaries;
using SocketLab.Web.ViewState.Connections;
using SocketLab.Web.ViewState.Conversations;

namespace SocketLab.Web.Tests.ViewState.Boundaries;

/// <summary>Both ends are endpoints here, with real sockets between.</summary>
public sealed class BoundaryViewTests : IAsyncDisposable
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private readonly EndpointLab _lab = new();
    private readonly FilterScans _scans = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task Of_a_client_and_a_listener_each_send_stands_above_the_reads_that_brought_it()
    {
        var listener = await _lab.TcpListenerAsync();
        var client = await _lab.StartAsync(
            new()
            {
                Kind = EndpointKind.TcpClient,
                Remote = new() { Host = "127.0.0.1", Port = listener.Bound!.Port },
            }
        );
        foreach (var size in new[] { 3, 500, 200_000 })
        {
            await client.SendAsync(new byte[size], to: null, Cancelled);
        }

        const long total = 200_503;
        await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Ledger.ReceivedBytes == total);
        var connection = ConnectionView.Open(_lab.Supervisor, client.Connections.List()[0].Id.ToString(), TimeProvider.System)!;
        Assert.True(connection.HasBoundaries);
        connection.ShowBoundaries(true, _scans);
        var view = connection.Boundaries!;
        Refresh(view);
        Assert.Equal((listener.Id, true, false), (view.Other.Id, view.IsOutgoing, view.IsSearching));
        Assert.Equal(total, Bytes(view.Page.Sends));
        Assert.Equal(total, Bytes(view.Page.Receives));
        Assert.Contains(" became ", view.Page.Summary, StringComparison.Ordinal);

        view.Step(-1);
        view.GoToFirst();
        view.Select(isSend: true, 0);
        Assert.StartsWith("Send of 3 bytes, from byte 0", view.Page.Selected, StringComparison.Ordinal);
        view.Cross(toSends: false);
        Assert.StartsWith("Read of ", view.Page.Selected, StringComparison.Ordinal);
        Assert.False(view.Page.SelectedEntry!.Value.IsSend);

        await listener.SendToAsync("pong"u8.ToArray(), listener.Connections.ListOpen(), Cancelled);
        await Eventually.HoldsAsync(client.Journal.Changed, () => client.Journal.Ledger.ReceivedBytes == 4);
        view.Show(isOutgoing: false);
        Assert.True(view.IsSearching);
        Refresh(view);
        Assert.Equal("1 send became 1 read; each read brought exactly one send.", view.Page.Summary);
        connection.ShowBoundaries(false, _scans);
        Assert.Null(connection.Boundaries);

        static long Bytes(IReadOnlyList<BoundaryBar> bars) => (long)Math.Round(bars.Sum(bar => bar.Width) / 100 * total);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    public async Task Of_a_sender_and_a_listener_each_datagram_stands_below_itself(string address)
    {
        var listener = await _lab.UdpListenerAsync(address: address);
        var sender = await _lab.StartAsync(
            new()
            {
                Kind = EndpointKind.UdpSender,
                Remote = new() { Host = "127.0.0.1", Port = listener.Bound!.Port },
            }
        );
        foreach (var size in new[] { 5, 0, 1400, 5 })
        {
            await sender.SendAsync(new byte[size], to: null, Cancelled);
        }

        await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Ledger.ReceivedMessages == 4);
        var ways = new[] { (sender, EntryDirection.Out, true), (listener, EntryDirection.In, false) };
        foreach (var (endpoint, direction, isOutgoing) in ways)
        {
            var place = ConversationPlace.Of(endpoint.Id, endpoint.Journal.Messages(direction)[0]);
            var conversation = ConversationView.Open(_lab.Supervisor, _scans, place)!;
            conversation.ShowBoundaries(true, _scans);
            var view = conversation.Boundaries!;
            Refresh(view);
            Assert.Equal(isOutgoing, view.IsOutgoing);
            Assert.Equal("4 datagrams sent, 4 arrived, none lost.", view.Page.Summary);
            Assert.Equal(view.Page.Sends, view.Page.Receives);
        }
    }

    [Fact]
    public async Task What_a_clear_took_away_stands_there_again_when_that_is_undone()
    {
        var listener = await _lab.UdpListenerAsync();
        var sender = await _lab.StartAsync(
            new()
            {
                Kind = EndpointKind.UdpSender,
                Remote = new() { Host = "127.0.0.1", Port = listener.Bound!.Port },
            }
        );
        await sender.SendAsync("before"u8.ToArray(), to: null, Cancelled);
        await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Ledger.ReceivedMessages == 1);
        var place = ConversationPlace.Of(sender.Id, sender.Journal.Messages(EntryDirection.Out)[0]);
        var conversation = ConversationView.Open(_lab.Supervisor, _scans, place)!;
        conversation.ShowBoundaries(true, _scans);
        var view = conversation.Boundaries!;
        Refresh(view);
        var cleared = sender.Journal.Clear(TimeSpan.FromMinutes(1));
        await sender.SendAsync("behind"u8.ToArray(), to: null, Cancelled);
        await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Ledger.ReceivedMessages == 2);
        Refresh(view);
        Assert.Equal("1 datagram sent, 1 arrived, none lost; 1 more arrived whose send is not kept.", view.Page.Summary);
        sender.Journal.Undo(cleared);
        Refresh(view);
        Assert.Equal("2 datagrams sent, 2 arrived, none lost.", view.Page.Summary);
    }

    [Fact]
    public async Task What_is_no_endpoint_s_here_has_no_boundaries()
    {
        var listener = await _lab.UdpListenerAsync();
        using var peer = Sockets.Udp();
        await peer.SendToAsync("x"u8.ToArray(), listener.Bound!);
        await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Ledger.ReceivedMessages == 1);
        var place = ConversationPlace.Of(listener.Id, listener.Journal.Messages(EntryDirection.In)[0]);
        var conversation = ConversationView.Open(_lab.Supervisor, _scans, place)!;
        Assert.False(conversation.HasBoundaries);
        conversation.ShowBoundaries(true, _scans);
        Assert.Null(conversation.Boundaries);
    }

    private static void Refresh(BoundaryView view)
    {
        view.Search(Cancelled);
        view.Refresh();
    }
}
