using System.Globalization;
using System.Text;
using SocketLab.Core.Addresses;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Filtering;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.Tests.ViewState.Filtering;

/// <summary>A search goes from place to place, inside entries and among them, and hides nothing.</summary>
public sealed class FeedSearchTests : IDisposable
{
    private readonly EntryJournal _journal = new(8 << 20, new JournalBudget(64 << 20), TimeProvider.System);
    private readonly FeedState _feed;

    public FeedSearchTests()
    {
        for (var i = 1; i <= 1000; i++)
        {
            Append(
                i % 100 == 7 ? "x needle y Needle"
                : i % 100 == 9 ? "one NEEDLE"
                : $"entry {i.ToString(CultureInfo.InvariantCulture)}"
            );
        }

        _feed = new FeedState(new FilterSource(_journal), new FilterScans(), TimeZoneInfo.Utc);
    }

    public void Dispose() => _journal.Dispose();

    [Fact]
    public async Task It_goes_through_all_places_and_around()
    {
        await SearchAsync("needle", SearchKind.Text);
        Assert.Equal(("20 entries", 1000), (_feed.Search.Words, _feed.Page.TotalRows));
        _feed.Selection.Select(907);
        Assert.Equal("19 of 20 entries; 2 in this one", _feed.Search.Words);
        _feed.Find(back: false);
        Assert.Equal((907, new FoundBytes(2, 6)), (_feed.Selection.Sequence, _feed.Search.Current));
        _feed.Find(back: false);
        Assert.Equal((907, new FoundBytes(11, 6)), (_feed.Selection.Sequence, _feed.Search.Current));
        Assert.Equal("19 of 20 entries; 2 of 2 in this one", _feed.Search.Words);
        _feed.Find(back: false);
        Assert.Equal((909, new FoundBytes(4, 6)), (_feed.Selection.Sequence, _feed.Search.Current));
        _feed.Find(back: false);
        Assert.Equal((7, new FoundBytes(2, 6)), (_feed.Selection.Sequence, _feed.Search.Current));
        Assert.Contains(_feed.Page.Rows, row => row.Sequence == 7 && row.Marks == "2+6 11+6");
        _feed.Find(back: true);
        Assert.Equal((909, new FoundBytes(4, 6)), (_feed.Selection.Sequence, _feed.Search.Current));
        _feed.Find(back: true);
        Assert.Equal((907, new FoundBytes(11, 6)), (_feed.Selection.Sequence, _feed.Search.Current));
        var top = _feed.Page.TopEntry;
        _feed.Search.Close();
        Assert.Equal((907, top, "", 0), (_feed.Selection.Sequence, _feed.Page.TopEntry, _feed.Search.Words, _feed.Search.Places.Count));
        Assert.Equal("", _feed.Page.Ticks);
    }

    [Fact]
    public async Task It_begins_with_what_is_in_sight_and_looks_only_among_what_the_filter_takes()
    {
        _feed.ScrollTo(500, visibleRows: 20, atEnd: false);
        await SearchAsync("needle", SearchKind.Text);
        _feed.Find(back: false);
        Assert.Equal(507, _feed.Selection.Sequence);
        _feed.Filter.Use("len == 10");
        await ScanAsync();
        Assert.Equal("10 entries", _feed.Search.Words);
        _feed.Find(back: false);
        Assert.Equal((509, "6 of 10 entries"), (_feed.Selection.Sequence, _feed.Search.Words));
        Append("one needle");
        await ScanAsync();
        Assert.Equal("6 of 11 entries", _feed.Search.Words);
        _feed.Search.Use("zz", SearchKind.Hex);
        Assert.Equal((null, true), (_feed.Search.Hits, _feed.Search.Words.Length > 5));
        await SearchAsync("not there", SearchKind.Text);
        Assert.Equal("Not found", _feed.Search.Words);
        _feed.Find(back: false);
        Assert.Equal(509, _feed.Selection.Sequence);
    }

    [Fact]
    public async Task The_scroll_bar_shows_where_it_stands()
    {
        await SearchAsync("needle", SearchKind.Text);
        Assert.Equal(string.Concat(Enumerable.Range(0, 10).Select(i => $"M0 {(i * 20) + 1}h1")), _feed.Page.Ticks);
        _feed.Filter.Use("text contains needle");
        await ScanAsync();
        Assert.Equal(20, _feed.Page.Ticks.Count(c => c == 'M'));
        var rows = new JournalRows(_journal);
        rows.Advance(1);
        await SearchAsync("not there", SearchKind.Text);
        Assert.Equal("", SearchTicks.Of(rows, _feed.Search.Hits!));
    }

    [Fact]
    public void The_menu_of_a_row_offers_what_it_can_be_told_by()
    {
        var source = new FilterSource(_journal);
        var peer = PeerAddress.From(new(System.Net.IPAddress.Loopback, 4000));
        using (var batch = _journal.BeginBatch())
        {
            batch.AddDatagram(EntryDirection.In, 1, peer, 3, "a\"b"u8);
            batch.AddDatagram(
                EntryDirection.In,
                2,
                peer,
                20,
                new byte[20]
                    .Select(_ => (byte)0xff)
                    .ToArray()
            );
        }

        var last = _journal.Ledger.Last;
        var offers = FilterOffers.Of(source, last - 1, "content");
        Assert.Equal(
            [
                ("this text", """text == "a\"b" """.Trim()),
                ("these bytes", "bytes[0:3] == 612262"),
                ("127.0.0.1:4000", "peer.address == 127.0.0.1 and peer.port == 4000"),
                ("address 127.0.0.1", "peer.address == 127.0.0.1"),
                ("port 4000", "peer.port == 4000"),
                ("what was received", "dir == in"),
                ("this length (3)", "len == 3"),
            ],
            offers.Select(offer => (offer.Words, offer.Condition))
        );
        Assert.Equal("this length (20)", FilterOffers.Of(source, last, "right length")[0].Words);
        Assert.StartsWith("time >= ", FilterOffers.Of(source, last, "time")[0].Condition, StringComparison.Ordinal);
        Assert.Equal("what begins with these 16 bytes", FilterOffers.Of(source, last, "content")[0].Words);
        foreach (var offer in offers.Concat(FilterOffers.Of(source, last, "time")))
        {
            var filter = Filter.Parse(FilterText.And(offer.Condition, "seq >= 1001"));
            var hits = new FilterScans().Get(source, filter).Complete(TestContext.Current.CancellationToken);
            Assert.True(hits.Count > 0, offer.Condition);
            Assert.NotNull(Filter.Parse(FilterText.Not(offer.Condition)));
        }

        Assert.Empty(FilterOffers.Of(source, last + 1, ""));
    }

    private async Task SearchAsync(string text, SearchKind kind)
    {
        _feed.Search.Open();
        _feed.Search.Use(text, kind);
        await ScanAsync();
    }

    private async Task ScanAsync()
    {
        while (!await _feed.ScanAsync(TestContext.Current.CancellationToken)) { }
        _feed.Refresh();
    }

    private void Append(string text)
    {
        using var batch = _journal.BeginBatch();
        var payload = Encoding.UTF8.GetBytes(text);
        batch.AddDatagram(EntryDirection.In, 1, PeerAddress.None, payload.Length, payload);
    }
}
