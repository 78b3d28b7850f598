using System.Buffers.Binary;

namespace SocketLab.Core.Statistics;

/// <summary>The fixed part of an RTP header (RFC 3550, 5.1).</summary>
/// <param name="PayloadType">What the packet carries, 0 to 127 (RFC 3551).</param>
/// <param name="Sequence">The packet's number, one more for each; it wraps around.</param>
/// <param name="Timestamp">When the first byte was sampled, in ticks of the payload's clock.</param>
/// <param name="Ssrc">The synchronization source.</param>
internal readonly record struct RtpHeader(int PayloadType, ushort Sequence, uint Timestamp, uint Ssrc)
{
    /// <summary>Bytes of the fixed part.</summary>
    public const int Size = 12;

    /// <summary>Reads the header that <paramref name="bytes"/> begin with.</summary>
    /// <param name="bytes">A datagram, or its first <see cref="Size"/> bytes.</param>
    /// <param name="length">Bytes of the whole datagram.</param>
    /// <param name="header">The header.</param>
    /// <returns>Whether it is RTP: version 2, all its contributing sources, and no RTCP, which may share the port (RFC 5761, 4).</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, int length, out RtpHeader header)
    {
        if (bytes.Length < Size || bytes[0] >> 6 != 2 || bytes[1] is >= 192 and <= 223 || length < Size + (4 * (bytes[0] & 0x0f)))
        {
            header = default;
            return false;
        }

        header = new(
            bytes[1] & 0x7f,
            BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[8..])
        );
        return true;
    }

    /// <summary>Ticks a second of the payload's clock: for static payload types as in RFC 3551, tables 4 and 5.</summary>
    /// <param name="dynamicRate">That of payload types which have none of their own.</param>
    public int ClockRate(int dynamicRate) =>
        PayloadType switch
        {
            0 or 3 or 4 or 5 or 7 or 8 or 9 or 12 or 13 or 15 or 18 => 8000,
            6 => 16_000,
            10 or 11 => 44_100,
            16 => 11_025,
            17 => 22_050,
            14 or 25 or 26 or 28 or (>= 31 and <= 34) => 90_000,
            _ => dynamicRate,
        };
}
