using System.Buffers.Binary;

namespace SocketLab.Benchmarks.Filters;

/// <summary>Writes payloads as UDP datagrams over IPv4 into a capture file: raw IP, link type 101 (pcap-savefile(5)).</summary>
internal static class PcapFile
{
    private const int IpHeader = 20,
        UdpHeader = 8,
        RawIp = 101;

    /// <summary>Writes one datagram a payload, from 127.0.0.1 port 9191, a microsecond apart.</summary>
    public static void Write(string path, IEnumerable<byte[]> payloads)
    {
        using var file = new BufferedStream(File.Create(path), 1 << 20);
        var head = new byte[24];
        BinaryPrimitives.WriteUInt32LittleEndian(head, 0xa1b2c3d4);
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(4), 2);
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(6), 4);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(16), 65_535);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(20), RawIp);
        file.Write(head);
        var number = 0;
        foreach (var payload in payloads)
        {
            file.Write(Packet(payload, number++));
        }
    }

    private static byte[] Packet(byte[] payload, int number)
    {
        var length = IpHeader + UdpHeader + payload.Length;
        var packet = new byte[16 + length];
        BinaryPrimitives.WriteInt32LittleEndian(packet, number / 1_000_000);
        BinaryPrimitives.WriteInt32LittleEndian(packet.AsSpan(4), number % 1_000_000);
        BinaryPrimitives.WriteInt32LittleEndian(packet.AsSpan(8), length);
        BinaryPrimitives.WriteInt32LittleEndian(packet.AsSpan(12), length);
        var ip = packet.AsSpan(16);
        (ip[0], ip[8], ip[9]) = (0x45, 64, 17);
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], (ushort)length);
        (ip[12], ip[15], ip[16], ip[19]) = (127, 1, 127, 1);
        var udp = ip[IpHeader..];
        BinaryPrimitives.WriteUInt16BigEndian(udp, 9191);
        BinaryPrimitives.WriteUInt16BigEndian(udp[2..], 50_000);
        BinaryPrimitives.WriteUInt16BigEndian(udp[4..], (ushort)(UdpHeader + payload.Length));
        payload.CopyTo(udp[UdpHeader..]);
        return packet;
    }
}
