using System.Buffers.Binary;
using SocketLab.Core.Addresses;

namespace SocketLab.Core.Capture.Packets;

/// <summary>Writes an IP header, and the checksum of what it carries.</summary>
/// <remarks>Both ends are of one family; <see cref="PeerAddress"/> knows no IPv4 inside IPv6.</remarks>
internal static class IpBuilder
{
    private const byte HopLimit = 64;

    /// <summary>Bytes of the header.</summary>
    public static int HeaderLength(PeerAddress source) => source.IsV4 ? IpNumbers.V4Header : IpNumbers.V6Header;

    /// <summary>Writes the header and returns the sum with which the checksum of what follows begins (its pseudo header).</summary>
    /// <param name="to">Where the packet stands.</param>
    /// <param name="source">Who sends it.</param>
    /// <param name="destination">Whom it is for.</param>
    /// <param name="protocol">What it carries.</param>
    /// <param name="length">Bytes that it carries, also where fewer were kept.</param>
    public static ulong Write(Span<byte> to, PeerAddress source, PeerAddress destination, byte protocol, int length)
    {
        var (ipSum, pseudoSum) = WriteStart(to, source, destination, protocol);
        WriteLength(to, source.IsV4, length, ipSum);
        return pseudoSum + InternetChecksum.WordOf(length);
    }

    /// <summary>
    /// Writes all of the header but what depends on a length, and returns the sums to go on with: its own, and the pseudo header's.
    /// </summary>
    public static (ulong IpSum, ulong PseudoSum) WriteStart(Span<byte> to, PeerAddress source, PeerAddress destination, byte protocol)
    {
        Span<byte> pseudo = [0, protocol];
        var sum = InternetChecksum.Add(0, pseudo);
        if (!source.IsV4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(to, 6u << 28);
            (to[4], to[5], to[6], to[7]) = (0, 0, protocol, HopLimit);
            source.CopyAddressTo(to[8..]);
            destination.CopyAddressTo(to[24..]);
            return (0, InternetChecksum.Add(sum, to[8..IpNumbers.V6Header]));
        }

        var header = to[..IpNumbers.V4Header];
        header.Clear();
        header[0] = (4 << 4) | (IpNumbers.V4Header / 4);

        // Don't fragment: then the identification means nothing and may be 0 (RFC 6864, 4.1).
        header[6] = 0x40;
        (header[8], header[9]) = (HopLimit, protocol);
        source.CopyAddressTo(header[12..]);
        destination.CopyAddressTo(header[16..]);
        return (InternetChecksum.Add(0, header), InternetChecksum.Add(sum, header[12..]));
    }

    /// <summary>Writes what depends on the length into a header that <see cref="WriteStart"/> has begun.</summary>
    /// <param name="to">Where the packet stands.</param>
    /// <param name="isV4">Whether it is an IPv4 header.</param>
    /// <param name="length">Bytes that it carries, also where fewer were kept.</param>
    /// <param name="ipSum">The header's sum until now.</param>
    public static void WriteLength(Span<byte> to, bool isV4, int length, ulong ipSum)
    {
        if (!isV4)
        {
            BinaryPrimitives.WriteUInt16BigEndian(to[4..], (ushort)length);
            return;
        }

        var total = IpNumbers.V4Header + length;
        BinaryPrimitives.WriteUInt16BigEndian(to[2..], (ushort)total);
        BinaryPrimitives.WriteUInt16BigEndian(to[10..], InternetChecksum.Finish(ipSum + InternetChecksum.WordOf(total)));
    }
}
