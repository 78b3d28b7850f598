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
        Span<byte> pseudo = stackalloc byte[8];
        BinaryPrimitives.WriteInt32BigEndian(pseudo, length);
        pseudo[7] = protocol;
        var sum = InternetChecksum.Add(0, pseudo);
        if (!source.IsV4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(to, 6u << 28);
            BinaryPrimitives.WriteUInt16BigEndian(to[4..], (ushort)length);
            (to[6], to[7]) = (protocol, HopLimit);
            source.CopyAddressTo(to[8..]);
            destination.CopyAddressTo(to[24..]);
            return InternetChecksum.Add(sum, to[8..IpNumbers.V6Header]);
        }

        var header = to[..IpNumbers.V4Header];
        header.Clear();
        header[0] = (4 << 4) | (IpNumbers.V4Header / 4);
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)(IpNumbers.V4Header + length));

        // Don't fragment: then the identification means nothing and may be 0 (RFC 6864, 4.1).
        header[6] = 0x40;
        (header[8], header[9]) = (HopLimit, protocol);
        source.CopyAddressTo(header[12..]);
        destination.CopyAddressTo(header[16..]);
        BinaryPrimitives.WriteUInt16BigEndian(header[10..], InternetChecksum.Finish(InternetChecksum.Add(0, header)));
        return InternetChecksum.Add(sum, header[12..]);
    }
}
