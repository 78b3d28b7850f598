using System.Net;
using System.Text;
using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Feed;

namespace SocketLab.Web.Tests.ViewState.Feed;

public sealed class FeedWindowTests
{
    private static readonly PeerAddress Peer = PeerAddress.From(new IPEndPoint(IPAddress.Loopback, 50_000));

    private readonly EntryJournal _journal = new(8 << 20, new JournalBudget(64 << 20), TimeProvider.System);

    [Fact]
    public void An_empty_journal_has_no_rows()
    {
        var page = new FeedWindow(_journal).Read();
        Assert.Empty(page.Rows);
        Assert.Equal(0, page.TotalRows);
        Assert.True(page.Following);
    }

    [Fact]
    public void Following_it_reads_the_rows_that_fit_at_the_end()
    {
        Append(1000);
        var window = new FeedWindow(_journal);
        window.ScrollTo(1, visibleRows: 30, atEnd: true);
        var page = window.Read();
        Assert.Equal(1000, page.TotalRows);
        Assert.Equal(1000, page.Rows[^1].Sequence);
        Assert.InRange(page.Rows.Count, 30, 100);
        Assert.Equal(page.Rows[0].Sequence - page.Origin, page.FirstRow);
        Assert.Equal(0, page.NewBelow);
    }

    [Fact]
    public void Scrolled_up_it_stays_where_it_is_and_counts_what_is_new_below()
    {
        Append(1000);
        var window = new FeedWindow(_journal);
        window.Read();
        window.ScrollTo(500, visibleRows: 30, atEnd: false);
        var before = window.Read();
        Append(250);
        var after = window.Read();
        Assert.Equal(before.Origin, after.Origin);
        Assert.Equal(before.Rows.Select(row => row.Sequence), after.Rows.Select(row => row.Sequence));
        Assert.Equal("To the newest", before.WayBack);
        Assert.Equal((250, "250 new below"), (after.NewBelow, after.WayBack));
        window.FollowTail();
        Assert.Equal((1250, before.JumpId + 1), (window.Read().Rows[^1].Sequence, window.Read().JumpId));
        Assert.Equal(0, window.Read().NewBelow);
        window.FollowTail();
        Assert.Equal(before.JumpId + 1, window.Read().JumpId);
    }

    [Fact]
    public void Paused_it_shows_nothing_newer_and_can_still_be_scrolled()
    {
        Append(100);
        var window = new FeedWindow(_journal);
        window.Read();
        window.TogglePause();
        Append(50);
        var page = window.Read();
        Assert.True(page.Paused);
        Assert.Equal(100, page.Rows[^1].Sequence);
        Assert.Equal(100, page.TotalRows);
        Assert.Equal(50, page.NewBelow);
        window.ScrollTo(1, visibleRows: 30, atEnd: false);
        Assert.Equal(1, window.Read().Rows[0].Sequence);
        window.TogglePause();
        window.FollowTail();
        Assert.Equal(150, window.Read().Rows[^1].Sequence);
    }

    [Fact]
    public void What_was_evicted_is_one_row_that_says_how_many()
    {
        var journal = new EntryJournal(256 << 10, new JournalBudget(1 << 20), TimeProvider.System);
        Append(10_000, journal);
        var window = new FeedWindow(journal);
        window.Read();
        window.GoToFirst();
        var page = window.Read();
        Assert.True(page.Rows[0].IsGap);
        Assert.StartsWith($"{journal.Ledger.Evicted:N0} entries evicted", page.Rows[0].Content, StringComparison.Ordinal);
        Assert.Equal(journal.Ledger.First, page.Rows[1].Sequence);
        Assert.Equal(10_000, page.Origin + page.TotalRows - 1);
    }

    [Fact]
    public void A_place_that_was_evicted_moves_to_the_oldest_row_left()
    {
        var journal = new EntryJournal(256 << 10, new JournalBudget(1 << 20), TimeProvider.System);
        Append(100, journal);
        var window = new FeedWindow(journal);
        window.Read();
        window.ScrollTo(10, visibleRows: 30, atEnd: false);
        window.Read();
        Append(10_000, journal);
        var page = window.Read();
        Assert.True(page.Rows[0].IsGap);
        Assert.Equal(1, page.JumpId);
        Assert.Equal(0, page.JumpTo);
    }

    [Fact]
    public void After_a_clear_rows_begin_anew_and_numbers_go_on()
    {
        Append(20);
        var window = new FeedWindow(_journal);
        window.Read();
        _journal.Clear();
        Assert.Empty(window.Read().Rows);
        Append(1);
        var page = window.Read();
        Assert.Equal(21, Assert.Single(page.Rows).Sequence);
        Assert.Equal(1, page.TotalRows);
    }

    [Fact]
    public void Times_are_absolute_or_since_the_first_or_since_the_row_before()
    {
        var start = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc).AddMicroseconds(678_901);
        Add(_journal, start, "a");
        Add(_journal, start.AddMilliseconds(1500), "b");
        Add(_journal, start.AddMilliseconds(1750), "c");
        var window = new FeedWindow(_journal);
        Assert.Equal(["03:04:05.678901", "03:04:07.178901", "03:04:07.428901"], Times(window));
        window.Format.TimeStyle = TimeStyle.SinceFirst;
        Assert.Equal(["0.000000", "1.500000", "1.750000"], Times(window));
        window.Format.TimeStyle = TimeStyle.Delta;
        Assert.Equal(["0.000000", "1.500000", "0.250000"], Times(window));
    }

    [Fact]
    public void Revealing_an_entry_out_of_sight_jumps_there_and_one_in_sight_moves_nothing()
    {
        Append(1000);
        var window = new FeedWindow(_journal);
        window.ScrollTo(1, visibleRows: 30, atEnd: true);
        window.Read();
        window.Reveal(new(_journal.Id, 990));
        Assert.True(window.Read().Following);
        window.Reveal(new(_journal.Id, 500));
        var page = window.Read();
        Assert.False(page.Following);
        Assert.Contains(page.Rows, row => row.Sequence == 500);
    }

    private static IEnumerable<string> Times(FeedWindow window) => window.Read().Rows.Select(row => row.Time);

    private static void Add(EntryJournal journal, DateTime time, string text)
    {
        using var batch = journal.BeginBatch();
        batch.AddDatagram(EntryDirection.In, time.Ticks, Peer, text.Length, Encoding.ASCII.GetBytes(text));
    }

    private void Append(int count, EntryJournal? journal = null)
    {
        for (var i = 0; i < count; i++)
        {
            Add(journal ?? _journal, DateTime.UnixEpoch, "payload");
        }
    }
}
