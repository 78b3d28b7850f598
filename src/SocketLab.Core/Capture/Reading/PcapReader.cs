using System.Buffers.Binary;
using SocketLab.Core.Capture.Format;

namespace SocketLab.Core.Capture.Reading;

/// <summary>
/// Reads classic pcap (draft-ietf-opsawg-pcap): both byte orders, micro- and nanoseconds, and the longer records of old Linux.
/// </summary>
internal sealed class PcapReader : IRecordReader
{
    /// <summary>Bytes of the file's header.</summary>
    public const int FileHeader = 24;

    private const uint Microseconds = 0xA1B2C3D4;
    private const uint Nanoseconds = 0xA1B23C4D;
    private const uint Modified = 0xA1B2CD34;

    private readonly bool _isBigEndian;
    private readonly bool _isNanoseconds;
    private readonly int _recordHeader;
    private LinkType _link;
    private bool _isBegun;

    private PcapReader(bool isBigEndian, uint magic)
    {
        (_isBigEndian, _isNanoseconds) = (isBigEndian, magic == Nanoseconds);
        _recordHeader = magic == Modified ? 24 : 16;
    }

    /// <summary>The reader of a file that begins so; null when it is no pcap.</summary>
    public static PcapReader? TryOpen(ReadOnlySpan<byte> start)
    {
        var (big, little) = (BinaryPrimitives.ReadUInt32BigEndian(start), BinaryPrimitives.ReadUInt32LittleEndian(start));
        return IsMagic(big) ? new(true, big)
            : IsMagic(little) ? new(false, little)
            : null;
    }

    /// <inheritdoc/>
    public long Read(ReadOnlySpan<byte> data, long offset, out CapturedPacket packet, out bool hasPacket)
    {
        packet = default;
        hasPacket = false;
        if (!_isBegun)
        {
            return data.Length < FileHeader ? 0 : Begin(data);
        }

        if (data.Length < _recordHeader)
        {
            return 0;
        }

        var (seconds, fraction, length) = (Number(data), Number(data[4..]), Number(data[8..]));
        if (length > CaptureInput.MaxPacket)
        {
            throw new BadCaptureException($"A packet says that it has {length:N0} bytes.", offset + 8);
        }

        var whole = _recordHeader + (int)length;
        if (data.Length < whole)
        {
            return 0;
        }

        packet = new()
        {
            Link = _link,
            Ticks = CaptureClock.ToTicks(seconds, _isNanoseconds ? fraction : fraction * 1000UL),
            Bytes = data[_recordHeader..whole],
        };
        hasPacket = true;
        return whole;
    }

    private static bool IsMagic(uint number) => number is Microseconds or Nanoseconds or Modified;

    private int Begin(ReadOnlySpan<byte> data)
    {
        // The upper bits say how long a checksum behind each packet is.
        _link = (LinkType)(Number(data[20..]) & 0xFFFF);
        _isBegun = true;
        return FileHeader;
    }

    private uint Number(ReadOnlySpan<byte> at) =>
        _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(at) : BinaryPrimitives.ReadUInt32LittleEndian(at);
}
