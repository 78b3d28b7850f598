using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Tests.ViewState.Endpoints;

/// <summary>What came on an endpoint since a tab last showed it.</summary>
public sealed class UnreadEntriesTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task Entries_count_until_the_endpoint_is_shown()
    {
        var (one, other) = (await _lab.UdpListenerAsync(), await _lab.UdpListenerAsync());
        var state = NewTab();
        Assert.Equal((null, null), (UnreadOf(state, one), UnreadOf(state, other)));
        state.Select(one.Id);
        Receive(one, 3);
        Receive(other, 4);
        Assert.Equal((null, "4"), (UnreadOf(state, one), UnreadOf(state, other)));
        state.Select(other.Id);
        Assert.Null(state.Endpoints.Cards.Single(card => card.Id == other.Id).Unread);
        Receive(one, 2_000);
        Assert.Equal(("999+", null), (UnreadOf(state, one), UnreadOf(state, other)));
    }

    [Fact]
    public async Task A_reload_remembers_it_and_another_tab_has_its_own()
    {
        var (one, other) = (await _lab.UdpListenerAsync(), await _lab.UdpListenerAsync());
        var state = NewTab();
        state.Select(one.Id);
        Receive(other, 12);
        var memory = state.Remember().ToText();

        var reloaded = NewTab();
        reloaded.Select(one.Id);
        Assert.Null(UnreadOf(reloaded, other));
        reloaded.Recall(TabMemory.Parse(memory));
        Assert.Equal((null, "12"), (UnreadOf(reloaded, one), UnreadOf(reloaded, other)));
    }

    [Fact]
    public async Task What_is_made_later_and_what_lives_again_is_new_as_a_whole()
    {
        var state = NewTab();
        var later = await _lab.UdpListenerAsync();
        Receive(later, 1);
        Assert.Equal("1", UnreadOf(state, later));
        state.Recall(new() { Seen = new Dictionary<string, SeenEntries> { [later.Id] = new("an earlier life", 500) } });
        Assert.Equal("1", UnreadOf(state, later));
    }

    [Fact]
    public async Task What_was_deleted_and_brought_back_is_no_news()
    {
        var (endpoint, other) = (await _lab.UdpListenerAsync(), await _lab.UdpListenerAsync());
        Receive(endpoint, 5);
        var state = NewTab();
        state.Select(other.Id);
        var deleted = await _lab.Supervisor.DeleteAsync(endpoint.Id, TimeSpan.FromMinutes(1), CancellationToken.None);
        state.Endpoints.Refresh();
        Assert.Single(state.Endpoints.Cards);
        await _lab.Supervisor.UndeleteAsync(deleted, CancellationToken.None);
        Assert.Null(UnreadOf(state, endpoint));
    }

    [Fact]
    public async Task Messages_and_connections_are_news_and_what_SocketLab_says_or_sends_is_none()
    {
        var (listener, shown) = (await _lab.TcpListenerAsync(), await _lab.UdpListenerAsync());
        var state = NewTab();
        state.Select(shown.Id);
        await _lab.Supervisor.StopAsync(listener.Id, CancellationToken.None);
        await _lab.Supervisor.StartAsync(listener.Id, CancellationToken.None);
        Assert.Null(UnreadOf(state, listener));
        using var peer = new TcpClient(AddressFamily.InterNetwork);
        await peer.ConnectAsync(listener.Bound!, TestContext.Current.CancellationToken);
        await peer.Client.SendAsync("news"u8.ToArray(), TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(() => UnreadOf(state, listener) == "2");
        await listener.Connections.ListOpen()[0].SendAsync("none"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal("2", UnreadOf(state, listener));
    }

    [Fact]
    public void No_more_than_the_last_of_those_that_are_gone_are_kept()
    {
        var unread = new UnreadEntries();
        unread.Recall(Enumerable.Range(0, 500).ToDictionary(i => $"{i}", i => new SeenEntries("j", i)));
        unread.Forget(new HashSet<string> { "7" });
        Assert.Equal(21, unread.Seen.Count);
        Assert.Contains("7", unread.Seen.Keys);
    }

    private static string? UnreadOf(WorkbenchState state, Endpoint endpoint)
    {
        state.Endpoints.Refresh();
        return state.Endpoints.Cards.Single(card => card.Id == endpoint.Id).Unread;
    }

    private static void Receive(Endpoint endpoint, int count)
    {
        using var batch = endpoint.Journal.BeginBatch();
        for (var i = 0; i < count; i++)
        {
            batch.AddDatagram(EntryDirection.In, 0, PeerAddress.None, 1, new byte[1]);
        }
    }

    private WorkbenchState NewTab() => new(_lab.Supervisor, () => [], TimeProvider.System);
}
