using System.Globalization;
using System.Text;
using SocketLab.Core.Addresses;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Filtering;
using SocketLab.Web.ViewState.Rows;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Tests.ViewState.Filtering;

/// <summary>Search, folding and completion in a feed of several journals are as in a feed of one.</summary>
public sealed class MergedSearchTests : IDisposable
{
    private static readonly StoredFilter Dots = new("1", new("dots", "text == \".\"") { Hide = true });

    private readonly EntryJournal _one = new(8 << 20, new JournalBudget(64 << 20), TimeProvider.System);
    private readonly EntryJournal _other = new(8 << 20, new JournalBudget(64 << 20), TimeProvider.System);
    private readonly FeedState _feed;
    private long _clock;

    public MergedSearchTests()
    {
        _feed = new FeedState(new ChangeSignal(), _ => null, new FilterScans(), TimeZoneInfo.Utc);
        _feed.Show([new FilterSource(_one), new FilterSource(_other)]);
    }

    public void Dispose()
    {
        _one.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task A_step_that_is_asked_for_before_it_is_known_where_it_leads_is_taken_then()
    {
        Add(_one, "entry");
        Add(_other, "needle");
        Add(_one, "needle");
        _feed.Refresh();
        _feed.Search.Open();
        _feed.Search.Use("needle", SearchKind.Text);
        _feed.Find(back: false);
        Assert.Null(_feed.Selection.Current);
        await ScanAsync();
        Assert.Equal((new EntryRef(_other.Id, 1), new FoundBytes(0, 6)), (_feed.Selection.Current!.Value, _feed.Search.Current!.Value));
        await ScanAsync();
        Assert.Equal(new EntryRef(_other.Id, 1), _feed.Selection.Current!.Value);
    }

    [Fact]
    public async Task A_search_goes_through_the_entries_of_all_in_time_order_and_around()
    {
        for (var i = 1; i <= 500; i++)
        {
            Add(i % 3 == 0 ? _other : _one, i % 50 == 0 ? "x needle y needle" : "entry");
        }

        await SearchAsync("needle");
        Assert.Equal("10 entries", _feed.Search.Words);
        Assert.Equal(500, _feed.Page.TotalRows);
        var found = new List<EntryRef>();
        for (var i = 0; i < 10; i++)
        {
            _feed.Find(back: false);
            found.Add(_feed.Selection.Current!.Value);
            Assert.Equal(new FoundBytes(2, 6), _feed.Search.Current);
            _feed.Find(back: false);
            Assert.Equal((found[^1], new FoundBytes(11, 6)), (_feed.Selection.Current, _feed.Search.Current!.Value));
            Assert.Contains(_feed.Page.Rows, row => row.Entry == found[^1] && row.Marks == "2+6 11+6");
        }

        // Those of both journals, in the order in which they came; the feed begins at its end, so the first that is found is in sight.
        var times = found.Select(TimeOf).ToList();
        var first = times.IndexOf(times.Min());
        Assert.Equal(times.Order(), [.. times[first..], .. times[..first]]);
        Assert.Equal(2, found.Select(entry => entry.JournalId).Distinct().Count());
        _feed.Find(back: false);
        Assert.Equal(found[0], _feed.Selection.Current);
        _feed.Find(back: true);
        Assert.Equal(found[9], _feed.Selection.Current);
        Assert.Equal("of 10 entries; 2 of 2 in this one", string.Join(' ', _feed.Search.Words.Split(' ')[1..]));
        Assert.Equal(10, _feed.Page.Ticks.Count(c => c == 'M'));

        // What is between two of them leads to the next of whichever journal, and what comes is found, too.
        _feed.Selection.Select(new EntryRef(_one.Id, 1));
        _feed.Find(back: false);
        Assert.Equal(times.Min(), TimeOf(_feed.Selection.Current!.Value));
        Add(_other, "one more needle");
        await ScanAsync();
        Assert.StartsWith("1 of 11 entries", _feed.Search.Words, StringComparison.Ordinal);
        _feed.Filter.Use("len == 15");
        await ScanAsync();
        Assert.Equal("1 entry", _feed.Search.Words);
    }

    [Fact]
    public async Task Other_endpoints_are_searched_as_soon_as_they_are_shown()
    {
        Add(_one, "needle");
        Add(_other, "needle");
        await SearchAsync("needle");
        Assert.Equal("2 entries", _feed.Search.Words);
        _feed.Show([new FilterSource(_other)]);
        await ScanAsync();
        Assert.Equal("1 entry", _feed.Search.Words);
        _feed.Find(back: true);
        Assert.Equal(_other.Id, _feed.Selection.Current!.Value.JournalId);
        _feed.Search.Close();
        Assert.Equal(("", ""), (_feed.Search.Words, _feed.Page.Ticks));
    }

    [Fact]
    public async Task Runs_of_each_journal_are_folded_by_themselves()
    {
        _feed.Filtering.UseSaved([Dots]);
        foreach (var (text, isOther) in new[] { (".", false), ("a", true), (".", true), (".", false), ("b", false), (".", true) })
        {
            Add(isOther ? _other : _one, text);
        }

        await ScanAsync();
        Assert.Equal(["2 entries", "a", "2 entries", "b"], Rows());
        _feed.Filter.Use("not text == a");
        await ScanAsync();
        Assert.Equal(["2 entries", "2 entries", "b"], Rows());
        _feed.Filtering.UseSaved([]);
        await ScanAsync();
        Assert.Equal([".", ".", ".", "b", "."], Rows());
    }

    [Fact]
    public void Values_are_proposed_that_occur_in_any_of_them()
    {
        Add(_one, "a", port: 4001);
        Add(_other, "a", port: 4002);
        var items = FilterProposals.At(_feed.Sources, [], "peer.port == ", 13).Select(item => item.Text).ToList();
        Assert.Contains("4001", items);
        Assert.Contains("4002", items);
        Assert.NotEmpty(FilterProposals.At([], [], "peer.port == ", 13).Select(item => item.Text).Append("none to look in"));
    }

    [Fact]
    public async Task What_is_at_the_top_stays_when_a_filter_takes_its_neighbours_alone()
    {
        for (var i = 0; i < 400; i++)
        {
            Add(i % 2 == 0 ? _one : _other, i.ToString(CultureInfo.InvariantCulture));
        }

        await ScanAsync();
        _feed.ScrollTo(100, visibleRows: 20, atEnd: false);
        _feed.Filter.Use("text matches \"5$\"");
        await ScanAsync();
        Assert.Equal("105", _feed.Page.Rows.First(row => row.Entry == _feed.Page.Top).Content);
    }

    private string[] Rows() => [.. _feed.Page.Rows.Select(row => row.IsGap ? string.Join(' ', row.Content.Split(' ')[..2]) : row.Content)];

    private DateTime TimeOf(EntryRef entry) => new EntryReader(_one, _other).TimeOf(entry)!.Value;

    private async Task SearchAsync(string text)
    {
        _feed.Search.Open();
        _feed.Search.Use(text, SearchKind.Text);
        await ScanAsync();
    }

    private async Task ScanAsync()
    {
        do
        {
            while (!await _feed.ScanAsync(TestContext.Current.CancellationToken)) { }
            _feed.Refresh();
        } while (_feed.Page.Searching);
    }

    private void Add(EntryJournal journal, string text, int port = 4000)
    {
        using var batch = journal.BeginBatch();
        var peer = PeerAddress.From(new(System.Net.IPAddress.Loopback, port));
        var bytes = Encoding.UTF8.GetBytes(text);
        batch.AddDatagram(EntryDirection.In, ++_clock, peer, bytes.Length, bytes);
    }
}
