using System.Net;
using System.Text;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Frames;

namespace SocketLab.Web.Tests.ViewState.Frames;

/// <summary>The window over the frames of all connections of a listener.</summary>
public sealed class EndpointFrameWindowTests
{
    private static readonly PeerAddress Peer = PeerAddress.From(new IPEndPoint(IPAddress.Loopback, 50_000));
    private static readonly FramingOptions Lines = new() { Mode = FramingMode.Line };

    private readonly ConnectionId _one = ConnectionId.Next();
    private readonly ConnectionId _other = ConnectionId.Next();
    private readonly EntryJournal _journal = new(8 << 20, new JournalBudget(64 << 20), TimeProvider.System);

    [Fact]
    public void Frames_of_all_connections_stand_together_each_with_its_peer()
    {
        Data(EntryDirection.In, _one, 0, "one\nope"u8);
        Data(EntryDirection.In, _other, 0, "two\n"u8);
        Data(EntryDirection.Out, _one, 0, "three\n"u8);
        var window = new FrameWindow(_journal, Lines, id => id == _one ? "first" : "second");
        var page = window.Read(ended: false);
        Assert.True(page.NamesPeers);
        Assert.Equal(
            [("1", "first", "one"), ("2", "second", "two"), ("3", "first", "three"), ("…", "first", "ope")],
            page.Rows.Select(row => (row.Number, row.Peer, row.Content))
        );
        window.Select(new(2, page.Rows[1].Key));
        var detail = window.Read(ended: false).Detail!;
        Assert.Equal(("second", "two\n"), (detail.Row.Peer, Encoding.ASCII.GetString(detail.Bytes!)));
        window.Select(new(4, page.Rows[3].Key));
        _journal.AddEvent(new(EventType.ConnectionReset, null, "Reset"), Peer, _one);
        page = window.Read(ended: false);
        Assert.Equal(("partial", "the stream ended here"), (page.Rows[3].State.State, page.Rows[3].State.Mark));
        Assert.Equal(("4", "partial"), (page.Detail!.Row.Number, page.Detail.Row.State.State));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_a_clear_took_away_is_cut_again_when_that_is_undone(bool isOfAll)
    {
        Data(EntryDirection.In, _one, 0, "one\ntwo\n"u8);
        var window = isOfAll ? new FrameWindow(_journal, Lines, _ => "") : new FrameWindow(_journal, _one, Lines);
        Assert.Equal(["one", "two"], window.Read(ended: false).Rows.Select(row => row.Content));
        var cleared = _journal.Clear(TimeSpan.FromMinutes(1));
        Data(EntryDirection.In, _one, 8, "three\n"u8);
        Assert.Equal("three", window.Read(ended: false).Rows[^1].Content);
        _journal.Undo(cleared);
        Assert.Equal(["one", "two", "three"], window.Read(ended: false).Rows.Select(row => row.Content));
    }

    [Fact]
    public void A_frame_under_way_shows_what_it_has_however_its_place_changes()
    {
        var window = new FrameWindow(_journal, Lines, id => id == _one ? "first" : "second");
        Data(EntryDirection.In, _one, 0, "be"u8);
        Assert.Equal(("be", 1L), (window.Read(ended: false).Rows[0].Content, window.Read(ended: false).Rows[0].Ordinal));
        Data(EntryDirection.In, _other, 0, "whole\n"u8);
        var row = window.Read(ended: false).Rows[1];
        Assert.Equal(("be", 2L, "first", true), (row.Content, row.Ordinal, row.Peer, row.State.IsOpen));
        Data(EntryDirection.In, _one, 2, "gun"u8);
        Assert.Equal("begun", window.Read(ended: false).Rows[1].Content);
    }

    private void Data(EntryDirection direction, ConnectionId connection, long offset, ReadOnlySpan<byte> bytes)
    {
        using var batch = _journal.BeginBatch();
        batch.AddData(direction, DateTime.UnixEpoch.Ticks, Peer, connection, offset, bytes);
    }
}
