using System.Buffers.Binary;

namespace SocketLab.Core.Capture.Packets;

/// <summary>A TCP segment taken apart (RFC 9293, 3.1).</summary>
internal readonly ref struct TcpHeader
{
    private readonly byte _flags;

    private TcpHeader(ReadOnlySpan<byte> segment, int head, int length)
    {
        (SourcePort, DestinationPort) = (BinaryPrimitives.ReadUInt16BigEndian(segment), BinaryPrimitives.ReadUInt16BigEndian(segment[2..]));
        Sequence = BinaryPrimitives.ReadUInt32BigEndian(segment[4..]);
        Acknowledged = BinaryPrimitives.ReadUInt32BigEndian(segment[8..]);
        _flags = segment[13];
        Payload = segment.Length > head ? segment[head..] : default;
        Length = length - head;
    }

    public ushort SourcePort { get; }

    public ushort DestinationPort { get; }

    public uint Sequence { get; }

    public uint Acknowledged { get; }

    public bool IsSyn => (_flags & IpNumbers.Syn) != 0;

    public bool IsAck => (_flags & IpNumbers.Ack) != 0;

    public bool IsFin => (_flags & IpNumbers.Fin) != 0;

    public bool IsRst => (_flags & IpNumbers.Rst) != 0;

    /// <summary>What was kept of its bytes.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>How many bytes it had.</summary>
    public int Length { get; }

    /// <summary>Takes a segment apart.</summary>
    /// <returns>False for one that is malformed, or whose header was not kept whole.</returns>
    public static bool TryRead(in IpPacket ip, out TcpHeader tcp)
    {
        tcp = default;
        var segment = ip.Payload;
        if (segment.Length < IpNumbers.TcpHeader)
        {
            return false;
        }

        var head = (segment[12] >> 4) * 4;
        if (head < IpNumbers.TcpHeader || head > ip.Length)
        {
            return false;
        }

        tcp = new(segment, head, ip.Length);
        return true;
    }
}
