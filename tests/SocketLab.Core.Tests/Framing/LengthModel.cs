using SocketLab.Core.Definitions;

namespace SocketLab.Core.Tests.Framing;

/// <summary>Length fields and varints, read from the whole of a stream.</summary>
internal static class LengthModel
{
    public static FoundFrame First(FramingOptions options, ReadOnlySpan<byte> bytes)
    {
        var field = bytes[Math.Min(bytes.Length, options.LengthOffset)..];
        var size = options.LengthBytes;
        if (options.Mode == FramingMode.Varint)
        {
            var last = field[..Math.Min(field.Length, size)].IndexOfAnyInRange((byte)0, (byte)0x7f);
            if (last < 0 && field.Length >= size)
            {
                return new(-1, options.LengthOffset + size);
            }

            size = last < 0 ? int.MaxValue / 2 : last + 1;
        }

        var header = options.LengthOffset + size;
        if (field.Length < size)
        {
            return FoundFrame.Endless;
        }

        var total = Value(options, field[..size]) + options.LengthAddend + (options.LengthIncludesHeader ? options.LengthOffset : header);
        return total < header ? new(-1, header) : new(total, options.LengthOffset == 0 ? header : 0);
    }

    private static Int128 Value(FramingOptions options, ReadOnlySpan<byte> field)
    {
        Int128 value = 0;
        for (var i = 0; i < field.Length; i++)
        {
            value =
                options.Mode == FramingMode.Varint
                    ? (value << 7) | (Int128)(field[field.Length - 1 - i] & 0x7f)
                    : (value << 8) | (Int128)field[options.LengthEndian == ByteOrder.Big ? i : field.Length - 1 - i];
        }

        return value;
    }
}
