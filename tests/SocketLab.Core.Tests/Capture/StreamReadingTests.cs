using System.Text;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Capture;

/// <summary>Segments of TCP become streams in order, and what is wrong with them is told.</summary>
public sealed class StreamReadingTests
{
    private static readonly byte[][] Handshake =
    [
        Packets.Tcp(true, 999, "S"),
        Packets.Tcp(false, 4999, "SA", acknowledged: 1000),
        Packets.Tcp(true, 1000, "A", acknowledged: 5000),
    ];

    private static readonly byte[][] Ending =
    [
        Packets.Tcp(true, 1009, "FA", acknowledged: 5000),
        Packets.Tcp(false, 5000, "FA", acknowledged: 1010),
        Packets.Tcp(true, 1010, "A", acknowledged: 5001),
    ];

    [Theory]
    [InlineData("0 1 2", 0)]
    [InlineData("0 2 1", 0)]
    [InlineData("2 1 0", 0)]
    [InlineData("0 1 1 2", 1)]
    [InlineData("0 0 2 2 1", 2)]
    [InlineData("0 x 1 2", 0)]
    [InlineData("0 o 2", 1)]
    public async Task Segments_are_put_in_order_and_repetitions_counted(string order, int again)
    {
        var segments = order
            .Split(' ')
            .Select(name =>
                name switch
                {
                    "x" => Packets.Tcp(true, 1002, "A", "c"),
                    "o" => Packets.Tcp(true, 1001, "A", "bcdef"),
                    _ => Packets.Tcp(
                        true,
                        1000 + (uint.Parse(name, System.Globalization.CultureInfo.InvariantCulture) * 3),
                        "A",
                        "abcdefghi".Substring((name[0] - '0') * 3, 3)
                    ),
                }
            );
        var (entries, contents) = await CaptureBytes.ReadAsync(CaptureBytes.Raw([.. Handshake, .. segments, .. Ending]));
        Assert.Equal("abcdefghi", Text(entries, EntryDirection.In));
        var connection = Assert.Single(contents.ListConnections());
        Assert.Equal((CloseReason.PeerClosed, 9L), (connection.CloseReason, connection.ReceivedBytes));
        Assert.Equal((Packets.Client, Packets.Server), (connection.Peer, connection.Local));
        Assert.Equal(again, entries.Where(entry => entry.Event?.Code == "retransmission").Sum(entry => entry.Data<CountData>().Count));
        Assert.DoesNotContain(entries, entry => entry.Event?.Code == "gap");
        Assert.Equal(
            [EventType.ConnectionOpened, EventType.PeerHalfClosed, EventType.HalfClosed, EventType.ConnectionClosed],
            entries.Where(entry => entry.Event is { Type: not EventType.CaptureNote }).Select(entry => entry.Event!.Type)
        );
    }

    [Fact]
    public async Task A_gap_is_told_where_it_is_and_the_rest_has_its_place()
    {
        byte[][] segments = [Packets.Tcp(true, 1000, "A", "abc"), Packets.Tcp(true, 1006, "A", "ghi")];
        var (entries, _) = await CaptureBytes.ReadAsync(CaptureBytes.Raw([.. Handshake, .. segments, .. Ending]));
        Assert.Equal([(0L, "abc"), (6L, "ghi")], entries.Where(entry => entry.Kind == EntryKind.Data).Select(Piece));
        Assert.Equal(3, Assert.Single(entries, entry => entry.Event?.Code == "gap").Data<CountData>().Count);
        Assert.Equal("peerClosed", entries[^1].Data<ConnectionEndedData>().CloseReason);

        static (long, string) Piece(Entry entry) => (entry.Offset, Encoding.ASCII.GetString(entry.Payload.Span));
    }

    [Fact]
    public async Task What_the_receiver_has_acknowledged_is_not_waited_for_forever()
    {
        byte[][] segments =
        [
            Packets.Tcp(true, 1003, "A", "def"),
            .. Enumerable.Range(0, 40).Select(_ => Packets.Tcp(false, 5000, "A", acknowledged: 1006)),
            Packets.Tcp(true, 1006, "A", "ghi"),
        ];
        var (entries, _) = await CaptureBytes.ReadAsync(CaptureBytes.Raw([.. Handshake, .. segments]));
        Assert.Equal(["gap", null, null], entries[1..].Select(entry => entry.Event?.Code));
        Assert.Equal("defghi", Text(entries, EntryDirection.In));
    }

    [Fact]
    public async Task Sequence_numbers_go_round()
    {
        byte[][] packets =
        [
            Packets.Tcp(true, uint.MaxValue - 2, "S"),
            Packets.Tcp(true, 1, "A", "d"),
            Packets.Tcp(true, uint.MaxValue - 1, "A", "abc"),
            Packets.Tcp(true, 2, "A", "e"),
        ];
        Assert.Equal("abcde", Text((await CaptureBytes.ReadAsync(CaptureBytes.Raw(packets))).Entries, EntryDirection.In));
    }

    [Fact]
    public async Task A_connection_that_was_open_before_is_told_and_the_lower_port_listens()
    {
        byte[][] packets = [Packets.Tcp(false, 70, "A", "answer"), Packets.Tcp(true, 7, "A", "question"), Packets.Tcp(true, 15, "R")];
        var (entries, contents) = await CaptureBytes.ReadAsync(CaptureBytes.Raw(packets));
        Assert.Equal("midStream", entries[0].Event!.Code);
        Assert.Equal(("question", "answer"), (Text(entries, EntryDirection.In), Text(entries, EntryDirection.Out)));
        Assert.Equal(
            (Packets.Client, CloseReason.PeerReset),
            (contents.ListConnections()[0].Peer, contents.ListConnections()[0].CloseReason)
        );
    }

    [Fact]
    public async Task The_same_ends_may_connect_again()
    {
        byte[][] second = [Packets.Tcp(true, 8999, "S"), Packets.Tcp(false, 6999, "SA"), Packets.Tcp(true, 9000, "A", "second")];
        byte[][] first = [.. Handshake, Packets.Tcp(true, 1000, "A", "123456789"), .. Ending];
        var (entries, contents) = await CaptureBytes.ReadAsync(CaptureBytes.Raw([.. first, .. second]));
        Assert.Equal(2, contents.ConnectionsTotal);
        Assert.Equal(["123456789", "second"], entries.GroupBy(entry => entry.ConnectionId).Select(one => Text(one, EntryDirection.In)));
    }

    [Fact]
    public async Task The_same_ends_may_connect_again_the_other_way_round()
    {
        byte[][] second =
        [
            Packets.Tcp(false, 8999, "S"),
            Packets.Tcp(true, 6999, "SA", acknowledged: 9000),
            Packets.Tcp(false, 9000, "A", "question", acknowledged: 7000),
            Packets.Tcp(true, 7000, "A", "answer", acknowledged: 9008),
        ];
        byte[][] first = [.. Handshake, Packets.Tcp(true, 1000, "A", "123456789"), .. Ending];
        var (entries, contents) = await CaptureBytes.ReadAsync(CaptureBytes.Raw([.. first, .. second]));
        Assert.Equal([Packets.Server, Packets.Client], contents.ListConnections().Select(connection => connection.Peer));
        var again = entries.Where(entry => entry.ConnectionId == contents.ListConnections()[0].Id).ToList();
        Assert.Equal(("question", "answer"), (Text(again, EntryDirection.In), Text(again, EntryDirection.Out)));
    }

    [Fact]
    public async Task An_echo_behind_the_end_is_no_new_connection()
    {
        byte[][] packets = [.. Handshake, Packets.Tcp(true, 1000, "A", "123456789"), .. Ending, Packets.Tcp(true, 1000, "A", "123456789")];
        Assert.Equal(1, (await CaptureBytes.ReadAsync(CaptureBytes.Raw(packets))).Contents.ConnectionsTotal);
    }

    [Fact]
    public async Task Bytes_that_were_cut_off_each_packet_are_gaps()
    {
        byte[][] packets = [.. Handshake, Packets.Tcp(true, 1000, "A", "abcdef")[..^2], Packets.Tcp(true, 1006, "A", "ghi")];
        var (entries, _) = await CaptureBytes.ReadAsync(CaptureBytes.Raw(packets));
        Assert.Equal([0L, 6L], entries.Where(entry => entry.Kind == EntryKind.Data).Select(entry => entry.Offset));
        Assert.Equal(2, Assert.Single(entries, entry => entry.Event?.Code == "gap").Data<CountData>().Count);
    }

    private static string Text(IEnumerable<Entry> entries, EntryDirection way) => Encoding.ASCII.GetString(entries.Bytes(way));
}
