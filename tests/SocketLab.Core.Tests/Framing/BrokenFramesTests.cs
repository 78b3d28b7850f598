using System.Text;
using CsCheck;
using SocketLab.Core.Definitions;
using SocketLab.Core.Framing;

namespace SocketLab.Core.Tests.Framing;

/// <summary>
/// What each framing makes of streams that break its rules, and where it finds its way back. <c>…</c> is a gap of ten bytes.
/// </summary>
public sealed class BrokenFramesTests
{
    [Theory]
    // Noise before a start, a start within a frame, a frame that lost its beginning or its end.
    [InlineData("STX … ETX", "noise\u0002a\u0003\r\n\u0002b\u0003", "between 0+5, complete 5+3 (1,1), between 8+2, complete 10+3 (1,1)")]
    [InlineData("STX … ETX", "\u0002lost\u0002a\u0003", "partial> 0+5 (1,0), complete 5+3 (1,1)")]
    [InlineData("STX … ETX", "\u0002a…b\u0003\u0002c\u0003", "partial> 0+2 (1,0), <partial 12+2 (0,1), complete 14+3 (1,1)")]
    [InlineData("STX … ETX", "\u0002a…b\u0002c\u0003", "partial> 0+2 (1,0), <partial> 12+1, complete 13+3 (1,1)")]
    [InlineData("STX … ETX", "\u0003\u0003", "between 0+2")]
    [InlineData("HL7 MLLP", "\va\u001cb\u001c\r\vc", "complete 0+6 (1,2), partial> 6+2 (1,0)")]
    [InlineData("DLE STX … DLE ETX", "\u0010x\u0010\u0002a\u0010\u0010\u0003\u0010\u0003", "between 0+2, complete 2+8 (2,2)")]
    // A count that is none, up to the next line.
    [InlineData("Syslog (octet counting)", "3 <1>12x\n3 <2>", "complete 0+5 (2,0), between 5+4, complete 9+5 (2,0)")]
    [InlineData("Syslog (octet counting)", "0 a\n99999999999 b\n3 <3>", "between 0+4, between 4+14, complete 18+5 (2,0)")]
    [InlineData("Syslog (octet counting)", "9 <1>a…5 b\n3 <3>", "partial> 0+6 (2,0), between 16+4, complete 20+5 (2,0)")]
    // A value that is none, up to the end of its line.
    [InlineData("Redis RESP", "*1\r\nx\r\n+OK\r\n", "unsynchronized 0+7, complete 7+5")]
    [InlineData("Redis RESP", "$x\r\n+OK\r\n", "unsynchronized 0+4, complete 4+5")]
    [InlineData("Redis RESP", "$2\r\nabc\r\n+OK\r\n", "unsynchronized 0+9, complete 9+5")]
    [InlineData(
        "Redis RESP",
        "\r\n*-2\r\n*99999999999999\r\n+OK\r\n",
        "between 0+2, unsynchronized 2+5, unsynchronized 7+17, complete 24+5"
    )]
    [InlineData("Redis RESP", "*2\r\n$3\r\nfo…o\r\n+OK\r\n", "partial> 0+10, between 20+3, complete 23+5")]
    // Lines that begin no message, lengths that are none, and another protocol behind 101.
    [InlineData("HTTP/1.1 or SIP", "\r\n\r\nGET / HTTP/1.1\r\n\r\n", "between 0+2, between 2+2, complete 4+18")]
    [InlineData("HTTP/1.1 or SIP", "noise\nGET / HTTP/1.1\r\n\r\n", "between 0+6, complete 6+18")]
    [InlineData(
        "HTTP/1.1 or SIP",
        "GET / HTTP/1.1\nContent-Length: 1x\n\nGET / HTTP/1.1\n\n",
        "unsynchronized 0+34, between 34+1, complete 35+16"
    )]
    [InlineData("HTTP/1.1 or SIP", "GET / HTTP/1.1\nContent-Length: 1\nContent-Length: 2\n", "unsynchronized 0+51")]
    [InlineData("HTTP/1.1 or SIP", "GET / HTTP/1.1\nTransfer-Encoding: chunked\n\nfoo\n", "unsynchronized 0+47")]
    [InlineData("HTTP/1.1 or SIP", "HTTP/1.1 101 Switching Protocols\r\n\r\n\u0081\u0005", "complete 0+36, partial> 36+2")]
    [InlineData("HTTP/1.1 or SIP", "PRI * HTTP/2.0\r\n", "between 0+16")]
    [InlineData(
        "HTTP/1.1 or SIP",
        "GET / HTTP/1.1\nA: …b\nc\nGET / HTTP/1.1\n\n",
        "partial> 0+18, between 28+2, between 30+2, complete 32+16"
    )]
    // A varint that is too long, or gone: where frames begin cannot be found again.
    [InlineData("MQTT", "\u00c0\0\u0030\u00ff\u00ff\u00ff\u00ff\u0001abc", "complete 0+2, unsynchronized 2+5, unsynchronized 7+4")]
    [InlineData("MQTT", "\u00c0\0…\u00c0\0", "complete 0+2, unsynchronized 12+2")]
    [InlineData(
        "BGP",
        "\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\0\u0011a",
        "unsynchronized 0+18, unsynchronized 18+1"
    )]
    // A packet that lost its beginning; END bytes alone are no packet.
    [InlineData("SLIP", "\u00c0\u00c0ab\u00c0…cd\u00c0\u00c0e\u00c0", "complete 0+5 (2,1), <partial 15+3 (0,1), complete 18+3 (1,1)")]
    public void What_is_no_frame_is_told_and_the_next_one_is_found(string protocol, string reads, string expected)
    {
        var framer = new Framer(FramingPreset.All.Single(preset => preset.Name == protocol).Options);
        var (frames, offset) = (new List<Frame>(), 0L);
        foreach (var (part, i) in reads.Split('…').Select((part, i) => (part, i)))
        {
            offset += i > 0 ? 10 : 0;
            frames.AddRange(FramerModel.Feed(framer, i + 1, 0, offset, Encoding.Latin1.GetBytes(part)));
            offset += part.Length;
        }

        Assert.Equal(expected, string.Join(", ", frames.Concat(framer.Open is { } open ? [open] : []).Select(Text)));
    }

    [Theory]
    [InlineData("Redis RESP", "$1000000000\r\n")]
    [InlineData("Redis RESP", "*1000000000\r\n")]
    [InlineData("Syslog (octet counting)", "9999999999 ")]
    [InlineData("HTTP/1.1 or SIP", "PUT / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n")]
    [InlineData("HTTP/1.1 or SIP", "PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffff\r\n")]
    [InlineData("MQTT", "\u0030\u00ff\u00ff\u00ff\u007f")]
    [InlineData("Modbus/TCP", "\0\u0001\0\0\u00ff\u00ff")]
    [InlineData("STX … ETX", "\u0002")]
    [InlineData("SLIP", "a")]
    public void A_length_without_measure_gives_pieces_and_holds_nothing(string protocol, string beginning)
    {
        var framing = FramingPreset.All.Single(preset => preset.Name == protocol).Options with { MaxFrameBytes = 1024 };
        var framer = new Framer(framing);
        var bytes = Encoding.Latin1.GetBytes(beginning.PadRight(beginning.Length + 10_000, '1'));
        var frames = FramerModel.Feed(framer, 1, 0, 0, bytes);
        Assert.All(frames, frame => Assert.Equal((FrameState.Oversized, 1024), (frame.State, frame.Length)));
        Assert.InRange(frames.Count, 9, 10);
        Assert.True(framer.State.IsPossible(framing));
    }

    [Fact]
    public void Any_place_that_could_be_one_can_be_read_on_from() =>
        Gen.Select(
                Gen.Int[0, FramingPreset.All.Count - 1].Select(i => FramingPreset.All[i]),
                Gen.Select(Gen.Int[0, 40], Gen.Int[0, 16], Gen.Int[0, 255], Gen.Int[0, 16], Gen.Int[0, 4]),
                Gen.Select(Gen.ULong, Gen.ULong[0, 300], Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool),
                Gen.Byte.Array[1, 100]
            )
            .Sample(
                (preset, small, large, bytes) =>
                {
                    var state = FramerState.At(1000) with
                    {
                        Expected = 1000 + small.Item1,
                        Phase = small.Item2,
                        Detail = small.Item3,
                        Matched = small.Item4,
                        LengthFieldRead = small.Item5,
                        LengthField = large.Item1,
                        Remaining = large.Item2,
                        IsBetween = large.Item3,
                        IsOversized = large.Item4,
                        IsUnsynchronized = large.Item5,
                        MissesBeginning = large.Item6,
                    };
                    if (!state.IsPossible(preset.Options))
                    {
                        return;
                    }

                    var framer = new Framer(preset.Options, state);
                    var frames = FramerModel.Feed(framer, 1, 0, state.Expected, bytes);
                    var all = frames.Concat(framer.Open is { } open ? [open] : []).ToList();
                    Assert.Equal(state.OpenLength + bytes.Length, all.Sum(frame => frame.Length));
                    Assert.All(all, frame => Assert.True(frame is { Length: > 0, ContentLength: >= 0, HeaderLength: >= 0 }));
                    Assert.True(framer.State.IsPossible(preset.Options));
                },
                iter: 30_000
            );

    private static string Text(Frame frame)
    {
        var borders = frame.HeaderLength + frame.TrailerLength > 0 ? $" ({frame.HeaderLength},{frame.TrailerLength})" : "";
        var state = frame.State == FrameState.BetweenFrames ? "between" : frame.State.ToString().ToLowerInvariant();
        var before = frame is { MissesBeginning: true, State: FrameState.Partial } ? "<" : "";
        return $"{before}{state}{(frame.MissesEnd ? ">" : "")} {frame.Offset}+{frame.Length}{borders}";
    }
}
