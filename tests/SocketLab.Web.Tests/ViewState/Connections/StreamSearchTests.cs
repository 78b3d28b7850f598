using System.Net;
using System.Text;
using SocketLab.Core.Addresses;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;
using SocketLab.Web.ViewState.Connections;

namespace SocketLab.Web.Tests.ViewState.Connections;

/// <summary>What a search finds is marked in every way to write bytes, and the window goes to it.</summary>
public sealed class StreamSearchTests
{
    private static readonly PeerAddress Peer = PeerAddress.From(new IPEndPoint(IPAddress.Loopback, 50_000));

    private readonly ConnectionId _one = ConnectionId.Next();
    private readonly EntryJournal _journal = new(8 << 20, new JournalBudget(64 << 20), TimeProvider.System);

    [Theory]
    [InlineData(SearchKind.Text, "needle", StreamFormat.Text, "Needle|needle")]
    [InlineData(SearchKind.Text, "needle", StreamFormat.Raw, "4e6565646c65|6e6565646c65")]
    [InlineData(SearchKind.Text, "needle", StreamFormat.Hex, "4e 65 65 64|Need|6c 65|6e 65 65 64 6c 65|le|needle")]
    [InlineData(SearchKind.Hex, "a9", StreamFormat.Text, "é|\\xa9")]
    [InlineData(SearchKind.Hex, "c3 a9", StreamFormat.Text, "é")]
    [InlineData(SearchKind.Hex, "00", StreamFormat.Text, "\\x00")]
    [InlineData(SearchKind.Expression, "n..dle|\\n", StreamFormat.Text, "\n|needle")]
    [InlineData(SearchKind.Text, "missing", StreamFormat.Text, "")]
    public void What_is_found_is_marked_where_it_is_written(SearchKind kind, string text, StreamFormat format, string marked)
    {
        Data([.. "a\\\r\n"u8, .. "é\0 (x) Needle needle"u8, 0xa9, .. "end"u8]);
        var window = new StreamWindow(_journal, _one) { Format = format };
        window.Mark(PayloadSearch.Parse(kind, text));
        var block = Assert.Single(window.Read().Blocks);
        Assert.Equal(marked, string.Join('|', block.Found.Select(mark => block.Content.Substring(mark.Start, mark.Length))));
        Assert.Equal(block.Content, string.Concat(StreamMarks.Runs(block).Select(run => run.Text)));
        Assert.False(block.IsCurrent);
        window.Mark(null);
        Assert.Empty(Assert.Single(window.Read().Blocks).Found);
    }

    [Fact]
    public void An_event_is_marked_in_its_message()
    {
        _journal.AddEvent(new JournalEvent(EventType.ConnectionOpened, null, "Connection öpened by a peer", null), Peer, _one);
        var window = new StreamWindow(_journal, _one);
        window.Mark(PayloadSearch.Parse(SearchKind.Text, "PENED"));
        var block = Assert.Single(window.Read().Blocks);
        Assert.Equal("pened", block.Content.Substring(block.Found[0].Start, block.Found[0].Length));
    }

    [Fact]
    public void Bytes_stand_where_what_is_written_of_those_before_them_ends()
    {
        var random = new Random(7);
        string[] pieces = ["a", "\\", "\n", "\r", "\t", "\0", "é", "→", "😀", "\u202e", "\u00a0", "zz"];
        for (var i = 0; i < 200; i++)
        {
            var text = random.GetItems(pieces, 40);
            var (places, bytes) = (new List<FoundBytes>(), new List<byte>());
            foreach (var piece in text)
            {
                var encoded = Encoding.UTF8.GetBytes(piece);
                if (random.Next(3) == 0)
                {
                    places.Add(new(bytes.Count, encoded.Length));
                }

                bytes.AddRange(encoded);
            }

            byte[] all = [.. bytes];
            foreach (var keepsLines in (bool[])[true, false])
            {
                var expected = places.Select(one => (Written(one.Start), Written(one.Start + one.Length)));
                Assert.Equal(expected, WrittenBytes.InText(all, places, keepsLines));

                int Written(int count) =>
                    (keepsLines ? VisibleText.Lines(all.AsSpan(0, count)) : VisibleText.Line(all.AsSpan(0, count))).Length;
            }
        }
    }

    [Fact]
    public void The_window_goes_to_what_is_found_and_stays_there()
    {
        for (var i = 0; i < 1000; i++)
        {
            Data(Encoding.ASCII.GetBytes($"line {i}"));
        }

        var window = new StreamWindow(_journal, _one);
        window.Mark(PayloadSearch.Parse(SearchKind.Text, "line"));
        Assert.Equal((true, 999L), (window.Read().Following, window.Read().Blocks[^1].Ordinal));
        window.GoTo(new(_journal.Id, 300), place: 0, new(0, 4));
        var page = window.Read();
        var block = Assert.Single(page.Blocks, block => block.IsCurrent);
        Assert.Equal((false, 1, "line 299"), (page.Following, page.RevealId, block.Content));
        Assert.Equal(new FoundText(0, 4, IsCurrent: true), Assert.Single(block.Found));
        Assert.InRange(block.Ordinal - page.Blocks[0].Ordinal, 50, 150);

        // One that is in the window already leaves it where it is.
        var first = page.Blocks[0].Ordinal;
        window.GoTo(new(_journal.Id, 310), place: 0, new(0, 4));
        page = window.Read();
        Assert.Equal(
            (first, 2, 309L),
            (page.Blocks[0].Ordinal, page.RevealId, Assert.Single(page.Blocks, block => block.IsCurrent).Ordinal)
        );
        Data("newest"u8.ToArray());
        Assert.Equal((first, 2), (window.Read().Blocks[0].Ordinal, window.Read().RevealId));
    }

    [Fact]
    public void A_long_read_is_shown_whole_where_that_is_found_behind_its_first_bytes()
    {
        for (var i = 0; i < 60; i++)
        {
            Data([.. Enumerable.Repeat((byte)'x', 20_000), .. "needle"u8, .. Enumerable.Repeat((byte)'x', 20_000)]);
        }

        var window = new StreamWindow(_journal, _one);
        var search = PayloadSearch.Parse(SearchKind.Text, "needle");
        window.Mark(search);
        Assert.All(window.Read().Blocks, block => Assert.Empty(block.Found));
        foreach (var sequence in (long[])[60, 20, 21, 1])
        {
            window.GoTo(new(_journal.Id, sequence), place: 0, new(20_000, 6));
            var page = window.Read();
            var block = Assert.Single(page.Blocks, block => block.IsCurrent);
            Assert.Equal((sequence, 0), (block.Sequence, block.HiddenBytes));
            Assert.Equal(new FoundText(20_000, 6, IsCurrent: true), Assert.Single(block.Found));
            Assert.InRange(page.Blocks.Count, 1, StreamWindow.MaxBytes / StreamWindow.FirstBytes);
        }
    }

    [Fact]
    public void What_is_not_among_the_blocks_any_more_leaves_the_window_where_it_is()
    {
        Data("one"u8.ToArray());
        Data("two"u8.ToArray());
        var window = new StreamWindow(_journal, _one);
        window.Read();
        _journal.Clear();
        Data("three"u8.ToArray());
        window.GoTo(new(_journal.Id, 1), place: 0, new(0, 3));
        Assert.Equal((0, true, "three"), (window.Read().RevealId, window.Read().Following, window.Read().Blocks[^1].Content));
    }

    private void Data(ReadOnlySpan<byte> bytes)
    {
        using var batch = _journal.BeginBatch();
        batch.AddData(EntryDirection.In, DateTime.UnixEpoch.Ticks, Peer, _one, offset: 0, bytes);
    }
}
