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

    /// <summary>
    /// Offset, length, content and whether it is whole, of each frame that ends within the bytes, unless it is oversized: then of each
    /// piece.
    /// </summary>
    public static List<(long Offset, int Length, int Header, int Trailer, FrameState State)> Cut(FramingOptions options, byte[] bytes)
    {
        var frames = new List<(long, int, int, int, FrameState)>();
        var start = 0;
        while (start < bytes.Length)
        {
            var (length, header, trailer) = First(options, bytes.AsSpan(start));
            if (length < 0)
            {
                // Out of step: what is left depends on how it was read.
                frames.Add((start, header, 0, 0, FrameState.Unsynchronized));
                return frames;
            }

            if (length <= options.MaxFrameBytes)
            {
                if (length > bytes.Length - start)
                {
                    return frames;
                }

                frames.Add((start, (int)length, header, trailer, FrameState.Complete));
                start += (int)length;
                continue;
            }

            var end = start + length;
            for (var first = true; start < end; first = false)
            {
                var piece = (int)Int128.Min(options.MaxFrameBytes, end - start);
                if (start + piece > bytes.Length)
                {
                    return frames;
                }

                frames.Add((start, piece, first ? header : 0, start + piece == end ? Math.Min(trailer, piece) : 0, FrameState.Oversized));
                start += piece;
            }
        }

        return frames;
    }

    /// <summary>Length (-1: impossible; huge: no end in sight), header and trailer of the first frame.</summary>
    private static (Int128 Length, int Header, int Trailer) First(FramingOptions options, ReadOnlySpan<byte> bytes)
    {
        Int128 endless = Int128.MaxValue / 2;
        switch (options.Mode)
        {
            case FramingMode.Fixed:
                return (options.FixedBytes, 0, 0);
            case FramingMode.Line:
                var lf = bytes.IndexOf((byte)'\n');
                return lf < 0 ? (endless, 0, 0) : (lf + 1, 0, lf > 0 && bytes[lf - 1] == '\r' ? 2 : 1);
            case FramingMode.Delimiter:
                var delimiter = Convert.FromHexString(options.DelimiterHex);
                var at = bytes.IndexOf(delimiter);
                return at < 0 ? (endless, 0, 0) : (at + delimiter.Length, 0, delimiter.Length);
            default:
                if (bytes.Length < options.LengthBytes)
                {
                    return (endless, 0, 0);
                }

                Int128 value = 0;
                for (var i = 0; i < options.LengthBytes; i++)
                {
                    value = (value << 8) | bytes[options.LengthEndian == ByteOrder.Big ? i : options.LengthBytes - 1 - i];
                }

                var total = options.LengthIncludesHeader ? value : value + options.LengthBytes;
                return total < options.LengthBytes ? (-1, options.LengthBytes, 0) : (total, options.LengthBytes, 0);
        }
    }
}
