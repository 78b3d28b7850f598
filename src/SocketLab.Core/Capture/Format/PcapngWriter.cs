using System.Buffers;
using System.Buffers.Binary;

namespace SocketLab.Core.Capture.Format;

/// <summary>Writes the blocks of a pcapng file, little-endian, into a buffer that somebody else empties.</summary>
/// <remarks>Each block is written whole, so a file that ends between two of them can be read up to there.</remarks>
internal sealed class PcapngWriter(IBufferWriter<byte> to)
{
    private const int Frame = 12;
    private const int PacketHead = 20;
    private int _pending;

    /// <summary>Packets that were begun.</summary>
    public long Packets { get; private set; }

    /// <summary>When the packet that was begun last came or went.</summary>
    public DateTime LastTime { get; private set; }

    /// <summary>Begins a file.</summary>
    public void Section(params ReadOnlySpan<BlockOption> options)
    {
        var body = Begin(PcapngCode.Section, 16 + BlockOption.SizeOf(options));
        BinaryPrimitives.WriteUInt32LittleEndian(body, PcapngCode.ByteOrder);
        BinaryPrimitives.WriteUInt16LittleEndian(body[4..], 1);
        BinaryPrimitives.WriteUInt16LittleEndian(body[6..], 0);
        BinaryPrimitives.WriteInt64LittleEndian(body[8..], -1);
        BlockOption.Write(body[16..], options);
        Commit();
    }

    /// <summary>Describes an interface; the first has number 0. Its packets are whole, and their times in nanoseconds.</summary>
    public void Interface(LinkType link, params ReadOnlySpan<BlockOption> options)
    {
        BlockOption[] all = [new(PcapngCode.InterfaceResolution, [PcapngTime.Resolution]), .. options];
        var body = Begin(PcapngCode.Interface, 8 + BlockOption.SizeOf(all));
        BinaryPrimitives.WriteUInt16LittleEndian(body, (ushort)link);
        body[2..8].Clear();
        BlockOption.Write(body[8..], all);
        Commit();
    }

    /// <summary>Counts of an interface.</summary>
    public void Statistics(int number, DateTime time, params ReadOnlySpan<BlockOption> options)
    {
        var body = Begin(PcapngCode.Statistics, 12 + BlockOption.SizeOf(options));
        BinaryPrimitives.WriteInt32LittleEndian(body, number);
        PcapngTime.Write(body[4..], time);
        BlockOption.Write(body[12..], options);
        Commit();
    }

    /// <summary>Begins a packet.</summary>
    /// <param name="number">The interface's number.</param>
    /// <param name="time">When it came or went.</param>
    /// <param name="length">Bytes that are to be filled in.</param>
    /// <param name="originalLength">Bytes that it had where it was seen.</param>
    /// <param name="options">Its direction, what was lost before it, and comments: see <see cref="BlockOption.Pack"/>.</param>
    /// <returns>Room for exactly <paramref name="length"/> bytes. Fill it and then call <see cref="Commit"/>.</returns>
    public Span<byte> BeginPacket(int number, DateTime time, int length, int originalLength, ReadOnlySpan<byte> options)
    {
        (Packets, LastTime) = (Packets + 1, time);
        var padded = (length + 3) & ~3;
        var body = Begin(PcapngCode.Packet, PacketHead + padded + options.Length);
        BinaryPrimitives.WriteInt32LittleEndian(body, number);
        PcapngTime.Write(body[4..], time);
        BinaryPrimitives.WriteInt32LittleEndian(body[12..], length);
        BinaryPrimitives.WriteInt32LittleEndian(body[16..], originalLength);
        body[(PacketHead + length)..(PacketHead + padded)].Clear();
        options.CopyTo(body[(PacketHead + padded)..]);
        return body.Slice(PacketHead, length);
    }

    /// <summary>Adds the block that was begun to the file.</summary>
    public void Commit()
    {
        to.Advance(_pending);
        _pending = 0;
    }

    private Span<byte> Begin(uint type, int bodyLength)
    {
        var total = Frame + bodyLength;
        var block = to.GetSpan(total)[..total];
        BinaryPrimitives.WriteUInt32LittleEndian(block, type);
        BinaryPrimitives.WriteInt32LittleEndian(block[4..], total);
        BinaryPrimitives.WriteInt32LittleEndian(block[(total - 4)..], total);
        _pending = total;
        return block.Slice(8, bodyLength);
    }
}
