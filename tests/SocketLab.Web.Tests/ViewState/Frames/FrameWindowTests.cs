using System.Globalization;
using System.Net;
using System.Text;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Connections;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Frames;

namespace SocketLab.Web.Tests.ViewState.Frames;

/// <summary>The window over a connection's frames: bounded, following or staying, and honest about what is not whole.</summary>
public sealed class FrameWindowTests
{
    private static readonly PeerAddress Peer = PeerAddress.From(new IPEndPoint(IPAddress.Loopback, 50_000));
    private static readonly FramingOptions Lines = new() { Mode = FramingMode.Line };

    private readonly ConnectionId _one = ConnectionId.Next();
    private readonly ConnectionId _other = ConnectionId.Next();
    private readonly EntryJournal _journal = new(8 << 20, new JournalBudget(64 << 20), TimeProvider.System);
    private readonly Dictionary<(ConnectionId, EntryDirection), long> _offsets = [];

    [Fact]
    public void Both_directions_are_shown_in_order_with_the_one_under_way_last()
    {
        In("GET\r\nHo");
        Data(EntryDirection.In, _other, "not mine\n"u8);
        Out("200\n");
        In("st");
        var page = Window().Read(ended: false);
        Assert.Equal(
            [
                (FeedRowKind.In, "1", "GET", @"\r\n", "complete"),
                (FeedRowKind.Out, "2", "200", @"\n", "complete"),
                (FeedRowKind.In, "…", "Host", "", "under way"),
            ],
            page.Rows.Select(row => (row.Kind, row.Number, row.Content, row.Trailer, row.State.State))
        );
        Assert.Equal(("5", "4"), (page.Rows[0].Length, page.Rows[2].Length));
        Assert.Equal((1L, 3L, 0L, true), (page.Origin, page.TotalRows, page.FirstRow, page.Following));
        Assert.Contains("there is no LF yet", page.Rows[2].State.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_closed_connection_ended_with_is_no_longer_under_way()
    {
        In("half a li");
        var row = Assert.Single(Window().Read(ended: true).Rows);
        Assert.Equal(("partial", "the stream ended here", false), (row.State.State, row.State.Mark, row.State.IsOpen));
    }

    [Fact]
    public void Another_framing_shows_the_past_cut_anew()
    {
        In("\0\u0003abc\0\u0001d");
        var window = Window();
        Assert.Equal("under way", Assert.Single(window.Read(false).Rows).State.State);
        window.Use(new() { Mode = FramingMode.LengthPrefix, LengthBytes = 2 });
        var page = window.Read(false);
        Assert.Equal([(@"\x00\x03", "abc"), (@"\x00\x01", "d")], page.Rows.Select(row => (row.Header, row.Content)));
        window.Use(new() { Mode = FramingMode.Fixed, FixedBytes = 3 });
        Assert.Equal(["3", "3", "2"], window.Read(false).Rows.Select(row => row.Length));
    }

    [Fact]
    public void Bytes_are_written_as_text_hex_or_digits_and_never_more_than_a_preview_of_them()
    {
        In("\u0001\n");
        In(new string('x', 5000));
        In("\n");
        var window = Window();
        Assert.Equal(@"\x01", window.Read(false).Rows[0].Content);
        window.Format = StreamFormat.Hex;
        var rows = window.Read(false).Rows;
        Assert.Equal(("01", "0a"), (rows[0].Content, rows[0].Trailer));
        Assert.Equal(("5,001", (FrameRow.PreviewBytes * 3) - 1 + 1), (rows[1].Length, rows[1].Content.Length));
        Assert.EndsWith("78…", rows[1].Content, StringComparison.Ordinal);
        window.Format = StreamFormat.Raw;
        Assert.StartsWith("7878", window.Read(false).Rows[1].Content, StringComparison.Ordinal);
    }

    [Fact]
    public void Oversized_frames_come_in_pieces_and_a_lost_length_leaves_no_borders()
    {
        In("0123456789\nab\n");
        var pieces = Window(Lines with { MaxFrameBytes = 4 }).Read(false).Rows;
        Assert.Equal(["oversized", "oversized", "oversized", "complete"], pieces.Select(row => row.State.State));
        Assert.Equal(["piece of a longer frame", "piece of a longer frame", "last piece", ""], pieces.Select(row => row.State.Mark));

        var prefixed = new FramingOptions
        {
            Mode = FramingMode.LengthPrefix,
            LengthBytes = 1,
            LengthIncludesHeader = true,
        };
        Data(EntryDirection.In, _other, [2, 7, 0, 1, 2]);
        var rows = new FrameWindow(_journal, _other, prefixed).Read(false).Rows;
        Assert.Equal(["complete", "unsynchronized", "unsynchronized"], rows.Select(row => row.State.State));
        Assert.Equal("no borders known", rows[1].State.Mark);
    }

    [Fact]
    public void What_was_cleared_is_told_where_it_is_missing()
    {
        In("one\ntw");
        _journal.Clear();
        In("o\nthree\n");
        var rows = Window().Read(false).Rows;
        Assert.Equal(
            ("partial", "6 bytes missing before, beginning missing", "o"),
            (rows[0].State.State, rows[0].State.Mark, rows[0].Content)
        );
        Assert.Equal("complete", rows[1].State.State);
    }

    [Fact]
    public void The_window_is_bounded_and_follows_the_newest()
    {
        Many(10_000);
        var window = Window();
        var page = Whole(window);
        Assert.Equal(10_000, page.TotalRows);
        Assert.InRange(page.Rows.Count, 40, 250);
        Assert.Equal("line 9999", page.Rows[^1].Content);
        Many(5);
        page = window.Read(false);
        Assert.Equal((10_005L, "line 4"), (page.TotalRows, page.Rows[^1].Content));
        Assert.Null(page.WayBack);
    }

    [Fact]
    public void Scrolled_up_it_stays_whatever_arrives_and_counts_what_is_new()
    {
        Many(1000);
        var window = Window();
        window.Read(false);
        window.ScrollTo(300, 20, atEnd: false);
        var before = window.Read(false);
        Assert.Contains(before.Rows, row => row.Ordinal == 300 && row.Content == "line 299");
        Many(50);
        var after = window.Read(false);
        Assert.Equal(before.Rows, after.Rows);
        Assert.Equal((before.JumpId, "50 new below"), (after.JumpId, after.WayBack));
        window.GoToFirst();
        Assert.Equal((before.JumpId + 1, 1L), (window.Read(false).JumpId, window.Read(false).Rows[0].Ordinal));
        window.FollowTail();
        Assert.Equal((before.JumpId + 2, "line 49"), (window.Read(false).JumpId, window.Read(false).Rows[^1].Content));
    }

    [Fact]
    public void The_first_and_the_newest_frame_are_looked_into_and_the_newest_is_followed_on()
    {
        Many(1000);
        var window = Window();
        window.SelectFirst(Whole(window));
        var page = window.Read(false);
        Assert.Equal((1L, "line 0", false), (page.Detail!.Row.Ordinal, page.Detail.Row.Content, page.Following));
        window.SelectLast(page);
        page = window.Read(false);
        Assert.Equal(("line 999", true), (page.Detail!.Row.Content, page.Following));
        Many(300);
        page = window.Read(false);
        Assert.Equal(("line 299", true), (page.Rows[^1].Content, page.Following));
    }

    [Fact]
    public void Rows_keep_their_bytes_and_numbers_while_old_ones_are_evicted_under_somebody_who_looks_at_them()
    {
        var window = Window();
        window.ScrollTo(1, 20, atEnd: false);
        for (var i = 0; i < 400; i++)
        {
            Many(200, 200);
            var page = window.Read(false);
            Assert.NotNull(page.Rows.FirstOrDefault(row => !row.IsGap));
            Assert.All(page.Rows.Where(row => !row.IsGap), row =>
                Assert.StartsWith(
                    string.Create(CultureInfo.InvariantCulture, $"line {(row.Ordinal - 1) % 200}."),
                    row.Content,
                    StringComparison.Ordinal
                )
            );
        }

        Assert.True(window.Read(false).Rows[0].IsGap);
        Assert.False(window.Read(false).Following);
        Assert.Equal(window.Read(false).JumpId, window.Read(false).JumpId);
    }

    [Fact]
    public void A_long_journal_is_looked_through_in_pieces_with_progress()
    {
        var chunk = new byte[60_000];
        using var journal = new EntryJournal(64 << 20, new JournalBudget(64 << 20), TimeProvider.System);
        for (var i = 0; i < 900; i++)
        {
            using var batch = journal.BeginBatch();
            batch.AddData(EntryDirection.In, DateTime.UnixEpoch.Ticks, Peer, _one, i * chunk.Length, chunk);
        }

        var window = new FrameWindow(journal, _one, new() { Mode = FramingMode.Fixed, FixedBytes = 60_000 });
        var first = window.Read(false);
        Assert.InRange(first.Searched ?? 100, 1, 99);
        var looks = 1;
        for (var page = first; page.Searched is not null; looks++)
        {
            page = window.Read(false);
        }

        Assert.InRange(looks, 2, 10);
        Assert.Equal(900, window.Read(false).TotalRows);
    }

    [Fact]
    public void A_frame_that_is_looked_into_grows_and_keeps_its_place_when_it_ends_after_another()
    {
        In("first\nab");
        Out("cd");
        var window = Window();
        var page = window.Read(false);
        window.Select(new(page.Rows[^2].Ordinal, page.Rows[^2].Key));
        Assert.Equal("ab", Encoding.ASCII.GetString(window.Read(false).Detail!.Bytes!));
        In("ef");
        Assert.Equal("abef", Encoding.ASCII.GetString(window.Read(false).Detail!.Bytes!));
        Out("\n");
        In("\n");
        var detail = window.Read(false).Detail!;
        Assert.Equal(("abef\n", "complete", 3L), (Encoding.ASCII.GetString(detail.Bytes!), detail.Row.State.State, detail.Row.Ordinal));
        _journal.Clear();
        Assert.Same(detail, window.Read(false).Detail);
        window.Select(null);
        Assert.Null(window.Read(false).Detail);
    }

    [Fact]
    public void Of_a_long_frame_the_start_is_shown_then_as_much_as_a_browser_can_draw()
    {
        for (var i = 0; i < 5; i++)
        {
            In(new string('x', 50_000));
        }

        In("\n");
        var window = Window();
        var page = window.Read(false);
        window.Move(1, page);
        var detail = window.Read(false).Detail!;
        Assert.Equal(
            (FrameDetail.FirstBytes, 250_001 - FrameDetail.FirstBytes, FrameDetail.MaxBytes - FrameDetail.FirstBytes),
            (detail.Bytes!.Length, detail.Hidden, detail.MoreBytes)
        );
        window.ShowMore();
        detail = window.Read(false).Detail!;
        Assert.Equal((FrameDetail.MaxBytes, 0), (detail.Bytes!.Length, detail.MoreBytes));
    }

    [Fact]
    public void Keys_move_the_choice_and_bring_it_into_sight()
    {
        Many(500);
        var window = Window();
        var page = window.Read(false);
        window.Move(-1, page);
        Assert.Equal(500, window.Read(false).Detail!.Row.Ordinal);
        for (var i = 0; i < 100; i++)
        {
            window.Move(-1, page);
        }

        page = window.Read(false);
        Assert.Equal((400L, false), (page.Detail!.Row.Ordinal, page.Following));
        Assert.Contains(page.Rows, row => row.Ordinal == 400);
        window.Move(1000, page);
        Assert.Equal(500, window.Read(false).Detail!.Row.Ordinal);
    }

    private FrameWindow Window(FramingOptions? framing = null) => new(_journal, _one, framing ?? Lines);

    private static FrameTablePage Whole(FrameWindow window)
    {
        var page = window.Read(false);
        while (page.Searched is not null)
        {
            page = window.Read(false);
        }

        return page;
    }

    private void Many(int count, int padding = 0)
    {
        for (var i = 0; i < count; i++)
        {
            In(string.Create(CultureInfo.InvariantCulture, $"line {i}{(padding > 0 ? "." : "")}{new string(' ', padding)}\n"));
        }
    }

    private void In(string text) => Data(EntryDirection.In, _one, Encoding.Latin1.GetBytes(text));

    private void Out(string text) => Data(EntryDirection.Out, _one, Encoding.Latin1.GetBytes(text));

    private void Data(EntryDirection direction, ConnectionId connection, ReadOnlySpan<byte> bytes)
    {
        var offset = _offsets.GetValueOrDefault((connection, direction));
        _offsets[(connection, direction)] = offset + bytes.Length;
        using var batch = _journal.BeginBatch();
        batch.AddData(direction, DateTime.UnixEpoch.Ticks, Peer, connection, offset, bytes);
    }
}
