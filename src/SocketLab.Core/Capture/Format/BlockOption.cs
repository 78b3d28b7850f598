using System.Buffers.Binary;
using System.Text;
using SocketLab.Core.Payloads;

namespace SocketLab.Core.Capture.Format;

/// <summary>An option of a pcapng block: a number that says what it is, and a value of up to 65,535 bytes.</summary>
internal readonly record struct BlockOption(ushort Code, byte[] Value)
{
    /// <summary>Longer text is cut, in UTF-16 units, so that its UTF-8 always fits.</summary>
    public const int MaxText = 16_000;

    /// <summary>What it takes in a block, padding included.</summary>
    public int Size => 4 + ((Value.Length + 3) & ~3);

    public static BlockOption Text(ushort code, string text) => new(code, Encoding.UTF8.GetBytes(ShortText.Of(text, MaxText)));

    public static BlockOption Number(ushort code, long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return new(code, bytes);
    }

    /// <summary>A time in nanoseconds since 1970: two halves, the upper one first.</summary>
    public static BlockOption Time(ushort code, DateTime time)
    {
        var bytes = new byte[8];
        PcapngTime.Write(bytes, time);
        return new(code, bytes);
    }

    /// <summary>What the options take at the end of a block, with the one that ends them.</summary>
    public static int SizeOf(ReadOnlySpan<BlockOption> options)
    {
        var size = options.IsEmpty ? 0 : 4;
        foreach (var option in options)
        {
            size += option.Size;
        }

        return size;
    }

    /// <summary>Options as they stand in a block, with the one that ends them: to be made once and written often.</summary>
    public static byte[] Pack(params ReadOnlySpan<BlockOption> options)
    {
        var packed = new byte[SizeOf(options)];
        Write(packed, options);
        return packed;
    }

    /// <summary>Writes options, and the one that ends them; nothing for none.</summary>
    public static void Write(Span<byte> to, ReadOnlySpan<BlockOption> options)
    {
        to.Clear();
        foreach (var option in options)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(to, option.Code);
            BinaryPrimitives.WriteUInt16LittleEndian(to[2..], (ushort)option.Value.Length);
            option.Value.CopyTo(to[4..]);
            to = to[option.Size..];
        }
    }
}
