using SocketLab.Core.Addresses;
using SocketLab.Core.Capture.Packets;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Capture.Writing;

/// <summary>A connection as packets: how far each side's stream is, and so which numbers the next segment has.</summary>
/// <remarks>
/// Sequence numbers follow from the offsets that entries have, so what stands between two entries may be missing and the numbers are
/// still right. Nothing is acknowledged that was not written or known to be missing.
/// </remarks>
internal sealed class TcpFlow
{
    /// <summary>Bytes in one direction behind which the other side acknowledges, if it sends nothing itself.</summary>
    private const long AcknowledgeAfter = 1 << 20;

    private readonly CaptureInterface _on;
    private readonly Side _ours;
    private readonly Side _theirs;

    public TcpFlow(CaptureInterface on, ConnectionId id, PeerAddress local, PeerAddress peer)
    {
        _on = on;
        _ours = new(local, FirstNumber(id, 0), EntryDirection.Out);
        _theirs = new(peer, FirstNumber(id, 1), EntryDirection.In);
    }

    /// <summary>Writes the handshake.</summary>
    /// <param name="time">When the connection was open.</param>
    /// <param name="weOpened">Whether we connected, rather than the peer.</param>
    public void Open(DateTime time, bool weOpened)
    {
        var (opener, other) = weOpened ? (_ours, _theirs) : (_theirs, _ours);
        Write(time, opener, new(opener.Address, other.Address, opener.First, 0, IpNumbers.Syn), default);
        Write(time, other, new(other.Address, opener.Address, other.First, opener.Next, IpNumbers.Syn | IpNumbers.Ack), default);
        Control(time, opener, IpNumbers.Ack);
    }

    /// <summary>Writes stream data, in as many packets as it takes.</summary>
    public void Data(DateTime time, EntryDirection direction, long offset, ReadOnlySpan<byte> bytes)
    {
        var (sender, receiver) = direction == EntryDirection.Out ? (_ours, _theirs) : (_theirs, _ours);
        while (!bytes.IsEmpty)
        {
            var piece = bytes[..Math.Min(bytes.Length, TcpBuilder.MaxPayload(sender.Address))];
            Write(time, sender, Segment(sender, offset, IpNumbers.Psh | IpNumbers.Ack), piece);
            sender.Reached = Math.Max(sender.Reached, offset += piece.Length);
            bytes = bytes[piece.Length..];
        }

        if (sender.Reached - sender.Acknowledged >= AcknowledgeAfter)
        {
            Control(time, receiver, IpNumbers.Ack);
        }
    }

    /// <summary>Writes FIN of one side, and that the other has it; nothing when that was done.</summary>
    public void Finish(DateTime time, EntryDirection direction)
    {
        var (sender, receiver) = direction == EntryDirection.Out ? (_ours, _theirs) : (_theirs, _ours);
        if (!sender.HasFinished)
        {
            Control(time, sender, IpNumbers.Fin | IpNumbers.Ack);
            sender.HasFinished = true;
            Control(time, receiver, IpNumbers.Ack);
        }
    }

    /// <summary>Writes RST of one side.</summary>
    public void Reset(DateTime time, EntryDirection direction) =>
        Control(time, direction == EntryDirection.Out ? _ours : _theirs, IpNumbers.Rst | IpNumbers.Ack);

    private void Control(DateTime time, Side sender, byte flags) => Write(time, sender, Segment(sender, sender.Reached, flags), default);

    private TcpSegment Segment(Side sender, long offset, byte flags)
    {
        var receiver = sender == _ours ? _theirs : _ours;
        receiver.Acknowledged = receiver.Reached;
        return new(sender.Address, receiver.Address, sender.NumberAt(offset), receiver.Next, flags);
    }

    private void Write(DateTime time, Side sender, in TcpSegment segment, ReadOnlySpan<byte> payload) =>
        _on.WriteSegment(time, sender.Direction, segment, payload);

    /// <summary>A sequence number to begin with: another one for each connection and side, and always the same for these.</summary>
    private static uint FirstNumber(ConnectionId id, int side) => (uint)((((ulong)id.Value * 2) + (uint)side) * 0x9E3779B97F4A7C15 >> 32);

    private sealed class Side(PeerAddress address, uint first, EntryDirection direction)
    {
        public PeerAddress Address => address;

        public EntryDirection Direction => direction;

        /// <summary>The number of its SYN.</summary>
        public uint First => first;

        /// <summary>How far its stream is, in bytes.</summary>
        public long Reached { get; set; }

        /// <summary>How much of that the other side has acknowledged.</summary>
        public long Acknowledged { get; set; }

        /// <summary>Whether its FIN is written.</summary>
        public bool HasFinished { get; set; }

        /// <summary>The number that the other side expects next.</summary>
        public uint Next => NumberAt(Reached);

        /// <summary>The number of a byte of its stream; SYN and FIN take one each.</summary>
        public uint NumberAt(long offset) => unchecked(first + 1 + (uint)offset + (HasFinished ? 1u : 0u));
    }
}
