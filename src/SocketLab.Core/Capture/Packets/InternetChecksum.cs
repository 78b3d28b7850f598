using System.Buffers.Binary;
using System.Runtime.Intrinsics;

namespace SocketLab.Core.Capture.Packets;

/// <summary>The checksum of IP, UDP and TCP: the ones' complement of the ones' complement sum of 16-bit words (RFC 1071).</summary>
internal static class InternetChecksum
{
    /// <summary>Adds bytes to a sum. Only the last piece that is added may have an odd length.</summary>
    /// <remarks>The sum may be taken in any byte order and turned at the end (RFC 1071, 2), so words are read as they lie.</remarks>
    public static ulong Add(ulong sum, ReadOnlySpan<byte> bytes)
    {
        // 32 bits at a time into 64: no carry is lost before 2 billion of them.
        if (Vector256.IsHardwareAccelerated && BitConverter.IsLittleEndian)
        {
            var sums = Vector256<ulong>.Zero;
            while (bytes.Length >= Vector256<byte>.Count)
            {
                var words = Vector256.Create(bytes).AsUInt64();
                sums += (words & Vector256.Create<ulong>(uint.MaxValue)) + (words >>> 32);
                bytes = bytes[Vector256<byte>.Count..];
            }

            sum += Vector256.Sum(sums);
        }

        while (bytes.Length >= 4)
        {
            sum += BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            bytes = bytes[4..];
        }

        if (bytes.Length >= 2)
        {
            sum += BinaryPrimitives.ReadUInt16LittleEndian(bytes);
            bytes = bytes[2..];
        }

        return bytes.IsEmpty ? sum : sum + bytes[0];
    }

    /// <summary>What a number of 16 bits, which stands in network order, adds to a sum.</summary>
    public static ushort WordOf(int value) => BinaryPrimitives.ReverseEndianness((ushort)value);

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
