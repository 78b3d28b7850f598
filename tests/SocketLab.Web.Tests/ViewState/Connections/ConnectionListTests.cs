using System.Net.Sockets;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.Tests.Components;
using SocketLab.Web.Tests.Support;
using SocketLab.Web.ViewState.Connections;
using ConnectionEnding = SocketLab.Web.Commands.ConnectionEnding;

namespace SocketLab.Web.Tests.ViewState.Connections;

public sealed class ConnectionListTests : IClassFixture<WebLab>, IAsyncLifetime
{
    private readonly WebLab _lab;
    private readonly List<TcpClient> _clients = [];
    private Endpoint _endpoint = default!;
    private ConnectionList _list = default!;

    public ConnectionListTests(WebLab lab) => _lab = lab;

    public async ValueTask InitializeAsync()
    {
        _endpoint = await _lab.Supervisor.CreateAsync(
            new EndpointDefinition { Kind = EndpointKind.TcpListener },
            start: true,
            WebLab.Soon()
        );
        _list = new ConnectionList(_endpoint, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _lab.Supervisor.DeleteAsync(_endpoint.Id, CancellationToken.None);
    }

    [Fact]
    public async Task Open_ones_stand_first_newest_first_and_closed_ones_keep_their_reason()
    {
        await OpenAsync(3);
        var oldest = _list.Page.Rows[2].Id;
        await _endpoint.Connections.Find(oldest)!.Reset();
        await OpenAsync(1);
        Assert.Equal(["open", "open", "open", "closed"], _list.Page.Rows.Select(row => ConnectionText.State(row.State)));
        Assert.Equal((oldest, CloseReason.Reset), (_list.Page.Rows[3].Id, _list.Page.Rows[3].CloseReason));
        Assert.Equal((3, 4), (_list.Page.Open, _list.Page.TotalRows));
        Assert.True(_list.Page.Rows[0].Id.Number > _list.Page.Rows[1].Id.Number);
    }

    [Fact]
    public async Task Sorted_rows_change_places_with_their_figures_and_the_current_one_stays_in_sight()
    {
        await OpenAsync(60);
        var oldest = _endpoint.Connections.List()[^1];
        await oldest.SendAsync(new byte[500], WebLab.Soon());
        _list.ScrollTo(_list.Page.Origin, visibleRows: 10);
        _list.SortBy(ConnectionColumn.Sent);
        Assert.Equal((oldest.Id, "500"), (_list.Page.Rows[0].Id, _list.Page.Rows[0].SentBytes));
        Assert.Equal(new ConnectionOrder(ConnectionColumn.Sent, Descending: true), _list.Page.Order);
        _list.MoveTo(oldest.Id);
        _list.SortBy(ConnectionColumn.Sent);
        Assert.False(_list.Page.Order!.Value.Descending);
        Assert.Contains(_list.Page.Rows, row => row.Id == oldest.Id);
        var newest = _endpoint.Connections.List()[0];
        await newest.SendAsync(new byte[900], WebLab.Soon());
        _list.Refresh();
        Assert.Contains(_list.Page.Rows, row => row.Id == oldest.Id);
        Assert.Equal(newest.Id, _list.Page.Rows[^1].Id);
        _list.SortBy(ConnectionColumn.Sent);
        Assert.Null(_list.Page.Order);
        Assert.Contains(_list.Page.Rows, row => row.Id == oldest.Id);
    }

    [Fact]
    public async Task Only_rows_in_sight_are_made_and_the_place_stays_when_others_open_above_it()
    {
        await OpenAsync(60);
        _list.ScrollTo(_list.Page.Origin + 40, visibleRows: 10);
        var page = _list.Page;
        Assert.Equal(60, page.TotalRows);
        Assert.InRange(page.Rows.Count, 10, 40);
        var seen = page.Rows[40 - page.FirstRow].Id;
        await OpenAsync(5);
        Assert.Equal(page.Origin - 5, _list.Page.Origin);
        Assert.Equal(seen, _list.Page.Rows[45 - _list.Page.FirstRow].Id);
    }

    [Fact]
    public async Task At_the_top_new_ones_appear_at_the_top()
    {
        await OpenAsync(2);
        var origin = _list.Page.Origin;
        await OpenAsync(1);
        Assert.Equal((origin, 0), (_list.Page.Origin, _list.Page.FirstRow));
        Assert.Equal(_endpoint.Connections.List()[0].Id, _list.Page.Rows[0].Id);
    }

    [Fact]
    public async Task Scrolled_down_it_moves_up_when_closed_ones_below_are_forgotten()
    {
        await OpenAsync(ConnectionTable.ClosedKept - 10);
        await _endpoint.Connections.ResetAllAsync();
        await OpenAsync(30);
        _list.ScrollTo(_list.Page.Origin + ConnectionTable.ClosedKept + 10, visibleRows: 10);
        Assert.Equal(ConnectionTable.ClosedKept + 20, _list.Page.FirstRow + _list.Page.Rows.Count);
        await _endpoint.Connections.ResetAllAsync();
        _list.Refresh();
        Assert.Equal(ConnectionTable.ClosedKept, _list.Page.TotalRows);
        Assert.Equal(ConnectionTable.ClosedKept, _list.Page.FirstRow + _list.Page.Rows.Count);
        Assert.InRange(_list.Page.Rows.Count, 10, 40);
    }

    [Fact]
    public async Task Ticks_survive_what_comes_and_goes_and_only_open_ones_are_acted_on()
    {
        await OpenAsync(3);
        var (first, second) = (_list.Page.Rows[0].Id, _list.Page.Rows[1].Id);
        _list.Toggle(first);
        _list.Toggle(second);
        await OpenAsync(2);
        await _endpoint.Connections.Find(first)!.Close();
        _list.Refresh();
        Assert.Equal((2, 1), (_list.Page.Selected, _list.Page.SelectedOpen));
        Assert.Equal(second, Assert.Single(_list.SelectedOpen).Id);
        _list.ToggleAllOpen();
        Assert.Equal((4, 4), (_list.Page.Selected, _list.Page.SelectedOpen));
        _list.ToggleAllOpen();
        Assert.Equal(0, _list.Page.Selected);
    }

    [Fact]
    public async Task Keys_move_a_place_that_stays_on_its_connection_and_in_sight()
    {
        await OpenAsync(50);
        _list.ScrollTo(_list.Page.Origin, visibleRows: 10);
        _list.Move(1);
        Assert.Equal(_list.Page.Rows[0].Id, _list.Current!.Id);
        _list.Move(1);
        var current = _list.Current!.Id;
        await OpenAsync(1);
        Assert.Equal(current, _list.Current!.Id);
        _list.ToggleCurrent();
        Assert.True(_list.Page.Rows.Single(row => row.Id == current).Selected);
        _list.GoToLast();
        Assert.Contains(_list.Page.Rows, row => row.Current);
        Assert.Equal(1, _list.Page.JumpId);
        _list.Move(1);
        Assert.Equal(_endpoint.Connections.List()[^1].Id, _list.Current!.Id);
        _list.GoToFirst();
        Assert.Equal((2, 0), (_list.Page.JumpId, _list.Page.JumpTo));
    }

    [Fact]
    public async Task Ending_several_ends_them_as_asked_and_those_that_ended_meanwhile_do_no_harm()
    {
        await OpenAsync(3);
        var all = _list.AllOpen;
        await EndAsync(ConnectionEnding.HalfClose, all);
        Assert.All(all, connection => Assert.Equal(ConnectionState.HalfClosed, connection.State));
        await all[0].Reset();
        await EndAsync(ConnectionEnding.HalfClose, all);
        await EndAsync(ConnectionEnding.Reset, all);
        Assert.All(all, connection => Assert.Equal(CloseReason.Reset, connection.CloseReason));
        Assert.Equal("Reset 3 connections", ConnectionEnding.Reset.Request(3));
        Assert.StartsWith("Each peer gets RST", ConnectionEnding.Reset.PeersSee(all), StringComparison.Ordinal);
    }

    private async Task OpenAsync(int count)
    {
        var total = _endpoint.Connections.Total + count;
        for (var i = 0; i < count; i++)
        {
            var client = new TcpClient();
            _clients.Add(client);
            await client.ConnectAsync(_endpoint.Bound!, WebLab.Soon());
        }

        await _lab.UntilAsync(_endpoint.Id, endpoint => endpoint.Connections.Total == total && endpoint.Journal.Ledger.Events > total);
        _list.Refresh();
    }

    private static Task EndAsync(ConnectionEnding how, IReadOnlyList<TcpConnection> connections) =>
        new SocketLab.Web.Commands.ConnectionCommands(null!).EndManyAsync(Callers.Operator, connections, how);
}
