using System.Buffers.Binary;
using SocketLab.Core.Capture.Format;

namespace SocketLab.Core.Capture.Reading;

/// <summary>Reads pcapng (draft-ietf-opsawg-pcapng): any number of sections, of either byte order, with any number of interfaces.</summary>
internal sealed class PcapngReader : IRecordReader
{
    private const int Frame = 12;
    private const int MaxInterfaces = 4096;

    private readonly List<(LinkType Link, CaptureClock Clock, uint SnapLength)> _interfaces = [];
    private bool _isBigEndian;
    private long _lastTicks = DateTime.UnixEpoch.Ticks;

    /// <summary>Whether a file that begins so is pcapng.</summary>
    public static bool Is(ReadOnlySpan<byte> start) => BinaryPrimitives.ReadUInt32LittleEndian(start) == PcapngCode.Section;

    /// <inheritdoc/>
    public long Read(ReadOnlySpan<byte> data, long offset, out CapturedPacket packet, out bool hasPacket)
    {
        packet = default;
        hasPacket = false;
        if (data.Length < Frame)
        {
            return 0;
        }

        var isSection = BinaryPrimitives.ReadUInt32LittleEndian(data) == PcapngCode.Section;
        if (isSection)
        {
            BeginSection(data[8..], offset + 8);
        }

        var (type, length) = (U32(data), U32(data[4..]));
        if (length < Frame || length % 4 != 0)
        {
            throw new BadCaptureException($"A block says that it has {length:N0} bytes.", offset + 4);
        }

        var isKnown =
            isSection || type is PcapngCode.Interface or PcapngCode.Packet or PcapngCode.SimplePacket or PcapngCode.ObsoletePacket;
        if (length > CaptureInput.MaxRecord)
        {
            return isKnown ? throw new BadCaptureException($"A block says that it has {length:N0} bytes.", offset + 4) : length;
        }

        if (data.Length < length)
        {
            return 0;
        }

        if (U32(data[((int)length - 4)..]) != length)
        {
            throw new BadCaptureException("A block ends with another length than it begins with.", offset + length - 4);
        }

        var body = data[8..((int)length - 4)];
        switch (type)
        {
            case PcapngCode.Interface:
                AddInterface(body, offset + 8);
                break;
            case PcapngCode.Packet:
                hasPacket = true;
                packet = PacketOf(body, U32At(body, 0, offset), 20, U32At(body, 12, offset), offset + 8);
                break;
            case PcapngCode.ObsoletePacket:
                hasPacket = true;
                packet = PacketOf(body, U16(body, offset), 20, U32At(body, 12, offset), offset + 8);
                break;
            case PcapngCode.SimplePacket:
                hasPacket = true;
                packet = SimplePacketOf(body, offset + 8);
                break;
        }

        return length;
    }

    private void BeginSection(ReadOnlySpan<byte> magic, long offset)
    {
        _isBigEndian = BinaryPrimitives.ReadUInt32BigEndian(magic) == PcapngCode.ByteOrder;
        if (!_isBigEndian && BinaryPrimitives.ReadUInt32LittleEndian(magic) != PcapngCode.ByteOrder)
        {
            throw new BadCaptureException("A section says nothing of its byte order.", offset);
        }

        _interfaces.Clear();
    }

    private void AddInterface(ReadOnlySpan<byte> body, long offset)
    {
        if (body.Length < 8)
        {
            throw new BadCaptureException("An interface is not described whole.", offset);
        }

        if (_interfaces.Count == MaxInterfaces)
        {
            throw new BadCaptureException($"A section has more than {MaxInterfaces:N0} interfaces.", offset);
        }

        _interfaces.Add(((LinkType)U16(body, offset), ClockOf(body[8..], offset + 8), U32(body[4..])));
    }

    private CaptureClock ClockOf(ReadOnlySpan<byte> options, long offset)
    {
        byte resolution = 6;
        long seconds = 0;
        while (options.Length >= 4)
        {
            var (code, length) = (U16(options, offset), U16(options[2..], offset));
            var padded = 4 + ((length + 3) & ~3);
            if (code == PcapngCode.EndOfOptions)
            {
                break;
            }

            if (padded > options.Length)
            {
                throw new BadCaptureException("An option is longer than its block.", offset);
            }

            if (code == PcapngCode.InterfaceResolution && length >= 1)
            {
                resolution = options[4];
            }
            else if (code == PcapngCode.InterfaceOffset && length >= 8)
            {
                seconds = _isBigEndian
                    ? BinaryPrimitives.ReadInt64BigEndian(options[4..])
                    : BinaryPrimitives.ReadInt64LittleEndian(options[4..]);
            }

            options = options[padded..];
            offset += padded;
        }

        return CaptureClock.From(resolution, seconds)
            ?? throw new BadCaptureException("An interface counts time in units that nobody can.", offset);
    }

    private CapturedPacket PacketOf(ReadOnlySpan<byte> body, uint number, int head, uint length, long offset)
    {
        if (number >= _interfaces.Count)
        {
            throw new BadCaptureException($"A packet is of interface {number}, which is not described.", offset);
        }

        if (length > CaptureInput.MaxPacket || head + (long)length > body.Length)
        {
            throw new BadCaptureException($"A packet of {length:N0} bytes does not fit its block.", offset + 12);
        }

        var on = _interfaces[(int)number];
        _lastTicks = on.Clock.ToTicks(((ulong)U32(body[4..]) << 32) | U32(body[8..]));
        return new()
        {
            Link = on.Link,
            Ticks = _lastTicks,
            Bytes = body.Slice(head, (int)length),
        };
    }

    /// <summary>A packet of the first interface, without a time: it has that of the one before it.</summary>
    private CapturedPacket SimplePacketOf(ReadOnlySpan<byte> body, long offset)
    {
        if (_interfaces.Count == 0)
        {
            throw new BadCaptureException("A packet is of interface 0, which is not described.", offset);
        }

        var (link, _, snap) = _interfaces[0];
        var length = Math.Min(U32At(body, 0, offset), snap == 0 ? uint.MaxValue : snap);
        if (length > body.Length - 4)
        {
            throw new BadCaptureException($"A packet of {length:N0} bytes does not fit its block.", offset);
        }

        return new()
        {
            Link = link,
            Ticks = _lastTicks,
            Bytes = body.Slice(4, (int)length),
        };
    }

    private uint U32(ReadOnlySpan<byte> at) =>
        _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(at) : BinaryPrimitives.ReadUInt32LittleEndian(at);

    private uint U32At(ReadOnlySpan<byte> body, int at, long offset) =>
        body.Length >= at + 4 ? U32(body[at..]) : throw new BadCaptureException("A packet's block is too short.", offset);

    private ushort U16(ReadOnlySpan<byte> at, long offset) =>
        at.Length < 2 ? throw new BadCaptureException("A block is too short.", offset)
        : _isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(at)
        : BinaryPrimitives.ReadUInt16LittleEndian(at);
}
