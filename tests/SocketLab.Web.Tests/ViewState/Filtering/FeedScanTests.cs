using System.Globalization;
using System.Text;
using SocketLab.Core.Addresses;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Filtering;

namespace SocketLab.Web.Tests.ViewState.Filtering;

/// <summary>A feed whose filter changes: what is in sight stays, and a pause holds.</summary>
public sealed class FeedScanTests : IDisposable
{
    private readonly EntryJournal _journal = new(8 << 20, new JournalBudget(64 << 20), TimeProvider.System);
    private readonly FeedState _feed;

    public FeedScanTests()
    {
        Append(5000);
        _feed = new FeedState(new FilterSource(_journal), new FilterScans(), TimeZoneInfo.Utc);
    }

    public void Dispose() => _journal.Dispose();

    [Fact]
    public async Task What_is_in_sight_stays_when_a_filter_comes_and_goes()
    {
        _feed.ScrollTo(2000, visibleRows: 20, atEnd: false);
        await UseAsync("text matches \"7$\"");
        Assert.Equal((500, 5000, 100, true), (_feed.Scan!.Found, _feed.Scan.Kept, _feed.Scan.Percent, _feed.Scan.IsComplete));
        Assert.Equal((500, 2007), (_feed.Page.TotalRows, _feed.Page.TopEntry));
        _feed.Selection.Select(2037);

        // The selected row stays, three below the top, and others come between.
        await UseAsync("text matches \"[27]$\"");
        Assert.Equal(2022, _feed.Page.TopEntry);
        var before = _feed.Page.Rows.Index().First(row => row.Item.Sequence == 2037).Index - (_feed.Page.JumpTo - _feed.Page.FirstRow);
        await UseAsync("");
        var after = _feed.Page.Rows.Index().First(row => row.Item.Sequence == 2037).Index - (_feed.Page.JumpTo - _feed.Page.FirstRow);
        Assert.Equal((5000, before, (ScanStatus?)null), (_feed.Page.TotalRows, after, _feed.Scan));
    }

    [Fact]
    public async Task It_follows_what_is_new_and_what_does_not_match_is_not_shown()
    {
        await UseAsync("text matches \"7$\"");
        Assert.Equal((true, 4997), (_feed.Page.Following, _feed.Page.Rows[^1].Sequence));
        Append(20);
        Assert.True(await _feed.ScanAsync(TestContext.Current.CancellationToken));
        _feed.Refresh();
        Assert.Equal((502, 5017, true), (_feed.Page.TotalRows, _feed.Page.Rows[^1].Sequence, _feed.Page.Following));
        _feed.Selection.Move(-1);
        Assert.Equal(5017, _feed.Selection.Sequence);
        _feed.Selection.Move(-1);
        Assert.Equal(5007, _feed.Selection.Sequence);
        _feed.Selection.Select(5001);
        _feed.Selection.Move(1);
        Assert.Equal(5007, _feed.Selection.Sequence);
        _feed.Selection.Select(5001);
        _feed.Selection.Move(-1);
        Assert.Equal(4997, _feed.Selection.Sequence);
    }

    [Fact]
    public async Task A_filter_changed_while_paused_shows_at_once_and_the_pause_holds()
    {
        _feed.TogglePause();
        Append(100);
        await UseAsync("text matches \"7$\"");
        Assert.Equal((true, 500, 4997, 10), (_feed.Page.Paused, _feed.Page.TotalRows, _feed.Page.Rows[^1].Sequence, _feed.Page.NewBelow));
        await UseAsync("");
        Assert.Equal((true, 4997, 4997), (_feed.Page.Paused, _feed.Page.TotalRows, _feed.Page.PausedAfter));
        await UseAsync("text matches \"nothing\"");
        Assert.Equal((true, 0, 0), (_feed.Page.Paused, _feed.Page.TotalRows, _feed.Scan!.Found));
        _feed.FollowTail();
        await UseAsync("");
        Assert.Equal((false, 5100), (_feed.Page.Paused, _feed.Page.Rows[^1].Sequence));
    }

    [Fact]
    public async Task Stopped_it_looks_at_nothing_older_but_at_what_is_new()
    {
        Append(40_000);
        _feed.Filter.Use("text matches \"7$\"");
        _feed.ToggleScan();
        Assert.True(await _feed.ScanAsync(TestContext.Current.CancellationToken));
        _feed.Refresh();
        var found = _feed.Scan!.Found;
        Assert.Equal((true, false), (_feed.Scan.IsStopped, _feed.Scan.IsComplete));
        Assert.InRange(found, 100, 3000);
        Append(10);
        Assert.True(await _feed.ScanAsync(TestContext.Current.CancellationToken));
        _feed.Refresh();
        Assert.Equal(found + 1, _feed.Scan.Found);
        _feed.ToggleScan();
        await ScanAsync();
        Assert.Equal((4501, false, true), (_feed.Scan!.Found, _feed.Scan.IsStopped, _feed.Scan.IsComplete));
    }

    [Fact]
    public void A_tab_remembers_filters_by_endpoint_and_those_used_last()
    {
        var memory = new TabMemory
        {
            Filters = TabMemory.With(new TabMemory().Filters, "abc", new FilterPlace("len > 4 and dir == in", "1")),
            RecentFilters = ["len > 4"],
        };
        var read = TabMemory.Parse(memory.ToText());
        Assert.Equal(new FilterPlace("len > 4 and dir == in", "1"), read.Filters["abc"]);
        Assert.Equal(["len > 4"], read.RecentFilters);
        var place = WorkbenchPlace.Parse("abc", null, null, null, read.Filters["abc"]);
        Assert.Equal(("len > 4 and dir == in", "1"), (place.ToQuery()["filter"], place.ToQuery()["off"]));
    }

    private async Task UseAsync(string filter)
    {
        _feed.Filter.Use(filter);
        await ScanAsync();
    }

    private async Task ScanAsync()
    {
        while (!await _feed.ScanAsync(TestContext.Current.CancellationToken)) { }
        _feed.Refresh();
    }

    private void Append(int count)
    {
        using var batch = _journal.BeginBatch();
        for (var sequence = _journal.Ledger.Last + 1; count-- > 0; sequence++)
        {
            var payload = Encoding.ASCII.GetBytes($"entry {sequence.ToString(CultureInfo.InvariantCulture)}".PadLeft(60));
            batch.AddDatagram(EntryDirection.In, sequence, PeerAddress.None, payload.Length, payload);
        }
    }
}
