using System.Buffers.Binary;
using SocketLab.Core.Addresses;

namespace SocketLab.Core.Capture.Packets;

/// <summary>What a TCP segment says besides its bytes.</summary>
/// <param name="Source">Who sends it.</param>
/// <param name="Destination">Whom it is for.</param>
/// <param name="Sequence">The number of its first byte.</param>
/// <param name="Acknowledged">The number of the byte that is expected next from the other side.</param>
/// <param name="Flags">SYN, ACK, FIN, RST, PSH.</param>
internal readonly record struct TcpSegment(PeerAddress Source, PeerAddress Destination, uint Sequence, uint Acknowledged, byte Flags);

/// <summary>Writes a piece of a stream as a packet of IP and TCP.</summary>
internal static class TcpBuilder
{
    /// <summary>Maximum segment size 65,495 and a window scale of 14, the largest (RFC 7323): nobody is ever held back.</summary>
    private static ReadOnlySpan<byte> SynOptions => [2, 4, 0xFF, 0xD7, 3, 3, 14, 0];

    /// <summary>Payload that a packet has room for.</summary>
    public static int MaxPayload(PeerAddress source) => ushort.MaxValue - IpNumbers.TcpHeader - (source.IsV4 ? IpNumbers.V4Header : 0);

    /// <summary>Bytes in front of the payload.</summary>
    public static int HeadLength(in TcpSegment segment) =>
        IpBuilder.HeaderLength(segment.Source) + IpNumbers.TcpHeader + (IsSyn(segment) ? SynOptions.Length : 0);

    /// <summary>Writes the packet into exactly the room for head and payload.</summary>
    public static void Write(Span<byte> to, in TcpSegment segment, ReadOnlySpan<byte> payload)
    {
        var at = IpBuilder.HeaderLength(segment.Source);
        var sum = IpBuilder.Write(to, segment.Source, segment.Destination, IpNumbers.Tcp, to.Length - at);
        var tcp = to[at..];
        var head = tcp.Length - payload.Length;
        BinaryPrimitives.WriteUInt16BigEndian(tcp, (ushort)segment.Source.Port);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[2..], (ushort)segment.Destination.Port);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[4..], segment.Sequence);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[8..], segment.Acknowledged);
        tcp[12] = (byte)(head / 4 << 4);
        tcp[13] = segment.Flags;
        BinaryPrimitives.WriteUInt16BigEndian(tcp[14..], ushort.MaxValue);
        tcp[16..20].Clear();
        if (IsSyn(segment))
        {
            SynOptions.CopyTo(tcp[IpNumbers.TcpHeader..]);
        }

        payload.CopyTo(tcp[head..]);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[16..], InternetChecksum.Finish(InternetChecksum.Add(sum, tcp)));
    }

    private static bool IsSyn(in TcpSegment segment) => (segment.Flags & IpNumbers.Syn) != 0;
}
