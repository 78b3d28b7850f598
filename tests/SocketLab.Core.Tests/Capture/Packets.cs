using System.Buffers.Binary;
using System.Net;
using SocketLab.Core.Addresses;
using SocketLab.Core.Capture.Format;
using SocketLab.Core.Capture.Packets;

namespace SocketLab.Core.Tests.Capture;

/// <summary>Packets to put into capture files.</summary>
internal static class Packets
{
    public static readonly PeerAddress Client = PeerAddress.From(IPEndPoint.Parse("10.0.0.1:50000"));
    public static readonly PeerAddress Server = PeerAddress.From(IPEndPoint.Parse("10.0.0.2:80"));
    public static readonly PeerAddress Client6 = PeerAddress.From(IPEndPoint.Parse("[2001:db8::1]:50000"));
    public static readonly PeerAddress Server6 = PeerAddress.From(IPEndPoint.Parse("[2001:db8::2]:53"));

    public static byte[] Udp(PeerAddress from, PeerAddress to, ReadOnlySpan<byte> payload)
    {
        var builder = new UdpBuilder().Between(from, to);
        var packet = new byte[builder.HeadLength + payload.Length];
        builder.Write(packet, payload, payload.Length);
        return packet;
    }

    /// <summary>A segment; flags are letters of SYN, ACK, FIN, RST.</summary>
    public static byte[] Tcp(bool fromClient, uint sequence, string flags, string payload = "", uint acknowledged = 0)
    {
        var bits = flags.Sum(letter =>
            letter switch
            {
                'S' => IpNumbers.Syn,
                'A' => IpNumbers.Ack,
                'F' => IpNumbers.Fin,
                _ => IpNumbers.Rst,
            }
        );
        var (from, to) = fromClient ? (Client, Server) : (Server, Client);
        var segment = new TcpSegment(from, to, sequence, acknowledged, (byte)bits);
        var bytes = System.Text.Encoding.ASCII.GetBytes(payload);
        var packet = new byte[TcpBuilder.HeadLength(segment) + bytes.Length];
        TcpBuilder.Write(packet, segment, bytes);
        return packet;
    }

    /// <summary>The pieces of an IPv4 packet.</summary>
    public static List<byte[]> InPieces(byte[] packet, int size)
    {
        var pieces = new List<byte[]>();
        var payload = packet.AsSpan(IpNumbers.V4Header);
        for (var at = 0; at < payload.Length; at += size)
        {
            var part = payload[at..Math.Min(at + size, payload.Length)];
            byte[] piece = [.. packet.AsSpan(0, IpNumbers.V4Header), .. part];
            BinaryPrimitives.WriteUInt16BigEndian(piece.AsSpan(2), (ushort)piece.Length);
            BinaryPrimitives.WriteUInt16BigEndian(piece.AsSpan(6), (ushort)((at / 8) | (at + part.Length < payload.Length ? 0x2000 : 0)));
            pieces.Add(piece);
        }

        return pieces;
    }

    /// <summary>An IPv6 packet with an extension header in front of what it carries.</summary>
    public static byte[] Extended(byte[] packet, byte header, ReadOnlySpan<byte> extension)
    {
        byte[] longer = [.. packet.AsSpan(0, IpNumbers.V6Header), .. extension, .. packet.AsSpan(IpNumbers.V6Header)];
        longer[IpNumbers.V6Header] = packet[6];
        longer[6] = header;
        BinaryPrimitives.WriteUInt16BigEndian(longer.AsSpan(4), (ushort)(longer.Length - IpNumbers.V6Header));
        return longer;
    }

    /// <summary>The packet with what a kind of link has in front.</summary>
    public static byte[] On(LinkType link, byte[] ip, params ReadOnlySpan<byte> vlanTags)
    {
        var isV4 = ip[0] >> 4 == 4;
        byte[] type = isV4 ? [0x08, 0x00] : [0x86, 0xDD];
        return link switch
        {
            LinkType.Ethernet => [.. new byte[12], .. vlanTags, .. type, .. ip],
            LinkType.LinuxCooked => [.. new byte[14], .. vlanTags, .. type, .. ip],
            LinkType.LinuxCooked2 => [.. type, .. new byte[18], .. ip],
            LinkType.Null => [isV4 ? (byte)2 : (byte)30, 0, 0, 0, .. ip],
            LinkType.Loop => [0, 0, 0, isV4 ? (byte)2 : (byte)24, .. ip],
            _ => ip,
        };
    }
}
