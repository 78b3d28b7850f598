using System.Buffers.Binary;
using SocketLab.Core.Capture.Format;
using SocketLab.Core.Capture.Streams;
using SocketLab.Core.Journal;
using SocketLab.Core.Tests.Journal;

namespace SocketLab.Core.Tests.Capture;

/// <summary>Capture files, byte for byte, and what is read from them.</summary>
internal static class CaptureBytes
{
    /// <summary>2026-11-28T01:02:03.1234567Z.</summary>
    public static readonly DateTime Time = new DateTime(2026, 11, 28, 1, 2, 3, DateTimeKind.Utc).AddTicks(1_234_567);

    /// <summary>A classic pcap file.</summary>
    public static byte[] Pcap(LinkType link, bool isBigEndian, bool isNanoseconds, params IEnumerable<byte[]> packets)
    {
        var file = new Bytes(isBigEndian);
        file.U32(isNanoseconds ? 0xA1B23C4D : 0xA1B2C3D4).U16(2).U16(4).U32(0).U32(0).U32(262_144).U32((uint)link);
        var ticks = Time.Ticks - DateTime.UnixEpoch.Ticks;
        foreach (var packet in packets)
        {
            var fraction = (uint)(ticks % TimeSpan.TicksPerSecond);
            file.U32((uint)(ticks / TimeSpan.TicksPerSecond)).U32(isNanoseconds ? fraction * 100 : fraction / 10);
            file.U32((uint)packet.Length).U32((uint)packet.Length).Add(packet);
        }

        return file.ToArray();
    }

    /// <summary>A pcapng file with one interface.</summary>
    public static byte[] Pcapng(LinkType link, bool isBigEndian, params IEnumerable<byte[]> packets)
    {
        var file = new Bytes(isBigEndian);
        file.Block(PcapngCode.Section, b => b.U32(PcapngCode.ByteOrder).U16(1).U16(0).U32(uint.MaxValue).U32(uint.MaxValue));
        file.Block(PcapngCode.Interface, b => b.U16((ushort)link).U16(0).U32(0).U16(9).U16(1).Add([9, 0, 0, 0]).U32(0));
        var nanoseconds = (ulong)(Time.Ticks - DateTime.UnixEpoch.Ticks) * 100;
        foreach (var packet in packets)
        {
            file.Block(PcapngCode.Packet, b =>
                b.U32(0)
                    .U32((uint)(nanoseconds >> 32))
                    .U32((uint)nanoseconds)
                    .U32((uint)packet.Length)
                    .U32((uint)packet.Length)
                    .Add(packet)
                    .Add(new byte[-packet.Length & 3])
            );
        }

        return file.ToArray();
    }

    /// <summary>A pcap file of raw IP packets.</summary>
    public static byte[] Raw(params IEnumerable<byte[]> packets) => Pcap(LinkType.Raw, false, true, packets);

    /// <summary>What a file becomes.</summary>
    public static async Task<(List<Entry> Entries, CaptureContents Contents)> ReadAsync(byte[] file)
    {
        using var journal = Sample.Journal(16 << 20);
        var contents = await CaptureOpening.ReadAsync(new MemoryStream(file), journal, CancellationToken.None);
        return (journal.ReadAll(), contents);
    }

    /// <summary>Numbers of one byte order.</summary>
    internal sealed class Bytes(bool isBigEndian)
    {
        private readonly List<byte> _bytes = [];

        public byte[] ToArray() => [.. _bytes];

        public Bytes Add(ReadOnlySpan<byte> bytes)
        {
            _bytes.AddRange(bytes);
            return this;
        }

        public Bytes U16(ushort value)
        {
            var bytes = BitConverter.GetBytes(isBigEndian ? BinaryPrimitives.ReverseEndianness(value) : value);
            return Add(bytes);
        }

        public Bytes U32(uint value)
        {
            var bytes = BitConverter.GetBytes(isBigEndian ? BinaryPrimitives.ReverseEndianness(value) : value);
            return Add(bytes);
        }

        public void Block(uint type, Action<Bytes> fill)
        {
            var body = new Bytes(isBigEndian);
            fill(body);
            var length = (uint)(body._bytes.Count + 12);
            U32(type).U32(length).Add(body.ToArray()).U32(length);
        }
    }
}
