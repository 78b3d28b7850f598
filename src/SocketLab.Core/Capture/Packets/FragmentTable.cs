using SocketLab.Core.Addresses;

namespace SocketLab.Core.Capture.Packets;

/// <summary>Puts the pieces of IP packets together (RFC 791, RFC 8200 4.5). Where pieces overlap, what came first stays.</summary>
/// <remarks>
/// Overflow policy: beyond the limit the packet whose first piece is the oldest is given up, and counted. What a network has doubled comes
/// when its packet is whole already: of the last 32 whole ones pieces that come again are known, and are no packet that lacks something.
/// </remarks>
internal sealed class FragmentTable
{
    private const int MaxPackets = 128;
    private const int MaxWhole = 32;
    private const int MaxLength = ushort.MaxValue;

    private readonly Dictionary<Key, Pieces> _packets = [];
    private readonly Queue<Key> _order = new();
    private readonly Dictionary<Key, Pieces> _wholeLately = [];
    private readonly Queue<Key> _wholeOrder = new();
    private readonly byte[] _whole = new byte[MaxLength + 8];

    /// <summary>Packets of which pieces are missing, as far as they were given up.</summary>
    public long GivenUp { get; private set; }

    /// <summary>Packets of which pieces are missing, those under way included.</summary>
    public long Incomplete => GivenUp + _packets.Values.Count(pieces => !pieces.AreRepeated);

    /// <summary>Adds a piece.</summary>
    /// <param name="piece">A piece.</param>
    /// <param name="whole">The packet, if that was the last piece that it lacked. Valid until the next call.</param>
    /// <returns>Whether it was.</returns>
    public bool TryComplete(in IpPacket piece, out IpPacket whole)
    {
        whole = default;
        var end = piece.FragmentOffset + piece.Payload.Length;
        var isWhole = piece.Payload.Length >= piece.Length;
        var fitsUnits = !piece.HasMore || (piece.Payload.Length % 8 == 0 && !piece.Payload.IsEmpty);
        if (end > MaxLength || !isWhole || !fitsUnits)
        {
            // Longer than a packet can be, or not kept whole: the rest of it would never fit.
            GivenUp++;
            return false;
        }

        var protocol = piece.Source.IsV4 ? piece.Protocol : (byte)0;
        var key = new Key(piece.Source, piece.Destination, piece.Identification, protocol);
        if (!_packets.TryGetValue(key, out var pieces))
        {
            MakeRoom();
            _packets.Add(key, pieces = new(_wholeLately.GetValueOrDefault(key)));
            _order.Enqueue(key);
        }

        if (piece.FragmentOffset == 0)
        {
            pieces.Protocol = piece.Protocol;
        }

        pieces.Add(piece.FragmentOffset, piece.Payload, isLast: !piece.HasMore);
        if (!pieces.IsWhole)
        {
            return false;
        }

        _packets.Remove(key);
        Remember(key, pieces);
        var length = pieces.CopyTo(_whole);
        whole = piece.Whole(_whole.AsSpan(0, length), pieces.Protocol);
        return true;
    }

    private void MakeRoom()
    {
        while (_packets.Count >= MaxPackets && _order.TryDequeue(out var oldest))
        {
            GivenUp += _packets.Remove(oldest, out var pieces) && !pieces.AreRepeated ? 1 : 0;
        }

        if (_order.Count > MaxPackets * 4)
        {
            // Most of them are whole long ago.
            Key[] kept = [.. _order.Where(_packets.ContainsKey).Distinct()];
            _order.Clear();
            Array.ForEach(kept, _order.Enqueue);
        }
    }

    private void Remember(Key key, Pieces whole)
    {
        whole.Before = null;
        if (!_wholeLately.ContainsKey(key))
        {
            if (_wholeOrder.Count == MaxWhole)
            {
                _wholeLately.Remove(_wholeOrder.Dequeue());
            }

            _wholeOrder.Enqueue(key);
        }

        _wholeLately[key] = whole;
    }

    private readonly record struct Key(PeerAddress Source, PeerAddress Destination, uint Identification, byte Protocol);

    /// <summary>What of one packet is there, in units of 8 bytes.</summary>
    private sealed class Pieces(Pieces? before)
    {
        private byte[] _bytes = new byte[4096];
        private readonly System.Collections.BitArray _has = new((MaxLength / 8) + 1);
        private int _length = -1;
        private int _reached;
        private int _units;

        public byte Protocol { get; set; }

        /// <summary>The whole packet of the same name that came before; null where there was none lately.</summary>
        public Pieces? Before { get; set; } = before;

        /// <summary>Whether all that is here was a part of the packet before.</summary>
        public bool AreRepeated { get; private set; } = before is not null;

        public bool IsWhole => _length >= 0 && _units == (_length + 7) / 8;

        public void Add(int offset, ReadOnlySpan<byte> bytes, bool isLast)
        {
            var end = offset + bytes.Length;
            AreRepeated = AreRepeated && Before!.Has(offset, bytes, isLast);
            if ((_length >= 0 && end > _length) || (isLast && end < _reached))
            {
                // Pieces that say different lengths never make a whole.
                return;
            }

            _reached = Math.Max(_reached, end);
            if (end > _bytes.Length)
            {
                Array.Resize(ref _bytes, Math.Min(Math.Max(end, _bytes.Length * 2), MaxLength + 8));
            }

            for (var at = 0; at < bytes.Length; at += 8)
            {
                var unit = (offset + at) / 8;
                if (!_has[unit])
                {
                    _has[unit] = true;
                    _units++;
                    bytes[at..Math.Min(at + 8, bytes.Length)].CopyTo(_bytes.AsSpan(offset + at));
                }
            }

            if (isLast && _length < 0)
            {
                _length = end;
            }
        }

        public int CopyTo(Span<byte> to)
        {
            _bytes.AsSpan(0, _length).CopyTo(to);
            return _length;
        }

        private bool Has(int offset, ReadOnlySpan<byte> bytes, bool isLast) =>
            offset + bytes.Length is var end
            && end <= _length
            && isLast == (end == _length)
            && bytes.SequenceEqual(_bytes.AsSpan(offset, bytes.Length));
    }
}
