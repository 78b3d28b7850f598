using SocketLab.Core.Addresses;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Tests.ViewState.Filtering;

/// <summary>Hiding rules: a run of hidden entries is one row that says how many, however it came, piece by piece or at once.</summary>
public sealed class FoldTests : IDisposable
{
    private static readonly StoredFilter Dots = new("1", new("dots", "text == \".\"") { Hide = true });
    private static readonly StoredFilter Commas = new("2", new("commas", "text == \",\"") { Hide = true });

    private readonly EntryJournal _journal = new(8 << 20, new JournalBudget(64 << 20), TimeProvider.System);
    private readonly FeedState _feed;

    public FoldTests() => _feed = new FeedState(new FilterSource(_journal), new FilterScans(), TimeZoneInfo.Utc);

    public void Dispose() => _journal.Dispose();

    [Theory]
    [InlineData("a..b.c", "a 2 b 1 c")]
    [InlineData("...", "3")]
    [InlineData(".a", "1 a")]
    [InlineData("ab", "a b")]
    [InlineData("a.,.b,", "a 3 b 1")]
    public async Task Runs_are_one_row_each(string entries, string expected)
    {
        _feed.Filtering.UseSaved([Dots, Commas]);
        Append(entries);
        Assert.Equal(expected, await RowsAsync());
        _feed.Filtering.UseSaved([]);
        Assert.Equal(string.Join(' ', entries.ToArray()), await RowsAsync());

        // The same, entry by entry.
        _journal.Clear();
        _feed.Filtering.UseSaved([Dots, Commas]);
        foreach (var entry in entries)
        {
            Append(entry.ToString());
            await RowsAsync();
        }

        Assert.Equal(expected, await RowsAsync());
    }

    [Fact]
    public async Task Only_what_the_filter_takes_is_counted()
    {
        Append("ax..xb.x.c");
        _feed.Filter.Use("not text == x");
        _feed.Filtering.UseSaved([Dots]);
        Assert.Equal("a 2 b 2 c", await RowsAsync());
        Assert.Equal((7, 10), (_feed.Scan!.Found, _feed.Scan.Kept));
        _feed.Selection.Select(6);
        _feed.Selection.Move(1);
        Assert.Equal(7, _feed.Selection.Sequence);
        _feed.Selection.Move(1);
        Assert.Equal(10, _feed.Selection.Sequence);
    }

    [Fact]
    public async Task Many_are_counted_whatever_segments_they_are_in()
    {
        _feed.Filtering.UseSaved([Dots]);
        Append("a" + new string('.', 40_000) + "b");
        await RowsAsync();
        _feed.GoToFirst();
        var rows = (await RowsAsync()).Split(' ');
        Assert.Equal(("a", "b"), (rows[0], rows[^1]));
        Assert.Equal(40_000, rows[1..^1].Sum(int.Parse));
        Assert.InRange(rows.Length, 3, 8);
    }

    private async Task<string> RowsAsync()
    {
        while (!await _feed.ScanAsync(TestContext.Current.CancellationToken)) { }
        _feed.Refresh();
        return string.Join(' ', _feed.Page.Rows.Select(row => row.IsGap ? row.Content.Split(' ')[0].Replace(",", "") : row.Content));
    }

    private void Append(string entries)
    {
        using var batch = _journal.BeginBatch();
        foreach (var entry in entries)
        {
            batch.AddDatagram(EntryDirection.In, 1, PeerAddress.None, 1, [(byte)entry]);
        }
    }
}
