using System.Buffers.Binary;

namespace SocketLab.Benchmarks.Peers;

/// <summary>
/// Payloads of the UDP datagrams in a capture of the loopback interface: pcapng as dumpcap writes it, pcap as tcpdump does.
/// </summary>
/// <remarks>Both little-endian, Ethernet, IPv4 without options: what these two write on this machine, and nothing else.</remarks>
internal static class CaptureFile
{
    private const uint PcapMagic = 0xa1b2c3d4;
    private const uint EnhancedPacket = 6;
    private const int Headers = 14 + 20 + 8;

    public static void Read(string path, SequenceCheck check)
    {
        using var file = new BufferedStream(File.OpenRead(path), 1 << 20);
        var head = new byte[8];
        file.ReadExactly(head);
        if (BinaryPrimitives.ReadUInt32LittleEndian(head) == PcapMagic)
        {
            ReadPcap(file, check);
        }
        else
        {
            file.Position = 0;
            ReadPcapng(file, check);
        }
    }

    private static void ReadPcap(Stream file, SequenceCheck check)
    {
        const int fileHeader = 24,
            recordHeader = 16;
        file.Position = fileHeader;
        var buffer = new byte[1 << 17];
        while (file.ReadAtLeast(buffer.AsSpan(0, recordHeader), recordHeader, throwOnEndOfStream: false) == recordHeader)
        {
            var captured = buffer.AsSpan(0, (int)BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(8)));
            file.ReadExactly(captured);
            Add(captured, check);
        }
    }

    private static void ReadPcapng(Stream file, SequenceCheck check)
    {
        const int blockHeader = 8;
        var buffer = new byte[1 << 18];
        while (file.ReadAtLeast(buffer.AsSpan(0, blockHeader), blockHeader, throwOnEndOfStream: false) == blockHeader)
        {
            var type = BinaryPrimitives.ReadUInt32LittleEndian(buffer);
            var body = buffer.AsSpan(0, (int)BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(4)) - blockHeader);
            file.ReadExactly(body);
            if (type == EnhancedPacket)
            {
                // Interface, time in two halves, captured and original length; then the packet.
                Add(body.Slice(20, (int)BinaryPrimitives.ReadUInt32LittleEndian(body[12..])), check);
            }
        }
    }

    private static void Add(ReadOnlySpan<byte> packet, SequenceCheck check) => check.Add(packet[Math.Min(Headers, packet.Length)..]);
}
