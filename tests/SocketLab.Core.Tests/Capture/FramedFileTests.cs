using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using SocketLab.Core.Addresses;
using SocketLab.Core.Capture.Format;
using SocketLab.Core.Capture.Reading;
using SocketLab.Core.Capture.Writing;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Tests.Journal;

namespace SocketLab.Core.Tests.Capture;

/// <summary>Streams that are cut into frames become messages, one for each frame, however they were read.</summary>
public sealed class FramedFileTests : IDisposable
{
    private static readonly ConnectionId One = ConnectionId.Next();
    private static readonly ConnectionId Two = ConnectionId.Next();

    private readonly EntryJournal _journal = Sample.Journal(64 << 20);
    private readonly Dictionary<(ConnectionId, EntryDirection), long> _offsets = [];

    public void Dispose() => _journal.Dispose();

    [Fact]
    public async Task A_frame_is_one_packet_with_the_time_of_its_end_whatever_lies_between_its_reads()
    {
        Add(One, EntryDirection.In, "fir", second: 1);
        Add(Two, EntryDirection.In, "other\nsec", second: 2);
        Add(One, EntryDirection.Out, "answer\n", second: 3);
        Add(One, EntryDirection.In, "st\nthird\nfou", second: 4);
        Add(Two, EntryDirection.In, "ond\n", second: 5);
        Add(One, EntryDirection.In, "rth\n", second: 6);
        var packets = await WriteAsync(new());
        Assert.Equal(
            ["In 2 other\n", "Out 3 answer\n", "In 4 first\n", "In 4 third\n", "In 5 second\n", "In 6 fourth\n"],
            packets.Select(packet => packet.ToString())
        );
        Assert.All(packets, packet => Assert.Equal("", packet.Comments));
    }

    [Fact]
    public async Task Without_framing_and_without_being_asked_each_read_is_a_packet()
    {
        Add(One, EntryDirection.In, "a\nb", second: 1);
        Assert.Equal(["In 1 a\nb"], (await WriteAsync(new(), framing: null)).Select(packet => packet.ToString()));
        Assert.Equal(["In 1 a\nb"], (await WriteAsync(new() { Form = CaptureForm.Messages })).Select(packet => packet.ToString()));
    }

    [Fact]
    public async Task A_filter_takes_whole_frames_that_have_bytes_of_what_it_takes()
    {
        Add(One, EntryDirection.In, "one\ntw", second: 1);
        Add(One, EntryDirection.In, "o\nthree\nfo", second: 2);
        Add(One, EntryDirection.In, "ur\nfive\n", second: 3);
        var packets = await WriteAsync(new() { Wanted = (int _, in EntryView entry) => entry.Sequence == 2 });
        Assert.Equal(["In 2 two\n", "In 2 three\n", "In 3 four\n"], packets.Select(packet => packet.ToString()));
    }

    [Fact]
    public async Task A_frame_whose_end_never_comes_stands_as_far_as_it_came_and_says_so()
    {
        Add(One, EntryDirection.In, "cut off", second: 1);
        Add(Two, EntryDirection.Out, "under way", second: 2);
        using (var batch = _journal.BeginBatch())
        {
            var ended = PackedEvent.From(new(EventType.ConnectionReset, "peerReset", "Connection reset by the peer (RST)"));
            batch.AddEvent(ended, PeerOf(One), One, TicksOf(3));
        }

        Add(Two, EntryDirection.In, "whole\n", second: 4);
        var packets = await WriteAsync(new());
        Assert.Equal(["In 1 cut off", "In 4 whole\n", "Out 2 under way"], packets.Select(packet => packet.ToString()));
        Assert.StartsWith("The end of this frame is not here", packets[0].Comments, StringComparison.Ordinal);
        Assert.StartsWith("Connection reset", packets[1].Comments, StringComparison.Ordinal);
        Assert.StartsWith("The end of this frame is not here", packets[2].Comments, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_journal_lost_is_told_and_the_next_frame_is_whole_again()
    {
        Add(One, EntryDirection.In, "first\nse", second: 1);
        _offsets[(One, EntryDirection.In)] += 10;
        Add(One, EntryDirection.In, "rest\nthird\n", second: 2);
        var packets = await WriteAsync(new());
        Assert.Equal(["In 1 first\n", "In 1 se", "In 2 rest\n", "In 2 third\n"], packets.Select(packet => packet.ToString()));
        Assert.Equal(
            ["", "The end of this frame is missing", "The beginning of this frame is missing", ""],
            packets.Select(packet => packet.Comments)
        );
    }

    [Fact]
    public async Task A_frame_that_is_longer_than_a_packet_can_be_comes_in_pieces_that_are_all_of_it()
    {
        var frame = new byte[700_000];
        new Random(1).NextBytes(frame);
        BinaryPrimitives.WriteUInt32BigEndian(frame, (uint)frame.Length - 4);
        foreach (var piece in frame.Chunk(60_000))
        {
            Add(One, EntryDirection.In, piece, second: 1);
        }

        var packets = await WriteAsync(new(), new FramingOptions { Mode = FramingMode.LengthPrefix });
        Assert.Equal(frame, packets.SelectMany(packet => packet.Bytes).ToArray());
        Assert.Equal(3, packets.Count);
        Assert.All(packets, packet => Assert.InRange(packet.Length, 1, 262_144));
        Assert.Equal(
            [true, true, false],
            packets.Select(packet => packet.Comments.StartsWith("A frame is longer", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Of_many_frames_under_way_no_byte_is_lost_where_they_are_too_many_to_hold()
    {
        var bytes = new byte[60_000];
        Array.Fill(bytes, (byte)'x');
        var connections = Enumerable.Range(0, 150).Select(_ => ConnectionId.Next()).ToList();
        for (var i = 0; i < 4; i++)
        {
            connections.ForEach(connection => Add(connection, EntryDirection.In, bytes, second: i));
        }

        var packets = await WriteAsync(new());
        Assert.Equal(150 * 4 * bytes.Length, packets.Sum(packet => packet.Bytes.Length));
        Assert.Contains(packets, packet => packet.Comments.StartsWith("A frame is longer", StringComparison.Ordinal));
    }

    private static PeerAddress PeerOf(ConnectionId connection) =>
        PeerAddress.From(new IPEndPoint(IPAddress.Loopback, 1000 + (int)(connection.Value % 50_000)));

    private static long TicksOf(int second) => DateTime.UnixEpoch.AddSeconds(second).Ticks;

    private void Add(ConnectionId connection, EntryDirection direction, string text, int second) =>
        Add(connection, direction, Encoding.ASCII.GetBytes(text), second);

    private void Add(ConnectionId connection, EntryDirection direction, byte[] bytes, int second)
    {
        var offset = _offsets.GetValueOrDefault((connection, direction));
        using var batch = _journal.BeginBatch();
        batch.AddData(direction, TicksOf(second), PeerOf(connection), connection, offset, bytes);
        _offsets[(connection, direction)] = offset + bytes.Length;
    }

    private Task<List<Packet>> WriteAsync(CaptureOptions options) => WriteAsync(options, new FramingOptions { Mode = FramingMode.Line });

    private async Task<List<Packet>> WriteAsync(CaptureOptions options, FramingOptions? framing)
    {
        var source = new CaptureSource
        {
            Name = "lab",
            Description = "lab",
            Journal = _journal,
            Framing = () => framing,
        };
        options = options.Form == CaptureForm.Packets ? options with { Form = CaptureForm.Frames } : options;
        using var written = new MemoryStream();
        var to = PipeWriter.Create(written);
        await new CaptureFile([source], options, to).WriteKeptAsync(CancellationToken.None);
        await to.CompleteAsync();
        await using var file = new MemoryStream(written.ToArray());
        var comments = CommentsOf(file.ToArray());
        var packets = new List<Packet>();
        await new CaptureInput((in CapturedPacket packet) => packets.Add(Packet.Read(packet, comments[packets.Count]))).ReadAsync(
            file,
            CancellationToken.None
        );
        return packets;
    }

    /// <summary>The comments of each packet block, which our own reader passes over.</summary>
    private static List<string> CommentsOf(ReadOnlySpan<byte> file)
    {
        var found = new List<string>();
        while (!file.IsEmpty)
        {
            var (type, length) = (BinaryPrimitives.ReadUInt32LittleEndian(file), BinaryPrimitives.ReadInt32LittleEndian(file[4..]));
            if (type == PcapngCode.Packet)
            {
                var captured = BinaryPrimitives.ReadInt32LittleEndian(file[20..]);
                var options = file[(28 + ((captured + 3) & ~3))..(length - 4)];
                var comments = new List<string>();
                while (options.Length >= 4 && BinaryPrimitives.ReadUInt16LittleEndian(options) is not 0 and var code)
                {
                    var size = BinaryPrimitives.ReadUInt16LittleEndian(options[2..]);
                    if (code == PcapngCode.Comment)
                    {
                        comments.Add(Encoding.UTF8.GetString(options.Slice(4, size)));
                    }

                    options = options[(4 + ((size + 3) & ~3))..];
                }

                found.Add(string.Join(" | ", comments));
            }

            file = file[length..];
        }

        return found;
    }

    private sealed record Packet(string Direction, DateTime Time, byte[] Bytes, int Length, string Comments)
    {
        public static Packet Read(in CapturedPacket packet, string comments)
        {
            var rest = packet.Bytes;
            var direction = "";
            while (true)
            {
                var (tag, length) = (BinaryPrimitives.ReadUInt16BigEndian(rest), BinaryPrimitives.ReadUInt16BigEndian(rest[2..]));
                if (tag == ExportedPduTag.Direction)
                {
                    direction = BinaryPrimitives.ReadUInt32BigEndian(rest[4..]) == 0 ? "Out" : "In";
                }

                rest = rest[(4 + length)..];
                if (tag == ExportedPduTag.End)
                {
                    return new(direction, new(packet.Ticks, DateTimeKind.Utc), rest.ToArray(), packet.Bytes.Length, comments);
                }
            }
        }

        public override string ToString() => $"{Direction} {(Time - DateTime.UnixEpoch).TotalSeconds} {Encoding.ASCII.GetString(Bytes)}";
    }
}
