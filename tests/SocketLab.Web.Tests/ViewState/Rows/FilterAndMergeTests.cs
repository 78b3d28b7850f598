using System.Globalization;
using System.Net;
using System.Text;
using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.Tests.ViewState.Rows;

/// <summary>A feed over what a filter takes, and over several journals: the same window, other rows.</summary>
public sealed class FilterAndMergeTests
{
    private static readonly PeerAddress Peer = PeerAddress.From(new IPEndPoint(IPAddress.Loopback, 50_000));

    private readonly EntryJournal _journal = new(8 << 20, new JournalBudget(64 << 20), TimeProvider.System);
    private readonly EntryJournal _other = new(8 << 20, new JournalBudget(64 << 20), TimeProvider.System);

    [Fact]
    public void A_filter_shows_the_newest_matches_first_and_finds_older_ones_above_what_is_in_sight()
    {
        Append(_journal, 20_000);
        var source = new FilteredRows(_journal, EndsWith7);
        var scroll = new ScrollWindow<EntryRef>(source);
        scroll.ScrollTo(0, visibleRows: 10, atEnd: true);
        var position = scroll.Update(maxReads: 2);
        Assert.False(position.IsComplete);
        Assert.Equal(19_997, RowsOf(source, position)[^1]);

        scroll.ScrollTo(position.Top - 5, visibleRows: 10, atEnd: false);
        position = scroll.Update(maxReads: 2);
        var top = position.Top;
        var seen = RowsOf(source, position, inSight: true);
        while (!position.IsComplete)
        {
            position = scroll.Update(maxReads: 2);
            Assert.Equal((top, 0), (position.Top, position.JumpId));
            Assert.Equal(seen, RowsOf(source, position, inSight: true));
        }

        Assert.Equal((2000L, -2000L), (position.TotalRows, position.Origin));
    }

    [Fact]
    public void A_filtered_feed_follows_steps_reveals_and_stays_like_any_other()
    {
        Append(_journal, 5000);
        var window = new FeedWindow(new FilteredRows(_journal, EndsWith7), _journal);
        window.ScrollTo(0, visibleRows: 10, atEnd: true);
        var page = Whole(window);
        Assert.Equal((500L, 4997L, false), (page.TotalRows, page.Rows[^1].Sequence, page.Searching));
        Assert.All(page.Rows, row => Assert.Equal(7, row.Sequence % 10));

        var selected = window.Rows.Step(null, 1);
        Assert.Equal(4997, selected!.Value.Sequence);
        selected = window.Rows.Step(selected, -100);
        Assert.Equal(3997, selected!.Value.Sequence);
        window.Reveal(selected.Value);
        page = window.Read();
        Assert.Contains(page.Rows, row => row.Entry == selected);
        Append(_journal, 100);
        var later = window.Read();
        Assert.Equal(page.Rows, later.Rows);
        Assert.Equal("10 new below", later.WayBack);
        Assert.Equal("3997", Encoding.ASCII.GetString(window.Rows.ReadEntry(selected.Value)!.Payload.Span));
    }

    [Fact]
    public void What_was_evicted_of_a_filtered_feed_is_one_row_with_the_number_of_its_matches()
    {
        using var small = new EntryJournal(256 << 10, new JournalBudget(1 << 20), TimeProvider.System);
        Append(small, 500);
        var window = new FeedWindow(new FilteredRows(small, EndsWith7), small);
        Whole(window);
        for (var i = 0; i < 100; i++)
        {
            Append(small, 200);
            Whole(window);
        }

        window.GoToFirst();
        var page = Whole(window);
        Assert.True(page.Rows[0].IsGap);
        Assert.True(page.Rows[1].Sequence >= small.Ledger.First);
        Assert.Equal(
            2050 - (page.TotalRows - 1),
            long.Parse(page.Rows[0].Content.Split(' ')[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture)
        );
    }

    [Fact]
    public void Entries_of_several_journals_stand_in_time_order_and_keep_their_place()
    {
        for (var i = 0; i < 100; i++)
        {
            Add(_journal, 10 * i, "a");
            Add(_other, (10 * i) + (i % 2 == 0 ? 5 : 0), "b");
        }

        var window = new FeedWindow(new MergedRows(_journal, _other), _journal, _other);
        window.ScrollTo(0, visibleRows: 200, atEnd: true);
        var page = Whole(window);
        Assert.Equal(200, page.Rows.Count);
        Assert.Equal(200, page.Rows.Select(row => row.Entry).Distinct().Count());
        Assert.Equal(page.Rows.Select(TicksOf), page.Rows.Select(TicksOf).Order());

        // Late, with an earlier time: it stands behind what was there before.
        Add(_other, 1, "late");
        page = Whole(window);
        Assert.Equal(("late", 201L), (page.Rows[^1].Content, page.TotalRows));
    }

    [Fact]
    public void Where_one_journal_evicted_what_another_keeps_the_others_stay_and_the_hole_shows()
    {
        using var small = new EntryJournal(256 << 10, new JournalBudget(1 << 20), TimeProvider.System);
        for (var i = 0; i < 10; i++)
        {
            Add(_journal, 10 * i, "kept");
            Add(small, (10 * i) + 1, "evicted");
        }

        var source = new MergedRows(_journal, small);
        var window = new FeedWindow(source, _journal, small);
        Whole(window);
        for (var i = 0; i < 10_000; i++)
        {
            Add(small, 1000 + i, "newer");
        }

        window.GoToFirst();
        var page = Whole(window);
        Assert.Equal(["kept", "", "kept", ""], page.Rows.Take(4).Select(row => row.IsGap ? "" : row.Content));
        Assert.StartsWith("Not kept any more", page.Rows[1].Content, StringComparison.Ordinal);
    }

    private static bool EndsWith7(in EntryView entry) => entry.Payload[^1] == '7';

    private static FeedPage Whole(FeedWindow window)
    {
        var page = window.Read();
        while (page.Searching)
        {
            page = window.Read();
        }

        return page;
    }

    private static long[] RowsOf(FilteredRows source, ScrollPosition position, bool inSight = false)
    {
        var rows = new EntryRef[inSight ? 10 : position.ReadCount];
        Assert.Equal(rows.Length, source.Read(inSight ? position.Top : position.ReadFrom, rows));
        return [.. rows.Select(row => row.Sequence)];
    }

    private static void Append(EntryJournal journal, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Add(journal, 0, (journal.Ledger.Last + 1).ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void Add(EntryJournal journal, long microseconds, string text)
    {
        using var batch = journal.BeginBatch();
        var time = DateTime.UnixEpoch.AddMicroseconds(microseconds);
        batch.AddDatagram(EntryDirection.In, time.Ticks, Peer, text.Length, Encoding.ASCII.GetBytes(text));
    }

    private long TicksOf(FeedRow row) => new EntryReader(_journal, _other).TimeOf(row.Entry)!.Value.Ticks;
}
