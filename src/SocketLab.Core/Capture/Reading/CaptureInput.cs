namespace SocketLab.Core.Capture.Reading;

/// <summary>Takes each packet of a capture file.</summary>
internal delegate void PacketTaker(in CapturedPacket packet);

/// <summary>Reads a capture file from its start to its end, however long it is, through one buffer.</summary>
internal sealed class CaptureInput(PacketTaker take)
{
    /// <summary>The longest packet that is taken: four times what Wireshark takes from an interface.</summary>
    public const int MaxPacket = 1 << 20;

    /// <summary>The longest record that is taken, with its packet and what is said about it.</summary>
    public const int MaxRecord = MaxPacket + (1 << 16);

    private const int FirstBytes = 256 << 10;

    /// <summary>Bytes that are asked for at once, at least: with less room behind it, what is left over is moved to the front.</summary>
    private const int MinRead = 16 << 10;

    private byte[] _buffer = new byte[FirstBytes];
    private IRecordReader? _reader;
    private int _start;
    private int _end;
    private long _offset;
    private long _skip;

    /// <summary>Bytes of the file that were taken as whole records.</summary>
    public long Taken => _offset;

    /// <summary>Reads it.</summary>
    /// <returns>Whether its end stands behind a whole record. A file that a capture under way left may end anywhere.</returns>
    /// <exception cref="BadCaptureException">It is no capture, or a broken one. Packets before that were taken.</exception>
    public async Task<bool> ReadAsync(Stream file, CancellationToken cancellation)
    {
        while (true)
        {
            MakeRoom();
            var read = await file.ReadAsync(_buffer.AsMemory(_end), cancellation);
            if (read == 0)
            {
                return _reader is null ? throw NoCapture() : _start == _end && _skip == 0;
            }

            _end += read;
            while (ReadRecord()) { }
        }
    }

    private bool ReadRecord()
    {
        if (_skip > 0)
        {
            Advance(_skip);
        }

        var data = _buffer.AsSpan(_start, _end - _start);
        if (_skip > 0 || data.Length < PcapReader.FileHeader / 2 || (_reader ??= Open(data)) is null)
        {
            return false;
        }

        var used = _reader.Read(data, _offset, out var packet, out var hasPacket);
        if (hasPacket)
        {
            take(packet);
        }

        Advance(used);
        return used > 0;
    }

    private void Advance(long bytes)
    {
        var here = (int)Math.Min(bytes, _end - _start);
        _start += here;
        _offset += here;
        _skip = bytes - here;
    }

    private void MakeRoom()
    {
        if (_buffer.Length - _end >= MinRead)
        {
            return;
        }

        var rest = _end - _start;
        var room = rest < _buffer.Length / 2 ? _buffer : new byte[_buffer.Length * 2];
        _buffer.AsSpan(_start, rest).CopyTo(room);
        (_buffer, _start, _end) = (room, 0, rest);
    }

    private static IRecordReader Open(ReadOnlySpan<byte> start) =>
        PcapngReader.Is(start) ? new PcapngReader()
        : PcapReader.TryOpen(start) is { } pcap ? pcap
        : start is [0x1F, 0x8B, ..] ? throw new BadCaptureException("This file is compressed with gzip: unpack it first.", 0)
        : throw NoCapture();

    private static BadCaptureException NoCapture() => new("This is no capture file: it is neither pcapng nor pcap.", 0);
}
