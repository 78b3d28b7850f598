using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace SocketLab.Web.ViewState.Bytes;

/// <summary>Reads the bytes at a place as numbers, times and addresses, in both byte orders.</summary>
public static class ByteValues
{
    /// <summary>More bits than fit a line say nothing.</summary>
    private const int MaxBits = 8;

    /// <summary>Bytes of the longest value, which is an IPv6 address.</summary>
    private const int MaxSize = 16;

    private static readonly (string Name, int Size, string Type, Func<ulong, string?> Read)[] Numbers =
    [
        ("u8", 1, "u8", bits => Number(bits)),
        ("i8", 1, "i8", bits => Number((sbyte)bits)),
        ("u16", 2, "u16", bits => Number(bits)),
        ("i16", 2, "i16", bits => Number((short)bits)),
        ("u32", 4, "u32", bits => Number(bits)),
        ("i32", 4, "i32", bits => Number((int)bits)),
        ("u64", 8, "u64", bits => Number(bits)),
        ("i64", 8, "i64", bits => Number((long)bits)),
        ("f32", 4, "f32", bits => BitConverter.UInt32BitsToSingle((uint)bits).ToString(CultureInfo.InvariantCulture)),
        ("f64", 8, "f64", bits => BitConverter.UInt64BitsToDouble(bits).ToString(CultureInfo.InvariantCulture)),
        ("Unix s", 4, "u32", bits => Time(DateTimeOffset.FromUnixTimeSeconds((long)bits), "yyyy-MM-dd HH:mm:ss'Z'")),
        ("Unix ms", 8, "u64", bits => bits > LatestMilliseconds ? null : Milliseconds((long)bits)),
    ];

    /// <summary>The last millisecond of the year 9999, which is as far as dates go.</summary>
    private const ulong LatestMilliseconds = 253_402_300_799_999;

    /// <summary>All values that begin at a selection, as far as the message has bytes for them.</summary>
    /// <param name="message">The message.</param>
    /// <param name="selection">Where they begin. Bits are those of all selected bytes, up to eight.</param>
    public static IReadOnlyList<ByteValue> At(ReadOnlySpan<byte> message, ByteSelection selection)
    {
        if (selection.Start >= message.Length)
        {
            return [];
        }

        var start = selection.Start;
        var bytes = message.Slice(start, Math.Min(message.Length - start, MaxSize)).ToArray();
        var values = new List<ByteValue>();
        foreach (var (name, size, type, read) in Numbers)
        {
            if (size > bytes.Length)
            {
                continue;
            }

            var hasOrder = size > 1;
            var big = Read(read(Bits(bytes.AsSpan(0, size), isLittle: false)), new(start, size) { Type = hasOrder ? type + "be" : type });
            var little = hasOrder ? Read(read(Bits(bytes.AsSpan(0, size), isLittle: true)), new(start, size) { Type = type + "le" }) : null;
            values.Add(new(name, size, big, little));
        }

        foreach (var (name, size) in (ReadOnlySpan<(string, int)>)[("IPv4", 4), ("IPv6", 16)])
        {
            if (size <= bytes.Length)
            {
                values.Add(new(name, size, Read(new IPAddress(bytes.AsSpan(0, size)).ToString(), new(start, size)), null));
            }
        }

        var count = Math.Min(Math.Min(selection.Length, MaxBits), bytes.Length);
        var bits = string.Join(' ', bytes.Take(count).Select(value => value.ToString("b8", CultureInfo.InvariantCulture)));
        values.Add(new("Bits", count, Read(bits, new(start, count)), null));
        return values;
    }

    private static ByteReadAs? Read(string? text, ByteSelection selection) => text is null ? null : new(text, selection);

    /// <summary>At most 8 bytes as one number.</summary>
    internal static ulong Bits(ReadOnlySpan<byte> bytes, bool isLittle)
    {
        Span<byte> wide = stackalloc byte[8];
        wide.Clear();
        if (isLittle)
        {
            bytes.CopyTo(wide);
            return BinaryPrimitives.ReadUInt64LittleEndian(wide);
        }

        bytes.CopyTo(wide[^bytes.Length..]);
        return BinaryPrimitives.ReadUInt64BigEndian(wide);
    }

    private static string Number<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);

    private static string Milliseconds(long value) => Time(DateTimeOffset.FromUnixTimeMilliseconds(value), "yyyy-MM-dd HH:mm:ss.fff'Z'");

    private static string Time(DateTimeOffset time, string format) => time.ToString(format, CultureInfo.InvariantCulture);
}
