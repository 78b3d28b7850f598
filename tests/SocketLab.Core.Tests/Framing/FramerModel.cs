using SocketLab.Core.Definitions;
using SocketLab.Core.Framing;

namespace SocketLab.Core.Tests.Framing;

/// <summary>Framing without splits or state: cuts a whole stream by looking at all of it.</summary>
internal static class FramerModel
{
    public static List<Frame> Feed(Framer framer, long sequence, long ticks, long offset, ReadOnlySpan<byte> bytes)
    {
        var frames = new List<Frame>();
        foreach (var frame in framer.Feed(sequence, ticks, offset, bytes))
        {
            frames.Add(frame);
        }

        return frames;
    }

    /// <summary>Each frame that ends within the bytes, unless it is oversized: then each piece of it.</summary>
    public static List<CutFrame> Cut(FramingOptions options, byte[] bytes)
    {
        var (frames, start) = (new List<CutFrame>(), 0);
        while (start < bytes.Length)
        {
            var (length, header, trailer, state) = First(options, bytes.AsSpan(start));
            if (length < 0)
            {
                // Out of step for good: what is left depends on how it was read.
                frames.Add(new(start, header, 0, 0, FrameState.Unsynchronized));
                return frames;
            }

            var (end, isFirst) = (start + length, true);
            while (start < end)
            {
                var piece = (int)Int128.Min(options.MaxFrameBytes, end - start);
                if (start + piece > bytes.Length)
                {
                    return frames;
                }

                var isLast = start + piece == end;

                // What breaks off only behind the limit has reached it before.
                var isWhole = isFirst && isLast && (state != FrameState.Partial || piece < options.MaxFrameBytes);
                frames.Add(
                    new(
                        start,
                        piece,
                        isFirst ? Math.Min(header, piece) : 0,
                        isLast ? Math.Min(trailer, piece) : 0,
                        isWhole
                        || (state == FrameState.BetweenFrames && (isLast || options.Mode != FramingMode.Http))
                        || (state == FrameState.Unsynchronized && isLast)
                            ? state
                            : FrameState.Oversized
                    )
                );
                (start, isFirst) = (start + piece, false);
            }
        }

        return frames;
    }

    /// <summary>The first frame, as if there were no limit on its length.</summary>
    private static FoundFrame First(FramingOptions options, ReadOnlySpan<byte> bytes)
    {
        switch (options.Mode)
        {
            case FramingMode.Fixed:
                return new(options.FixedBytes);
            case FramingMode.Line:
                return Line(bytes, FrameState.Complete);
            case FramingMode.Delimiter:
                var delimiter = Convert.FromHexString(options.DelimiterHex);
                var at = bytes.IndexOf(delimiter);
                return at < 0 ? FoundFrame.Endless : new(at + delimiter.Length, 0, delimiter.Length);
            case FramingMode.OctetCounting:
                return OctetCounting(bytes);
            case FramingMode.Slip:
                return Packet(bytes, 0xc0);
            case FramingMode.Cobs:
                return Packet(bytes, 0);
            case FramingMode.StartEnd:
                return StartEndModel.First(options, bytes);
            case FramingMode.Resp:
                return RespModel.First(bytes);
            case FramingMode.Http:
                return HttpModel.First(bytes);
            default:
                return LengthModel.First(options, bytes);
        }
    }

    private static FoundFrame Line(ReadOnlySpan<byte> bytes, FrameState state)
    {
        var lf = bytes.IndexOf((byte)'\n');
        var trailer = lf > 0 && bytes[lf - 1] == '\r' ? 2 : 1;
        return lf < 0 ? FoundFrame.Endless with { State = state } : new(lf + 1, 0, state == FrameState.Complete ? trailer : 0, state);
    }

    private static FoundFrame OctetCounting(ReadOnlySpan<byte> bytes)
    {
        if (bytes[0] == '<')
        {
            return Line(bytes, FrameState.Complete);
        }

        var digits = bytes[..Math.Min(10, bytes.Length)].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        digits = digits < 0 ? Math.Min(10, bytes.Length) : digits;
        return bytes[0] is < (byte)'1' or > (byte)'9' ? Line(bytes, FrameState.BetweenFrames)
            : digits == bytes.Length ? FoundFrame.Endless
            : bytes[digits] != ' ' ? Line(bytes, FrameState.BetweenFrames)
            : new(digits + 1 + long.Parse(bytes[..digits], System.Globalization.CultureInfo.InvariantCulture), digits + 1);
    }

    private static FoundFrame Packet(ReadOnlySpan<byte> bytes, byte end)
    {
        var header = bytes.IndexOfAnyExcept(end);
        var length = header < 0 ? -1 : bytes[header..].IndexOf(end);
        return length < 0 ? FoundFrame.Endless with { Header = header < 0 ? bytes.Length : header } : new(header + length + 1, header, 1);
    }
}

/// <summary>A frame or a piece of one, as the tests compare it.</summary>
internal readonly record struct CutFrame(long Offset, int Length, int Header, int Trailer, FrameState State);

/// <summary>A frame as if there were no limit on its length; -1 where there is none and never will be.</summary>
internal readonly record struct FoundFrame(Int128 Length, int Header = 0, int Trailer = 0, FrameState State = FrameState.Complete)
{
    /// <summary>Its end is not here.</summary>
    public static FoundFrame Endless { get; } = new(Int128.MaxValue / 2);
}
