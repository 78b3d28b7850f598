using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.Tests.ViewState;

/// <summary>Several endpoints whose entries are shown together.</summary>
public sealed class MergedFeedTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();
    private readonly WorkbenchState _state;

    public MergedFeedTests() => _state = new WorkbenchState(_lab.Supervisor, () => [], new FakeTimeProvider());

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task All_endpoints_are_shown_in_time_order_with_their_names_and_new_ones_too()
    {
        var (first, second) = (await _lab.UdpListenerAsync(), await _lab.TcpListenerAsync());
        _state.Endpoints.Refresh();
        _state.Select(second.Id);
        _state.Merge(MergedChoice.All);
        Assert.Equal((second.Id, EndpointView.Feed), (_state.Selected!.Id, _state.View));
        var rows = _state.Selected.Feed.Page.Rows;
        Assert.Equal(2, rows.Select(row => row.Origin!.Name).Distinct().Count());
        Assert.Equal(first.Journal.Ledger.Kept + second.Journal.Ledger.Kept, rows.Count);
        Assert.Equal(rows.Count, _state.Merged!.Ledger.Kept);

        var third = await _lab.UdpListenerAsync();
        _state.Endpoints.Refresh();
        Assert.Contains(_state.Selected.Feed.Page.Rows, row => row.Entry.JournalId == third.Journal.Id);
        await _lab.Supervisor.DeleteAsync(second.Id, CancellationToken.None);
        _state.Endpoints.Refresh();
        Assert.Equal([first.Id, third.Id], _state.Merged.Endpoints.Select(endpoint => endpoint.Id));
        Assert.Equal(first.Id, _state.Selected.Id);
        Assert.DoesNotContain(_state.Selected.Feed.Page.Rows, row => row.Entry.JournalId == second.Journal.Id);
        Assert.Null(_state.Merged.EndpointOf(new(second.Journal.Id, 1)));
    }

    [Fact]
    public async Task Some_are_chosen_one_by_one_and_the_last_stands_alone()
    {
        var (first, second, third) = (await _lab.UdpListenerAsync(), await _lab.UdpListenerAsync(), await _lab.UdpListenerAsync());
        _state.Endpoints.Refresh();
        _state.Select(first.Id);
        _state.ToggleMerged(third.Id);
        Assert.True(_state.IsShown(first.Id) && _state.IsShown(third.Id) && !_state.IsShown(second.Id));
        _state.ToggleMerged(first.Id);
        Assert.Null(_state.Merged);
        Assert.Equal(third.Id, _state.Selected!.Id);

        _state.Merge(MergedChoice.All);
        _state.ToggleMerged(second.Id);
        Assert.Equal([first.Id, third.Id], _state.Merged!.Endpoints.Select(endpoint => endpoint.Id));
        _state.Select(third.Id);
        Assert.Null(_state.Merged);
    }

    [Fact]
    public async Task The_address_names_the_endpoints_and_the_entry_whichever_of_them_has_it()
    {
        var (first, second) = (await _lab.UdpListenerAsync(), await _lab.UdpListenerAsync());
        _state.Endpoints.Refresh();
        _state.Select(first.Id);
        _state.Merge(MergedChoice.Of([first.Id, second.Id]));
        var row = _state.Selected!.Feed.Page.Rows.Last(row => row.Entry.JournalId == second.Journal.Id);
        _state.Selected.Feed.Selection.Select(row.Entry);
        Assert.Equal(second, _state.Selected.EntryEndpoint);

        var query = WorkbenchPlace.Of(_state).ToQuery();
        var place = WorkbenchPlace.Parse(Text("endpoint"), Text("view"), Text("entry"), Text("run")) with
        {
            Merged = MergedChoice.Parse(Text("feed")),
        };
        var other = new WorkbenchState(_lab.Supervisor, () => [], new FakeTimeProvider());
        other.GoTo(place);
        Assert.Equal(WorkbenchPlace.Of(_state), WorkbenchPlace.Of(other));
        Assert.Equal((row.Entry, second), (other.Selected!.Feed.Selection.Current, other.Selected.EntryEndpoint));
        Assert.True(place.IsOtherPageThan(place with { Merged = null }));

        string? Text(string name) => (string?)query[name];
    }

    [Fact]
    public async Task Whoever_answers_a_row_sends_from_the_endpoint_that_has_it()
    {
        var (first, second) = (await _lab.UdpListenerAsync(), await _lab.UdpListenerAsync());
        _state.Endpoints.Refresh();
        _state.Select(first.Id);
        _state.Merge(MergedChoice.All);
        using var peer = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await peer.SendAsync("hello"u8.ToArray(), new IPEndPoint(IPAddress.Loopback, second.Bound!.Port));
        var feed = _state.Selected!.Feed;
        await Eventually.HoldsAsync(() =>
        {
            feed.Refresh();
            return feed.Page.Rows.Any(row => row.Kind == FeedRowKind.In);
        });
        feed.Selection.Select(feed.Page.Rows.Single(row => row.Kind == FeedRowKind.In).Entry);
        Assert.True(_state.AimAtEntry());
        Assert.Equal(second.Id, _state.Selected.Id);
        Assert.Same(feed, _state.Selected.Feed);
        Assert.Equal(feed.Selection.Entry!.Peer.ToString(), _state.Selected.Composing.To);
    }

    [Fact]
    public async Task A_view_that_several_endpoints_do_not_have_is_not_shown_of_the_one_that_comes_next()
    {
        var (first, second) = (await _lab.UdpListenerAsync(), await _lab.TcpListenerAsync());
        _state.Endpoints.Refresh();
        _state.Select(first.Id);
        _state.Merge(MergedChoice.All);
        Assert.True(WorkbenchKeys.Press(_state, "2"));
        Assert.Equal(EndpointView.Feed, _state.View);
        _state.Select(second.Id);
        Assert.Equal(EndpointView.Feed, _state.View);
    }

    [Fact]
    public async Task Rows_are_selected_with_shift_and_control_and_all_at_once()
    {
        var endpoint = await _lab.UdpListenerAsync();
        using (var batch = endpoint.Journal.BeginBatch())
        {
            for (var i = 0; i < 20_000; i++)
            {
                batch.AddDatagram(EntryDirection.In, i, default, 1, "x"u8);
            }
        }

        _state.Endpoints.Refresh();
        _state.Select(endpoint.Id);
        var feed = _state.Selected!.Feed;
        feed.Selection.Select(100);
        feed.Selection.Select(new EntryRef(endpoint.Journal.Id, 95), SelectHow.Extend);
        Assert.Equal(Enumerable.Range(95, 6), Sequences());
        feed.Selection.Select(new EntryRef(endpoint.Journal.Id, 102), SelectHow.Extend);
        Assert.Equal(Enumerable.Range(100, 3), Sequences());
        feed.Selection.Select(new EntryRef(endpoint.Journal.Id, 7), SelectHow.Toggle);
        feed.Selection.Select(new EntryRef(endpoint.Journal.Id, 101), SelectHow.Toggle);
        Assert.Equal([7, 100, 102], Sequences());
        feed.Selection.Move(2, SelectHow.Extend);
        Assert.Equal([101, 102, 103], Sequences());
        Assert.Equal([101, 102, 103], Visited());

        feed.Selection.SelectAll();
        Assert.Equal(RowSelection.MaxRows, feed.Selection.All.Rows.Count);
        Assert.Contains(new(endpoint.Journal.Id, endpoint.Journal.Ledger.Last), feed.Selection.All.Rows);
        feed.Selection.Select(null);
        Assert.Empty(feed.Selection.All.Rows);

        List<int> Visited()
        {
            var visited = new List<int>();
            feed.Selection.Visit(
                (EntryRef name, in EntryView entry) =>
                {
                    visited.Add((int)entry.Sequence);
                    return true;
                }
            );
            return visited;
        }

        IEnumerable<int> Sequences() => feed.Selection.All.Rows.Select(row => (int)row.Sequence).Order();
    }
}
