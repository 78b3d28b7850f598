using System.Runtime.InteropServices;
using SocketLab.Core.Addresses;
using SocketLab.Core.Filtering;
using SocketLab.Core.Filtering.Conditions;
using SocketLab.Core.Framing;
using SocketLab.Core.Journal;

namespace SocketLab.Core.FrameFiltering;

/// <summary>Frames packed one after the other as a segment has entries, so that a filter is asked of them in the same way.</summary>
/// <remarks>
/// A frame has its bytes, with length field and delimiter, its length, direction, time, connection and peer, its place in the stream as
/// offset, and its number as sequence. It is no event, so what asks for one is not true of it.
/// </remarks>
internal sealed class FrameBatch
{
    private readonly List<int> _starts = [];
    private byte[] _page = [];
    private int[] _slots = [];
    private int _end;

    /// <summary>How many frames there are.</summary>
    public int Count => _starts.Count;

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        _starts.Clear();
        _end = 0;
    }

    /// <summary>Adds a frame.</summary>
    /// <param name="one">The frame.</param>
    /// <param name="peer">The other side.</param>
    /// <param name="bytes">Its bytes.</param>
    public void Add(in ConversationFrame one, PeerAddress peer, ReadOnlySpan<byte> bytes)
    {
        var size = EntryHeader.RecordSize(bytes.Length);
        if (_page.Length < _end + size)
        {
            Array.Resize(ref _page, Math.Max(64 << 10, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(_end + size))));
        }

        var header = new EntryHeader
        {
            StoredLength = bytes.Length,
            PresentLength = bytes.Length,
            Length = bytes.Length,
            Kind = EntryKind.Data,
            Direction = one.Direction,
            Ticks = one.Frame.Time.Ticks,
            Offset = one.Frame.Offset,
            ConnectionId = one.Connection.Value,
            Peer = peer,
        };
        MemoryMarshal.Write(_page.AsSpan(_end), in header);
        bytes.CopyTo(_page.AsSpan(_end + EntryHeader.Size));
        _starts.Add(_end);
        _end += size;
    }

    /// <summary>Asks a filter of all of them.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="first">The number of the first frame.</param>
    /// <param name="source">The journal that they are of.</param>
    /// <param name="scratch">Room to work in, which knows afterwards of which frames an expression took too long to tell.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>A bit for each of them.</returns>
    public ulong[] Select(Filter filter, long first, FilterSource source, FilterScratch scratch, CancellationToken cancellation)
    {
        var bits = new ulong[(Count + 63) / 64];
        if (Count == 0)
        {
            return bits;
        }

        _slots = _slots.Length < Count ? new int[Math.Max(Count, 256)] : _slots;
        var slots = _slots.AsSpan(0, Count);
        for (var i = 0; i < Count; i++)
        {
            slots[^(i + 1)] = _starts[i];
        }

        bits.AsSpan().Fill(ulong.MaxValue);
        bits[^1] = ulong.MaxValue >> ((bits.Length * 64) - Count);
        filter.Condition.Narrow(new RecordRun(_page.AsSpan(0, _end), slots, first, source, scratch, cancellation), bits);
        return bits;
    }
}
