using System.Text;
using SocketLab.Core.Capture.Format;
using SocketLab.Core.Capture.Packets;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Capture;

/// <summary>Packets of every kind of link and file become the datagrams that they carry.</summary>
public sealed class PacketReadingTests
{
    private static readonly byte[] Question = Packets.Udp(Packets.Client, Packets.Server, "question"u8);
    private static readonly byte[] Answer = Packets.Udp(Packets.Server, Packets.Client, "answer"u8);
    private static readonly byte[] Question6 = Packets.Udp(Packets.Client6, Packets.Server6, "question"u8);

    public static TheoryData<int, bool, bool> Files =>
        [
            .. from link in Enum.GetValues<LinkType>()
            where link != LinkType.ExportedPdu
            from isBigEndian in (bool[])[false, true]
            from isNanoseconds in (bool[])[false, true]
            select new TheoryDataRow<int, bool, bool>((int)link, isBigEndian, isNanoseconds),
        ];

    [Theory, MemberData(nameof(Files))]
    public async Task Datagrams_are_found_on_every_kind_of_link(int number, bool isBigEndian, bool isNanoseconds)
    {
        var link = (LinkType)number;
        byte[][] packets = [Packets.On(link, Question), Packets.On(link, Answer), Packets.On(link, Question6)];
        var (classic, _) = await CaptureBytes.ReadAsync(CaptureBytes.Pcap(link, isBigEndian, isNanoseconds, packets));
        AssertTalk(classic, CaptureBytes.Time.AddTicks(isNanoseconds ? 0 : -7));
        var (newer, _) = await CaptureBytes.ReadAsync(CaptureBytes.Pcapng(link, isBigEndian, packets));
        AssertTalk(newer, CaptureBytes.Time);
    }

    [Theory]
    [InlineData(new byte[] { 0x81, 0, 0, 5 })]
    [InlineData(new byte[] { 0x88, 0xA8, 0, 7, 0x81, 0, 0, 5 })]
    [InlineData(new byte[] { 0x91, 0, 0, 7, 0x88, 0xA8, 0, 7, 0x81, 0, 0, 5 })]
    public async Task Vlan_tags_are_passed_over(byte[] tags)
    {
        byte[][] packets = [Packets.On(LinkType.Ethernet, Question, tags), Packets.On(LinkType.Ethernet, Question6, tags)];
        Assert.Equal(
            ["question", "question"],
            Texts((await CaptureBytes.ReadAsync(CaptureBytes.Pcapng(LinkType.Ethernet, false, packets))).Entries)
        );
    }

    [Theory]
    [InlineData("0123")]
    [InlineData("3210")]
    [InlineData("1302")]
    [InlineData("00112233")]
    public async Task Pieces_of_a_packet_are_put_together_in_whatever_order_they_come(string order)
    {
        var payload = Enumerable.Range(0, 1000).Select(i => (byte)i).ToArray();
        var pieces = Packets.InPieces(Packets.Udp(Packets.Client, Packets.Server, payload), 256);
        Assert.Equal(4, pieces.Count);
        var (entries, _) = await CaptureBytes.ReadAsync(CaptureBytes.Raw(order.Select(digit => pieces[digit - '0'])));
        Assert.Equal(payload, entries[0].Payload.ToArray());
    }

    [Fact]
    public async Task Pieces_that_say_different_lengths_make_no_packet()
    {
        var pieces = Packets.InPieces(Packets.Udp(Packets.Client, Packets.Server, new byte[1000]), 256);
        pieces[1][6] &= 0xDF;
        var (entries, _) = await CaptureBytes.ReadAsync(CaptureBytes.Raw([pieces[2], pieces[1]]));
        Assert.Equal("fragments", Assert.Single(entries).Event?.Code);
    }

    [Fact]
    public async Task A_packet_whose_pieces_are_missing_is_told()
    {
        var pieces = Packets.InPieces(Packets.Udp(Packets.Client, Packets.Server, new byte[1000]), 256);
        var (entries, _) = await CaptureBytes.ReadAsync(CaptureBytes.Raw(pieces[..3]));
        Assert.Equal("fragments", Assert.Single(entries).Event?.Code);
    }

    [Theory]
    [InlineData("012303", 1, 0)]
    [InlineData("0123012", 1, 0)]
    [InlineData("01230123", 2, 0)]
    [InlineData("0123012301", 2, 0)]
    [InlineData("01234", 1, 1)]
    [InlineData("012304", 1, 1)]
    public async Task Pieces_that_come_again_behind_their_packet_are_no_packet_that_lacks_something(string order, int whole, int incomplete)
    {
        var pieces = Packets.InPieces(Packets.Udp(Packets.Client, Packets.Server, new byte[1000]), 256);
        pieces.Add([.. pieces[1][..^1], 7]);
        var (entries, _) = await CaptureBytes.ReadAsync(CaptureBytes.Raw(order.Select(digit => pieces[digit - '0'])));
        Assert.Equal(whole, entries.Count(entry => entry.Kind == EntryKind.Datagram));
        var told = entries.Where(entry => entry.Event?.Code == "fragments");
        Assert.Equal(incomplete, told.Sum(entry => entry.Data<CountData>().Count));
    }

    [Fact]
    public async Task Extension_headers_of_ipv6_are_passed_over()
    {
        var options = Packets.Extended(Question6, IpNumbers.DestinationOptions, new byte[8]);
        var both = Packets.Extended(options, IpNumbers.HopByHop, [0, 1, .. new byte[14]]);
        var atomic = Packets.Extended(Question6, IpNumbers.Fragment, new byte[8]);
        Assert.Equal(
            ["question", "question", "question"],
            Texts((await CaptureBytes.ReadAsync(CaptureBytes.Raw(options, both, atomic))).Entries)
        );
    }

    [Fact]
    public async Task Pieces_of_ipv6_may_have_extension_headers_inside()
    {
        var inner = Packets.Extended(Question6, IpNumbers.DestinationOptions, new byte[8]);
        var carried = inner.AsSpan(IpNumbers.V6Header);
        var first = Piece(inner, carried[..16], 0, hasMore: true);
        var second = Piece(inner, carried[16..], 16, hasMore: false);
        Assert.Equal(["question"], Texts((await CaptureBytes.ReadAsync(CaptureBytes.Raw(second, first))).Entries));

        static byte[] Piece(byte[] whole, ReadOnlySpan<byte> part, int offset, bool hasMore)
        {
            byte[] piece = [.. whole.AsSpan(0, IpNumbers.V6Header), .. part];
            var place = offset | (hasMore ? 1 : 0);
            return Packets.Extended(piece, IpNumbers.Fragment, [0, 0, (byte)(place >> 8), (byte)place, 1, 2, 3, 4]);
        }
    }

    [Fact]
    public async Task Options_of_ipv4_are_passed_over()
    {
        byte[] packet = [.. Question.AsSpan(0, 20), 1, 1, 1, 0, .. Question.AsSpan(20)];
        packet[0] = 0x46;
        packet[3] += 4;
        Assert.Equal(["question"], Texts((await CaptureBytes.ReadAsync(CaptureBytes.Raw(packet))).Entries));
    }

    [Fact]
    public async Task A_datagram_that_was_not_kept_whole_says_its_true_length()
    {
        var (entries, _) = await CaptureBytes.ReadAsync(CaptureBytes.Raw(Question[..^5]));
        Assert.Equal(("que", 8, true), (Encoding.ASCII.GetString(entries[0].Payload.Span), entries[0].Length, entries[0].Truncated));
    }

    [Fact]
    public async Task Padding_behind_a_packet_is_not_taken_for_bytes_of_it()
    {
        byte[] padded = [.. Question, .. new byte[20]];
        Assert.Equal(["question"], Texts((await CaptureBytes.ReadAsync(CaptureBytes.Raw(padded))).Entries));
    }

    [Fact]
    public async Task What_is_neither_udp_nor_tcp_is_counted_and_told()
    {
        var icmp = (byte[])Question.Clone();
        icmp[9] = 1;
        var (entries, contents) = await CaptureBytes.ReadAsync(CaptureBytes.Raw(icmp, Question, [], [0x45]));
        Assert.Equal((4, 3), (contents.Packets, contents.OtherPackets));
        Assert.Equal(("otherPackets", 3), (entries[^1].Event!.Code!, entries[^1].Data<CountData>().Count));
    }

    private static List<string> Texts(IEnumerable<Entry> entries) =>
        [.. entries.Where(entry => entry.Event is null).Select(entry => Encoding.ASCII.GetString(entry.Payload.Span))];

    private static void AssertTalk(List<Entry> entries, DateTime time)
    {
        // Links of one family alone have no packet of the other, but nothing keeps a file from having one.
        Assert.Equal(["question", "answer", "question"], Texts(entries));
        Assert.Equal([EntryDirection.In, EntryDirection.Out, EntryDirection.In], entries.Select(entry => entry.Direction));
        Assert.Equal([Packets.Client, Packets.Client, Packets.Client6], entries.Select(entry => entry.Peer));
        Assert.Equal([Packets.Server, Packets.Server, Packets.Server6], entries.Select(entry => entry.Local.ToPeerAddress()));
        Assert.All(entries, entry => Assert.Equal(time, entry.Time));
    }
}
