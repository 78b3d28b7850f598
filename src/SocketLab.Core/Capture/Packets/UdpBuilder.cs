using System.Buffers.Binary;
using SocketLab.Core.Addresses;

namespace SocketLab.Core.Capture.Packets;

/// <summary>Writes datagrams from one end to another as packets of IP and UDP.</summary>
/// <remarks>
/// From one datagram to the next only lengths and checksums differ, so the headers are kept, with the sums of what stays the same in
/// them. Not for use by two threads at once.
/// </remarks>
internal sealed class UdpBuilder
{
    private readonly byte[] _head = new byte[IpNumbers.V6Header + IpNumbers.UdpHeader];
    private bool _isV4;
    private int _ipHeader;
    private ulong _ipSum;
    private ulong _udpSum;

    /// <summary>Bytes in front of the payload.</summary>
    public int HeadLength => _ipHeader + IpNumbers.UdpHeader;

    /// <summary>Length of the longest datagram that a packet has room for.</summary>
    public int MaxLength => ushort.MaxValue - IpNumbers.UdpHeader - (_isV4 ? IpNumbers.V4Header : 0);

    /// <summary>Sets the ends of the datagrams that follow.</summary>
    /// <param name="source">Who sends them.</param>
    /// <param name="destination">Whom they are for; of the same family.</param>
    public UdpBuilder Between(PeerAddress source, PeerAddress destination)
    {
        (_isV4, _ipHeader) = (source.IsV4, IpBuilder.HeaderLength(source));
        var udp = _head.AsSpan(_ipHeader, IpNumbers.UdpHeader);
        udp.Clear();
        BinaryPrimitives.WriteUInt16BigEndian(udp, (ushort)source.Port);
        BinaryPrimitives.WriteUInt16BigEndian(udp[2..], (ushort)destination.Port);
        (_ipSum, var pseudoSum) = IpBuilder.WriteStart(_head, source, destination, IpNumbers.Udp);
        _udpSum = InternetChecksum.Add(pseudoSum, udp);
        return this;
    }

    /// <summary>Writes the packet.</summary>
    /// <param name="to">Exactly room for head and payload.</param>
    /// <param name="payload">What was kept of it.</param>
    /// <param name="length">Its true length; a checksum can be made only of all of it.</param>
    public void Write(Span<byte> to, ReadOnlySpan<byte> payload, int length)
    {
        var udp = to[_ipHeader..];
        _head.AsSpan(0, HeadLength).CopyTo(to);
        payload.CopyTo(udp[IpNumbers.UdpHeader..]);

        var udpLength = IpNumbers.UdpHeader + length;
        IpBuilder.WriteLength(to, _isV4, udpLength, _ipSum);
        BinaryPrimitives.WriteUInt16BigEndian(udp[4..], (ushort)udpLength);
        if (payload.Length == length)
        {
            // The length counts twice, in the pseudo header and here. 0 stands for none, so that a sum of 0 is sent as its other form
            // (RFC 768).
            var sum = _udpSum + (2UL * InternetChecksum.WordOf(udpLength));
            var checksum = InternetChecksum.Finish(InternetChecksum.Add(sum, payload));
            BinaryPrimitives.WriteUInt16BigEndian(udp[6..], checksum == 0 ? ushort.MaxValue : checksum);
        }
    }
}
