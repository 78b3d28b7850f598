using System.Text;
using CsCheck;
using SocketLab.Core.Definitions;
using SocketLab.Core.Framing;

namespace SocketLab.Core.Tests.Framing;

/// <summary>Any split of the same bytes into reads gives the same frames, and they are those of the model.</summary>
public sealed class FramerModelTests
{
    /// <summary>Few values, so that delimiters, line ends and small lengths come up all the time.</summary>
    private static readonly Gen<byte> Byte = Gen.Frequency(
        (4, OneOf((byte)'\r', (byte)'\n', (byte)'a', (byte)'b')),
        (4, Gen.Byte[0, 5]),
        (1, Gen.Byte)
    );

    private static readonly Gen<FramingOptions> Options = Gen.Select(
        OneOf(FramingMode.Line, FramingMode.Delimiter, FramingMode.Fixed),
        OneOf("0a", "0d0a", "6161", "616162", "61626162", "00", "6161616161616161"),
        OneOf(1, 2, 3, 4, 8),
        Gen.Bool,
        Gen.Bool,
        Gen.Int[1, 9],
        Gen.OneOf(Gen.Int[9, 20], Gen.Const(1 << 20)),
        (mode, delimiter, length, little, includes, size, max) =>
            new FramingOptions
            {
                Mode = mode,
                DelimiterHex = delimiter,
                LengthBytes = length,
                LengthEndian = little ? ByteOrder.Little : ByteOrder.Big,
                LengthIncludesHeader = includes,
                FixedBytes = size,
                MaxFrameBytes = max,
            }
    );

    private static readonly Gen<FramingOptions> Lengths = Gen.Select(
        OneOf(FramingMode.LengthPrefix, FramingMode.Varint),
        OneOf(1, 2, 3, 4, 8),
        Gen.Bool,
        Gen.Bool,
        Gen.Frequency((1, Gen.Const(0)), (1, Gen.Int[0, 3])),
        Gen.Frequency((1, Gen.Const(0)), (1, Gen.Int[-6, 6])),
        Gen.OneOf(Gen.Int[12, 20], Gen.Const(1 << 20)),
        (mode, length, little, includes, offset, addend, max) =>
            new FramingOptions
            {
                Mode = mode,
                LengthBytes = length,
                LengthEndian = little ? ByteOrder.Little : ByteOrder.Big,
                LengthIncludesHeader = includes,
                LengthOffset = offset,
                LengthAddend = addend,
                MaxFrameBytes = max,
            }
    );

    private static readonly Gen<FramingOptions> Borders = Gen.Select(
        OneOf("61", "0d", "6162", "6161", "0061"),
        OneOf("62", "0a", "0d0a", "6163", "616162", "61626162", "0062"),
        OneOf("", "", "00", "01"),
        Gen.OneOf(Gen.Int[6, 20], Gen.Const(1 << 20)),
        (start, end, escape, max) =>
            new FramingOptions
            {
                Mode = FramingMode.StartEnd,
                StartHex = start,
                EndHex = end,
                EscapeHex = escape,
                MaxFrameBytes = max,
            }
    );

    /// <summary>Framings, and streams of what means something to them.</summary>
    private static readonly Gen<(FramingOptions Options, byte[] Bytes)> Stream = Gen.Frequency(
        (2, Gen.Select(Options, Byte.Array[0, 200])),
        (2, Gen.Select(Lengths, Byte.Array[0, 200])),
        (2, Gen.Select(Borders.Where(options => FramingCheck.Validate(options).Count == 0), Byte.Array[0, 200])),
        (1, Packets(FramingMode.Slip, 0xc0)),
        (1, Packets(FramingMode.Cobs, 0)),
        (
            2,
            Of(FramingMode.OctetCounting, "1", "2", "12 ", "3 ", "0", "9999999999 ", "<13>a", "b", "\n", "\r\n", "5 hello", "12345678901 ")
        ),
        (4, Of(FramingMode.Resp, RespWords)),
        (4, Of(FramingMode.Http, HttpWords))
    );

    private static string[] RespWords =>
        [
            "*2\r\n",
            "*1\r\n",
            "*0\r\n",
            "*-1\r\n",
            "%1\r\n",
            "|1\r\n",
            "~2\r\n",
            ">1\r\n",
            "$3\r\nfoo\r\n",
            "$0\r\n\r\n",
            "$-1\r\n",
            "+OK\r\n",
            "-ERR no\r\n",
            ":1\r\n",
            "_\r\n",
            "#t\r\n",
            "PING\r\n",
            "\r\n",
            "$5\r\nab\r\nc",
            "x",
            "*9999999999999\r\n",
            "$2",
            "-",
            "\n",
            "*-2\r\n",
            "$1\r2\r\n",
            "=7\r\ntxt:abc\r\n",
            "*3\r\n",
            "\0",
            "$2\r\nab\r",
        ];

    private static string[] HttpWords =>
        [
            "GET / HTTP/1.1\r\n",
            "POST /a HTTP/1.0\n",
            "HTTP/1.1 200 OK\r\n",
            "HTTP/1.1 204 No Content\r\n",
            "HTTP/1.1 100 Continue\r\n",
            "HTTP/1.1 ",
            "SIP/2.0 200 OK\r\n",
            "INVITE sip:a@b SIP/2.0\r\n",
            "RTSP/1.0 200 OK\r\n",
            "OPTIONS * RTSP/1.0\r\n",
            "Content-Length: 5\r\n",
            "content-length:3 \r\n",
            "Content-Length : 0\r\n",
            "Content-Length: 5x\r\n",
            "Content-Length: \r\n",
            "l: 4\r\n",
            "L:2\n",
            "X-Other: 5\r\n",
            "Transfer-Encoding: chunked\r\n",
            "transfer-encoding: gzip, Chunked\n",
            "Transfer-Encoding: gzip\r\n",
            "5\r\n",
            "3;ext=1\n",
            "0\r\n",
            "a\r\n",
            "\r\n",
            "\r\n",
            "\r\n",
            "\r\n",
            "\n",
            "hello",
            "abc",
            "abc\r\n",
            " folded: 5\r\n",
            "Trailer: x\r\n",
            "\0",
            "Content-Length: 99999999999999999999\r\n",
            "\r",
            "Content-Lengths: 9\r\n",
            "ffffffffffffffffff\r\n",
            "no colon\r\n",
            "200",
            "099 OK\r\n",
        ];

    [Fact]
    public void Frames_do_not_depend_on_reads() =>
        Gen.Select(Stream, Gen.Int[1, 40].Array[1, 20])
            .Sample(
                (stream, splits) =>
                {
                    var (options, bytes) = stream;
                    var expected = FramerModel.Cut(options, bytes);
                    Assert.Equal(expected, Cut(options, bytes, splits));
                    Assert.Equal(expected, Cut(options, bytes, [1]));
                    Assert.Equal(expected, Cut(options, bytes, [bytes.Length + 1]));
                },
                iter: 24_000
            );

    [Fact]
    public void Every_byte_is_in_exactly_one_frame_whatever_is_missing() =>
        Gen.Select(Stream, Gen.Select(Gen.Int[1, 40], Gen.Bool).Array[1, 20])
            .Sample(
                (stream, reads) =>
                {
                    var (options, bytes) = stream;
                    var (framer, frames, offset, fed) = (new Framer(options), new List<Frame>(), 0, new List<int>());
                    for (var i = 0; offset < bytes.Length; i++)
                    {
                        var (length, lost) = (
                            Math.Min(reads[i % reads.Length].Item1, bytes.Length - offset),
                            reads[i % reads.Length].Item2 && i % 3 == 0
                        );
                        if (!lost)
                        {
                            frames.AddRange(FramerModel.Feed(framer, i + 1, 0, offset, bytes.AsSpan(offset, length)));
                            fed.AddRange(Enumerable.Range(offset, length));
                        }

                        offset += length;
                    }

                    var all = frames.Concat(framer.Open is { } open ? [open] : []).ToList();
                    Assert.Equal(fed, all.SelectMany(frame => Enumerable.Range((int)frame.Offset, frame.Length)));
                    Assert.Equal(Enumerable.Range(1, all.Count).Select(i => (long)i), all.Select(frame => frame.Number));
                    Assert.All(all, frame => Assert.True(frame.ContentLength >= 0 && frame.Length <= options.MaxFrameBytes));
                    Assert.All(all, frame =>
                        Assert.True(frame.State != FrameState.Complete || (!frame.MissesBeginning && !frame.MissesEnd))
                    );
                },
                iter: 12_000
            );

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Gen<(FramingOptions Options, byte[] Bytes)> Of(FramingMode mode, params string[] words) =>
        Gen.Select(Gen.OneOf(Gen.Int[11, 30], Gen.Const(1 << 20)), OneOf(words).Array[0, 30], (max, some) =>
            (new FramingOptions { Mode = mode, MaxFrameBytes = max }, Encoding.Latin1.GetBytes(string.Concat(some)))
        );

    private static Gen<(FramingOptions Options, byte[] Bytes)> Packets(FramingMode mode, byte end) =>
        Gen.Select(
            Gen.OneOf(Gen.Int[2, 20], Gen.Const(1 << 20)),
            Gen.Frequency((1, Gen.Const(end)), (3, Gen.Byte)).Array[0, 200],
            (max, bytes) => (new FramingOptions { Mode = mode, MaxFrameBytes = max }, bytes)
        );

    private static List<CutFrame> Cut(FramingOptions options, byte[] bytes, int[] splits)
    {
        var (framer, frames, offset) = (new Framer(options), new List<Frame>(), 0);
        for (var i = 0; offset < bytes.Length; i++)
        {
            var length = Math.Min(splits[i % splits.Length], bytes.Length - offset);
            frames.AddRange(FramerModel.Feed(framer, i + 1, 0, offset, bytes.AsSpan(offset, length)));
            offset += length;
        }

        // Behind the first frame that is out of step for good, pieces are reads.
        var outOfStep = options.Mode is FramingMode.LengthPrefix or FramingMode.Varint
            ? frames.FindIndex(frame => frame.State == FrameState.Unsynchronized)
            : -1;
        return
        [
            .. frames
                .Take(outOfStep < 0 ? frames.Count : outOfStep + 1)
                .Select(f => new CutFrame(f.Offset, f.Length, f.HeaderLength, f.TrailerLength, f.State)),
        ];
    }
}
