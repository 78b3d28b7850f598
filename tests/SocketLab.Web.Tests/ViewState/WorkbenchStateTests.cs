using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Feed;

namespace SocketLab.Web.Tests.ViewState;

public sealed class WorkbenchStateTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();
    private readonly WorkbenchState _state;
    private int _changes;

    public WorkbenchStateTests()
    {
        _state = new WorkbenchState(_lab.Supervisor, () => [], new FakeTimeProvider());
        _state.Changed += () => _changes++;
    }

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task What_was_wanted_is_shown_where_the_endpoint_has_it()
    {
        var (udp, tcp) = (await _lab.UdpListenerAsync(), await _lab.TcpListenerAsync());
        _state.Select(udp.Id);
        _state.Show(EndpointView.Connections);
        Assert.Equal(EndpointView.Feed, _state.View);
        _state.Select(tcp.Id);
        Assert.Equal(EndpointView.Feed, _state.View);
        _state.Show(EndpointView.Connections);
        Assert.Equal(EndpointView.Connections, _state.View);
        _state.Show(EndpointView.Frames);
        Assert.Equal((EndpointView.Frames, true), (_state.View, _state.Selected!.Frames is not null));
        _state.Select(udp.Id);
        Assert.Equal((EndpointView.Feed, null), (_state.View, _state.Selected.Frames));
    }

    [Fact]
    public async Task Several_endpoints_together_have_plots_and_statistics_but_no_connections()
    {
        var (udp, tcp) = (await _lab.UdpListenerAsync(), await _lab.TcpListenerAsync());
        _state.Select(tcp.Id);
        _state.Show(EndpointView.Connections);
        _state.Merge(MergedChoice.Of([udp.Id, tcp.Id]));
        Assert.Equal(EndpointView.Feed, _state.View);
        _state.Show(EndpointView.Statistics);
        Assert.Equal(EndpointView.Statistics, _state.View);
        Assert.Equal("statistics", WorkbenchPlace.Of(_state).ToQuery()["view"]);
        _state.Show(EndpointView.Frames);
        Assert.Equal(EndpointView.Feed, _state.View);
        _state.Select(tcp.Id);
        Assert.Equal(EndpointView.Feed, _state.View);
    }

    [Fact]
    public async Task A_feed_has_the_columns_of_the_workspace_until_its_tab_chooses_others()
    {
        var (first, second) = (await _lab.UdpListenerAsync(), await _lab.UdpListenerAsync());
        var kept = FeedColumns.Default.Add(FeedColumn.Of("", "len"));
        var own = FeedColumns.Default.Toggle("peer");
        WorkbenchState New(FeedColumns? saved) =>
            new(_lab.Supervisor, () => [], new FakeTimeProvider(), columns: feed => feed == first.Id || feed == "merged" ? saved : null);

        var tab = New(kept);
        tab.Select(first.Id);
        Assert.Equal(kept, tab.Selected!.Feed.Columns);
        Assert.Empty(tab.Remember().Columns);
        tab.Recall(new());
        Assert.Equal(kept, tab.Selected.Feed.Columns);
        tab.Selected.Feed.Columns = own;
        tab.Select(second.Id);
        Assert.Equal(FeedColumns.Default, tab.Selected.Feed.Columns);
        tab.Merge(MergedChoice.All);
        Assert.Equal(kept, tab.Selected.Feed.Columns);
        tab.Select(first.Id);
        Assert.Equal(own, tab.Selected.Feed.Columns);

        // The usual ones are a choice too.
        tab.Selected.Feed.Columns = FeedColumns.Default;
        var reloaded = New(kept);
        reloaded.Select(first.Id);
        reloaded.Recall(TabMemory.Parse(tab.Remember().ToText()));
        Assert.Null(reloaded.Selected!.Feed.Columns.ToSaved());
    }

    [Fact]
    public async Task An_endpoint_that_is_deleted_is_selected_no_more()
    {
        var endpoint = await _lab.UdpListenerAsync();
        _state.Endpoints.Refresh();
        _state.Select(endpoint.Id);
        Assert.Equal(endpoint.Id, Assert.Single(_state.Endpoints.Cards).Id);
        await _lab.Supervisor.DeleteAsync(endpoint.Id, CancellationToken.None);
        _state.Endpoints.Refresh();
        Assert.Null(_state.Selected);
        Assert.Empty(_state.Endpoints.Cards);
    }

    [Fact]
    public async Task The_page_hears_of_figures_only_when_it_shows_them()
    {
        var endpoint = await _lab.UdpListenerAsync();
        _state.Select(endpoint.Id);
        _state.Endpoints.Refresh();
        var (changes, figures) = (_changes, _state.Selected!.Figures);
        _state.Endpoints.Refresh();
        Assert.Equal((changes, figures), (_changes, _state.Selected.Figures));
        await _lab.Supervisor.StopAsync(endpoint.Id, CancellationToken.None);
        _state.Endpoints.Refresh();
        Assert.Equal(changes + 1, _changes);
        Assert.NotEqual(figures, _state.Selected.Figures);
    }

    [Fact]
    public async Task Drafts_and_tables_outlive_the_selection()
    {
        var (first, second) = (await _lab.TcpListenerAsync(), await _lab.TcpListenerAsync());
        _state.Select(first.Id);
        var (composing, connections) = (_state.Selected!.Composing, _state.Selected.Connections);
        _state.Select(second.Id);
        Assert.NotSame(composing, _state.Selected.Composing);
        _state.Select(first.Id);
        Assert.Same(composing, _state.Selected.Composing);
        Assert.Same(connections, _state.Selected.Connections);
    }

    [Fact]
    public async Task A_draft_comes_back_also_to_an_endpoint_that_was_left_before_the_browser_had_answered()
    {
        var (first, second) = (await _lab.TcpListenerAsync(), await _lab.TcpListenerAsync());
        var chosen = ConnectionId.Next();
        _state.Select(first.Id);
        _state.Selected!.Composing.Type("unsent");
        _state.Selected.Composing.SendTo([chosen]);
        _state.Select(second.Id);
        _state.Selected.Composing.Toggle(chosen);
        var memory = _state.Remember().ToText();

        var reloaded = new WorkbenchState(_lab.Supervisor, () => [], new FakeTimeProvider());
        reloaded.Select(first.Id);
        reloaded.Select(second.Id);
        reloaded.Recall(TabMemory.Parse(memory));
        Assert.Equal(("", chosen), (reloaded.Selected!.Composing.Text, Assert.Single(reloaded.Selected.Composing.ChosenConnections)));
        reloaded.Select(first.Id);
        Assert.Equal(("unsent", chosen), (reloaded.Selected.Composing.Text, Assert.Single(reloaded.Selected.Composing.ChosenConnections)));
        Assert.Equal(2, reloaded.Remember().Drafts.Count);
    }

    [Fact]
    public async Task Keys_move_about_in_the_feed()
    {
        var endpoint = await _lab.UdpListenerAsync();
        _state.Select(endpoint.Id);
        var feed = _state.Selected!.Feed;
        Assert.True(WorkbenchKeys.Press(_state, "j"));
        Assert.NotNull(feed.Selection.Entry);
        Assert.True(WorkbenchKeys.Press(_state, "Escape"));
        Assert.Null(feed.Selection.Entry);
        Assert.True(WorkbenchKeys.Press(_state, " "));
        Assert.True(feed.Page.Paused);
        Assert.False(WorkbenchKeys.Press(_state, "n"));
        _state.Select(null);
        Assert.False(WorkbenchKeys.Press(_state, "j"));
    }
}
