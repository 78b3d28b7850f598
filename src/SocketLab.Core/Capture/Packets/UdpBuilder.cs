using System.Buffers.Binary;
using SocketLab.Core.Addresses;

namespace SocketLab.Core.Capture.Packets;

/// <summary>Writes a datagram as a packet of IP and UDP.</summary>
internal static class UdpBuilder
{
    /// <summary>Bytes in front of the payload.</summary>
    public static int HeadLength(PeerAddress source) => IpBuilder.HeaderLength(source) + IpNumbers.UdpHeader;

    /// <summary>Writes the packet.</summary>
    /// <param name="to">Exactly room for head and payload.</param>
    /// <param name="source">Who sends it.</param>
    /// <param name="destination">Whom it is for.</param>
    /// <param name="payload">What was kept of it.</param>
    /// <param name="length">Its true length; a checksum can be made only of all of it.</param>
    public static void Write(Span<byte> to, PeerAddress source, PeerAddress destination, ReadOnlySpan<byte> payload, int length)
    {
        var sum = IpBuilder.Write(to, source, destination, IpNumbers.Udp, IpNumbers.UdpHeader + length);
        var udp = to[IpBuilder.HeaderLength(source)..];
        BinaryPrimitives.WriteUInt16BigEndian(udp, (ushort)source.Port);
        BinaryPrimitives.WriteUInt16BigEndian(udp[2..], (ushort)destination.Port);
        BinaryPrimitives.WriteUInt16BigEndian(udp[4..], (ushort)(IpNumbers.UdpHeader + length));
        udp[6..8].Clear();
        payload.CopyTo(udp[IpNumbers.UdpHeader..]);
        if (payload.Length == length)
        {
            // 0 stands for none, so that a sum of 0 is sent as its other form (RFC 768).
            var checksum = InternetChecksum.Finish(InternetChecksum.Add(sum, udp));
            BinaryPrimitives.WriteUInt16BigEndian(udp[6..], checksum == 0 ? ushort.MaxValue : checksum);
        }
    }
}
