using System.Buffers.Binary;

namespace SocketLab.Core.Statistics;

/// <summary>What a sequence-stamped message begins with: its length, its number and when it was sent.</summary>
/// <remarks>
/// 24 bytes, all numbers big-endian: the characters <c>SLSQ</c>; the bytes of the whole message (4); its number (8); microseconds since
/// 1970-01-01 UTC when it was sent (8). What follows, up to the length, is padding. The length makes messages of a stream countable.
/// </remarks>
/// <param name="Length">Bytes of the whole message, from 24 to 16 MiB.</param>
/// <param name="Number">The number of the message, one more for each, of all 64 bits.</param>
/// <param name="SentMicroseconds">When it was sent, by the sender's clock.</param>
public readonly record struct SequenceStamp(int Length, ulong Number, ulong SentMicroseconds)
{
    /// <summary>Bytes of a stamp.</summary>
    public const int Size = 24;

    /// <summary>A message longer than any payload can be is none of ours.</summary>
    public const int MaxLength = 16 << 20;

    /// <summary>The stamp as a template in hex; padding may be written behind it.</summary>
    public const string Template = "53 4c 53 51 {{length:u32be}} {{counter:u64be}} {{unixTimeUs:u64be}}";

    /// <summary>The first bytes of each stamp.</summary>
    public static ReadOnlySpan<byte> Magic => "SLSQ"u8;

    /// <summary>Reads the stamp that <paramref name="bytes"/> begin with.</summary>
    /// <param name="bytes">A message, or its first <see cref="Size"/> bytes.</param>
    /// <param name="stamp">The stamp.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out SequenceStamp stamp)
    {
        if (bytes.Length < Size || !bytes.StartsWith(Magic))
        {
            stamp = default;
            return false;
        }

        stamp = new(
            BinaryPrimitives.ReadInt32BigEndian(bytes[4..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[16..])
        );
        return stamp.Length is >= Size and <= MaxLength;
    }
}
