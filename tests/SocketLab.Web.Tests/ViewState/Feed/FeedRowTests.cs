using System.Net;
using System.Text;
using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Feed;

namespace SocketLab.Web.Tests.ViewState.Feed;

public sealed class FeedRowTests
{
    private static readonly PeerAddress Peer = PeerAddress.From(new IPEndPoint(IPAddress.Parse("::1"), 9));

    private readonly EntryJournal _journal = new(1 << 20, new JournalBudget(8 << 20), TimeProvider.System);

    [Theory]
    [InlineData("Hello\n", "Hello", @"\n")]
    [InlineData("Hello\r\n", "Hello", @"\r\n")]
    [InlineData("a\nb", @"a\nb", "")]
    [InlineData(@"not a break \n", @"not a break \\n", "")]
    [InlineData("a\\\n", @"a\\", @"\n")]
    [InlineData("a\\r\n", @"a\\r", @"\n")]
    [InlineData("", "", "")]
    public void A_line_break_at_the_end_is_told_apart_from_the_content(string payload, string content, string lineEnd)
    {
        var row = RowOf(EntryDirection.In, Encoding.UTF8.GetBytes(payload));
        Assert.Equal((content, lineEnd), (row.Content, row.LineEnd));
    }

    [Fact]
    public void Directions_differ_by_sign_and_peers_are_written_in_full()
    {
        var received = RowOf(EntryDirection.In, [1]);
        Assert.Equal(("▼", "received", "[::1]:9", "1"), (received.Sign, received.SignLabel, received.Peer, received.Length));
        Assert.Equal("▲", RowOf(EntryDirection.Out, [1]).Sign);
    }

    [Fact]
    public void What_comes_from_an_unexpected_peer_is_marked_and_explained()
    {
        using (var batch = _journal.BeginBatch())
        {
            batch.AddDatagram(EntryDirection.In, DateTime.UnixEpoch.Ticks, Peer, 1, [1], EntryMarks.UnexpectedPeer);
        }

        Assert.True(LastRow().IsUnexpected);
        Assert.Contains(
            "had sent nothing to that address",
            Explanation.Of(new FeedWindow(_journal).Rows.ReadEntry(new(_journal.Id, 1))!).Text,
            StringComparison.Ordinal
        );
        Assert.False(RowOf(EntryDirection.In, [1]).IsUnexpected);
    }

    [Fact]
    public void A_Unix_socket_without_a_name_is_called_so_and_cannot_be_answered()
    {
        using (var batch = _journal.BeginBatch())
        {
            batch.AddDatagram(EntryDirection.In, DateTime.UnixEpoch.Ticks, PeerAddress.FromUnix(""), 1, [1]);
        }

        Assert.Equal(("unnamed socket", false), (LastRow().Peer, LastRow().CanAnswer));
        Assert.Contains(
            "cannot be answered",
            Explanation.Of(new FeedWindow(_journal).Rows.ReadEntry(new(_journal.Id, 1))!).Text,
            StringComparison.Ordinal
        );
        Assert.True(RowOf(EntryDirection.In, [1]).CanAnswer);
    }

    [Fact]
    public void A_truncated_datagram_says_how_long_it_was()
    {
        var row = RowOf(EntryDirection.In, new byte[100], length: 1800);
        Assert.Equal("truncated from 1,800 bytes", row.Truncation);
        Assert.Equal("1,800", row.Length);
    }

    [Theory]
    [InlineData(EventType.Started, FeedRowKind.Event)]
    [InlineData(EventType.ConnectionReset, FeedRowKind.Trouble)]
    [InlineData(EventType.Dropped, FeedRowKind.Gap)]
    public void Events_are_told_apart_by_what_they_mean(EventType type, FeedRowKind kind)
    {
        _journal.AddEvent(new JournalEvent(type, null, "what happened"));
        var row = LastRow();
        Assert.Equal((kind, "what happened"), (row.Kind, row.Content));
    }

    private FeedRow RowOf(EntryDirection direction, byte[] payload, int? length = null)
    {
        using (var batch = _journal.BeginBatch())
        {
            batch.AddDatagram(direction, DateTime.UnixEpoch.Ticks, Peer, length ?? payload.Length, payload);
        }

        return LastRow();
    }

    private FeedRow LastRow() => new FeedWindow(_journal).Read().Rows[^1];
}
