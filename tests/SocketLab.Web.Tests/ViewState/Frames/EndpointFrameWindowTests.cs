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

    private void Data(EntryDirection direction, ConnectionId connection, long offset, ReadOnlySpan<byte> bytes)
    {
        using var batch = _journal.BeginBatch();
        batch.AddData(direction, DateTime.UnixEpoch.Ticks, Peer, connection, offset, bytes);
    }
}
