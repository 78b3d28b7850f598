using System.Globalization;
using System.Text;
using SocketLab.Core.Addresses;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.Tests.ViewState.Rows;

/// <summary>A filter's scan as the rows of a feed.</summary>
public sealed class FilterRowsTests
{
    [Fact]
    public void Rows_in_sight_stay_while_older_ones_are_found_and_new_ones_come()
    {
        using var journal = new EntryJournal(8 << 20, new JournalBudget(64 << 20), TimeProvider.System);
        Append(journal, 40_000);
        var scans = new FilterScans();
        var rows = new FilterRows(scans.Get(new FilterSource(journal), Filter.Parse("text matches \"7$\"")), TimeSpan.Zero);
        var scroll = new ScrollWindow<EntryRef>(rows);
        scroll.ScrollTo(0, visibleRows: 10, atEnd: true);
        var position = scroll.Update(maxReads: 4);
        Assert.False(position.IsComplete);
        Assert.InRange(rows.Hits.Progress, 0.001, 0.5);
        Assert.Equal(39_997, Read(rows, position)[^1]);

        scroll.ScrollTo(position.Top - 5, visibleRows: 10, atEnd: false);
        position = scroll.Update(maxReads: 4);
        var (top, seen) = (position.Top, Read(rows, position with { From = position.Top, To = position.Top + 10 }));
        while (!position.IsComplete)
        {
            position = scroll.Update(maxReads: 4);
            Append(journal, 10);
            Assert.Equal((top, 0), (position.Top, position.JumpId));
            Assert.Equal(seen, Read(rows, position with { From = top, To = top + 10 }));
        }

        position = scroll.Update(maxReads: 4);
        Assert.Equal(journal.Ledger.Last / 10, position.TotalRows);
        Assert.Equal(1, rows.Hits.Progress);

        // Another one who looks at the same has it all at once.
        var other = new FilterRows(scans.Get(new FilterSource(journal), Filter.Parse("(text matches 7$)")));
        Assert.True(other.Advance(1));
        Assert.Equal(rows.Count, other.Count);
        Assert.Equal(rows.Find(new(journal.Id, 17)), other.Find(new(journal.Id, 17)));
        Assert.Null(other.Find(new(journal.Id, 18)));
    }

    [Fact]
    public void What_is_evicted_is_gone_and_what_is_cleared_is_not_told()
    {
        using var journal = new EntryJournal(1 << 20, new JournalBudget(64 << 20), TimeProvider.System);
        Append(journal, 5000);
        var rows = new FilterRows(new FilterScans().Get(new FilterSource(journal), Filter.Parse("u8[-1] == 0x37")));
        while (!rows.Advance(4)) { }
        Assert.Equal((500L, 0L), (rows.Count, rows.Gone));
        Append(journal, 20_000);
        var first = journal.Ledger.First;
        Assert.True(first > 5000);
        while (!rows.Advance(4)) { }
        var kept = Enumerable.Range(1, 25_000).Count(i => i >= first && i % 10 == 7);
        Assert.Equal((kept, 500L), (rows.Count, rows.Gone));
        Assert.Equal(rows.First - 1, rows.Find(new(journal.Id, 17)));
        journal.Clear();
        Append(journal, 20);
        while (!rows.Advance(4)) { }
        Assert.Equal((2L, 500L), (rows.Count, rows.Gone));
    }

    [Fact]
    public void A_feed_reads_them_like_any_other()
    {
        using var journal = new EntryJournal(8 << 20, new JournalBudget(64 << 20), TimeProvider.System);
        Append(journal, 5000);
        var scan = new FilterScans().Get(new FilterSource(journal), Filter.Parse("text matches \"7$\""));
        var window = new FeedWindow(new FilterRows(scan), journal);
        window.ScrollTo(0, visibleRows: 10, atEnd: true);
        var page = window.Read();
        while (page.Searching)
        {
            page = window.Read();
        }

        Assert.Equal((500L, 4997L), (page.TotalRows, page.Rows[^1].Sequence));
        Assert.All(page.Rows, row => Assert.Equal(7, row.Sequence % 10));
    }

    private static List<long> Read(FilterRows rows, ScrollPosition position)
    {
        var read = new EntryRef[position.ReadCount];
        return [.. read.Take(rows.Read(position.ReadFrom, read)).Select(row => row.Sequence)];
    }

    private static void Append(EntryJournal journal, int count)
    {
        using var batch = journal.BeginBatch();
        for (var sequence = journal.Ledger.Last + 1; count-- > 0; sequence++)
        {
            var payload = Encoding.ASCII.GetBytes($"entry {sequence.ToString(CultureInfo.InvariantCulture)}".PadLeft(60));
            batch.AddDatagram(EntryDirection.In, sequence, PeerAddress.None, payload.Length, payload);
        }
    }
}
