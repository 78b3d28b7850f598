using System.Net;
using System.Text;
using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Connections;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.Tests.ViewState.Connections;

public sealed class StreamWindowTests
{
    private static readonly PeerAddress Peer = PeerAddress.From(new IPEndPoint(IPAddress.Loopback, 50_000));

    private readonly ConnectionId _one = ConnectionId.Next();
    private readonly ConnectionId _other = ConnectionId.Next();
    private readonly EntryJournal _journal = new(8 << 20, new JournalBudget(64 << 20), TimeProvider.System);

    [Fact]
    public void It_shows_the_entries_of_its_connection_only_in_order_with_events_between()
    {
        Event(EventType.ConnectionOpened, _one);
        Data(EntryDirection.In, _one, "GET /\r\n");
        Data(EntryDirection.In, _other, "not mine");
        Data(EntryDirection.Out, _one, "200");
        Event(EventType.PeerHalfClosed, _one);
        var page = new StreamWindow(_journal, _one).Read();
        Assert.Equal([FeedRowKind.Event, FeedRowKind.In, FeedRowKind.Out, FeedRowKind.Event], page.Blocks.Select(block => block.Kind));
        Assert.Equal(["GET /\\r\n", "200"], page.Blocks.Where(block => block.Length.Length > 0).Select(block => block.Content));
        Assert.Equal(
            (1L, 2L, 4L, 5L),
            (page.Blocks[0].Sequence, page.Blocks[1].Sequence, page.Blocks[2].Sequence, page.Blocks[3].Sequence)
        );
        Assert.False(page.BeginningGone);
        Assert.False(page.Searching);
    }

    [Fact]
    public void Who_takes_a_turn_is_told_how_long_it_took_and_keeps_that_while_the_window_moves()
    {
        Event(EventType.ConnectionOpened, _one);
        Data(EntryDirection.In, _one, "a question");
        Data(EntryDirection.In, _one, "of two reads");
        Event(EventType.UrgentData, _one);
        Data(EntryDirection.Out, _one, "an answer");
        var window = new StreamWindow(_journal, _one);
        var blocks = window.Read().Blocks;
        Assert.Equal([false, false, false, false, true], blocks.Select(block => block.Turn is not null));
        Many(StreamWindow.MaxBlocks - 1);
        var answer = window.Read().Blocks[0];
        Assert.Equal(("an answer", blocks[^1].Turn), (answer.Content, answer.Turn));
    }

    [Theory]
    [InlineData(-5, "+0 µs")]
    [InlineData(0.045, "+45 µs")]
    [InlineData(12.34, "+12.3 ms")]
    [InlineData(250, "+250 ms")]
    [InlineData(1204, "+1.204 s")]
    [InlineData(184_000, "+3:04")]
    public void A_turn_is_written_as_people_read_it(double milliseconds, string text) =>
        Assert.Equal(text, TurnText.Of(TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void Bytes_are_written_as_text_as_a_dump_with_stream_offsets_or_as_digits_alone()
    {
        Data(EntryDirection.In, _one, "ab", offset: 0x1000);
        var window = new StreamWindow(_journal, _one);
        Assert.Equal("ab", Assert.Single(window.Read().Blocks).Content);
        window.Format = StreamFormat.Hex;
        var dump = Assert.Single(window.Read().Blocks).Content;
        Assert.StartsWith("00001000  61 62 ", dump, StringComparison.Ordinal);
        Assert.EndsWith("  ab", dump, StringComparison.Ordinal);
        window.Format = StreamFormat.Raw;
        Assert.Equal("6162", Assert.Single(window.Read().Blocks).Content);
    }

    [Fact]
    public void The_window_is_bounded_in_blocks_and_follows_the_newest()
    {
        Event(EventType.ConnectionOpened, _one);
        Many(1000);
        var window = new StreamWindow(_journal, _one);
        var page = window.Read();
        Assert.Equal(StreamWindow.MaxBlocks, page.Blocks.Count);
        Assert.Equal((801L, 0L), (page.Above, page.Below));
        Many(10);
        Assert.Equal(1010, window.Read().Blocks[^1].Ordinal);
    }

    [Fact]
    public void The_window_is_bounded_in_bytes_and_a_long_read_shows_its_start_until_all_is_asked_for()
    {
        for (var i = 0; i < 100; i++)
        {
            Data(EntryDirection.In, _one, new string('x', 20_000));
        }

        var window = new StreamWindow(_journal, _one);
        var page = window.Read();
        Assert.Equal(StreamWindow.MaxBytes / StreamWindow.FirstBytes, page.Blocks.Count);
        Assert.Equal(20_000 - StreamWindow.FirstBytes, page.Blocks[^1].HiddenBytes);
        window.ShowWhole(page.Blocks[^1].Sequence);
        var whole = window.Read().Blocks[^1];
        Assert.Equal((0, 20_000, "20,000 bytes"), (whole.HiddenBytes, whole.Content.Length, whole.Length));
    }

    [Fact]
    public void Scrolled_up_it_stays_and_counts_what_is_new_and_moves_by_halves_to_the_beginning()
    {
        Event(EventType.ConnectionOpened, _one);
        Many(1000);
        var window = new StreamWindow(_journal, _one);
        window.Read();
        window.Follow(false);
        var before = window.Read();
        Many(50);
        var after = window.Read();
        Assert.Equal(before.Blocks, after.Blocks);
        Assert.Equal((50L, "50 new below"), (after.New, after.WayBack));
        window.Earlier();
        Assert.Equal(before.Blocks[0].Ordinal - (StreamWindow.MaxBlocks / 2), window.Read().Blocks[0].Ordinal);
        window.GoToFirst();
        Assert.Equal((0L, 0L), (window.Read().Blocks[0].Ordinal, window.Read().Above));
        window.Later();
        Assert.Equal(StreamWindow.MaxBlocks / 2, window.Read().Blocks[0].Ordinal);
        window.Follow(true);
        Assert.Equal(1050, window.Read().Blocks[^1].Ordinal);
    }

    [Fact]
    public void What_is_not_kept_any_more_is_said_and_the_place_moves_to_the_oldest_left()
    {
        var journal = new EntryJournal(256 << 10, new JournalBudget(1 << 20), TimeProvider.System);
        Event(EventType.ConnectionOpened, _one, journal);
        var window = new StreamWindow(journal, _one);
        Assert.False(window.Read().BeginningGone);
        window.GoToFirst();
        Many(10_000, journal);
        var page = window.Read();
        Assert.True(page.BeginningGone);
        Assert.Equal(journal.Ledger.First, page.Blocks[0].Sequence);
        journal.Clear();
        Assert.Empty(window.Read().Blocks);
        Data(EntryDirection.In, _one, "after", journal: journal);
        Assert.Equal("after", Assert.Single(window.Read().Blocks).Content);
    }

    [Fact]
    public void What_a_clear_took_away_is_there_again_when_that_is_undone_also_of_a_connection_that_ended()
    {
        Event(EventType.ConnectionOpened, _one);
        Data(EntryDirection.In, _one, "before");
        Event(EventType.ConnectionClosed, _one);
        var window = new StreamWindow(_journal, _one);
        var blocks = window.Read().Blocks;
        var cleared = _journal.Clear(TimeSpan.FromMinutes(1));
        Assert.Empty(window.Read().Blocks);
        _journal.Undo(cleared);
        var page = window.Read();
        Assert.Equal(blocks.Select(block => block.Sequence), page.Blocks.Select(block => block.Sequence));
        Assert.False(page.BeginningGone);
    }

    [Fact]
    public void What_came_after_a_clear_has_its_place_behind_what_is_there_again()
    {
        var window = new StreamWindow(_journal, _one);
        Many(3);
        window.Read();
        _journal.Clear();
        Data(EntryDirection.In, _one, "before");
        window.Read();
        var cleared = _journal.Clear(TimeSpan.FromMinutes(1));
        Data(EntryDirection.In, _one, "after");
        window.Read();
        _journal.Undo(cleared);
        var page = window.Read();
        Assert.Equal([(0L, "before"), (1L, "after")], page.Blocks.Select(block => (block.Ordinal, block.Content)));
        Assert.Equal((0L, 0L), (page.Above, page.Below));
    }

    [Fact]
    public void A_long_journal_is_looked_through_in_slices_and_an_ended_connection_not_beyond_its_end()
    {
        Event(EventType.ConnectionOpened, _one);
        Event(EventType.ConnectionReset, _one);
        var index = new StreamRows(_journal, _one);
        Assert.True(index.Advance(1000));
        Many(10, connection: _other);
        Assert.True(index.Advance(1));
        Assert.Equal(2, index.End);

        var late = new StreamRows(_journal, _other);
        Many(9_990, connection: _other);
        Assert.False(late.Advance(1));
        while (!late.Advance(1)) { }

        Assert.Equal(10_000, late.End);
    }

    private void Event(EventType type, ConnectionId connection, EntryJournal? journal = null) =>
        (journal ?? _journal).AddEvent(new JournalEvent(type, null, type.ToString(), null), Peer, connection);

    private void Data(EntryDirection direction, ConnectionId connection, string text, long offset = 0, EntryJournal? journal = null)
    {
        using var batch = (journal ?? _journal).BeginBatch();
        batch.AddData(direction, DateTime.UnixEpoch.Ticks, Peer, connection, offset, Encoding.ASCII.GetBytes(text));
    }

    private void Many(int count, EntryJournal? journal = null, ConnectionId? connection = null)
    {
        for (var i = 0; i < count; i++)
        {
            Data(EntryDirection.In, connection ?? _one, "line\n", journal: journal);
        }
    }
}
