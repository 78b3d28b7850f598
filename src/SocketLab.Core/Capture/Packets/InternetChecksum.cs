using System.Buffers.Binary;

namespace SocketLab.Core.Capture.Packets;

/// <summary>The checksum of IP, UDP and TCP: the ones' complement of the ones' complement sum of 16-bit words (RFC 1071).</summary>
internal static class InternetChecksum
{
    /// <summary>Adds bytes to a sum. Only the last piece that is added may have an odd length.</summary>
    /// <remarks>The sum may be taken in any byte order and turned at the end (RFC 1071, 2), so words are read as they lie.</remarks>
    public static ulong Add(ulong sum, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= 16)
        {
            // 32 bits at a time into 64: no carry is lost before 4 billion of them.
            sum += BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            sum += BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            sum += BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
            sum += BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]);
            bytes = bytes[16..];
        }

        while (bytes.Length >= 2)
        {
            sum += BinaryPrimitives.ReadUInt16LittleEndian(bytes);
            bytes = bytes[2..];
        }

        return bytes.IsEmpty ? sum : sum + bytes[0];
    }

    /// <summary>What stands in a header for the sum, to be written in network order.</summary>
    public static ushort Finish(ulong sum)
    {
        while (sum >> 16 != 0)
        {
            sum = (sum & ushort.MaxValue) + (sum >> 16);
        }

        return BinaryPrimitives.ReverseEndianness((ushort)~sum);
    }
}
