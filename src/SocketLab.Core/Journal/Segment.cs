using System.Runtime.InteropServices;

namespace SocketLab.Core.Journal;

/// <summary>A block of packed entries: records grow from the front, their offsets from the back, as in a database's slotted page.</summary>
/// <remarks>
/// One writer at a time (the journal's lock). Readers copy without a lock: entries below <see cref="Count"/> never change,
/// unless the segment is recycled, and then <see cref="Generation"/> differs from what the reader saw before it copied.
/// The bytes live on the pinned heap, so a reader that is late reads stale bytes, never freed ones.
/// </remarks>
internal sealed class Segment
{
    private const int SlotSize = sizeof(int);

    private readonly byte[] _bytes;
    private int _count;
    private int _end;
    private int _generation;

    public Segment(int size)
    {
        _bytes = SegmentSupply.Shared.Take(size);
    }

    public int Size => _bytes.Length;

    public long FirstSequence { get; private set; }

    public int Count => _count;

    public long NextSequence => FirstSequence + _count;

    public int Generation => Volatile.Read(ref _generation);

    /// <summary>Bytes of payload that one more entry can have; negative when none fits.</summary>
    public int Room => Size - _end - ((_count + 1) * SlotSize) - EntryHeader.Size & ~7;

    /// <summary>Where the payload of the next entry goes. Nobody reads there before <see cref="Commit"/>.</summary>
    public Span<byte> Next(int length) => _bytes.AsSpan(_end + EntryHeader.Size, length);

    /// <summary>Empties the segment for a new life that begins at <paramref name="firstSequence"/>.</summary>
    public void Recycle(long firstSequence)
    {
        // The new generation must be visible before any byte of the new life is.
        Interlocked.Increment(ref _generation);
        FirstSequence = firstSequence;
        _count = 0;
        _end = 0;
    }

    /// <summary>Adds a record whose payload stands in <see cref="Next"/> already.</summary>
    public void Commit(in EntryHeader header)
    {
        MemoryMarshal.Write(_bytes.AsSpan(_end), in header);
        Slots()[^(_count + 1)] = _end;
        _end += EntryHeader.RecordSize(header.StoredLength);
        _count++;
    }

    /// <summary>
    /// Copies entries from <paramref name="index"/> on, at most <paramref name="maxCount"/> and as fit into
    /// <paramref name="destination"/>, each with at most <paramref name="maxPayload"/> bytes of payload.
    /// What comes out means nothing unless the generation is still the same afterwards.
    /// </summary>
    /// <returns>How many entries and bytes were copied.</returns>
    public (int Entries, int Bytes) Copy(int index, int maxCount, int maxPayload, Span<byte> destination)
    {
        int entries = 0,
            written = 0;
        while (entries < maxCount)
        {
            var record = Record(index + entries);
            if (record.IsEmpty)
            {
                break;
            }

            // The header may change under our hands: the record's own length is what was checked.
            var header = EntryHeader.At(record);
            var stored = record.Length - EntryHeader.Size;
            var present = header.Kind == EntryKind.Event ? stored : Math.Min(stored, maxPayload);
            var size = EntryHeader.RecordSize(present);
            if (written + size > destination.Length)
            {
                break;
            }

            header.PresentLength = present;
            MemoryMarshal.Write(destination[written..], in header);
            record.Slice(EntryHeader.Size, present).CopyTo(destination[(written + EntryHeader.Size)..]);
            written += size;
            entries++;
        }

        return (entries, written);
    }

    /// <summary>The record's bytes, or nothing when what stands there is no record: the segment was recycled meanwhile.</summary>
    private ReadOnlySpan<byte> Record(int index)
    {
        var start = Slots()[^(index + 1)];
        if (start < 0 || start > Size - EntryHeader.Size)
        {
            return default;
        }

        var stored = EntryHeader.At(_bytes.AsSpan(start)).StoredLength;
        return stored < 0 || stored > Size - EntryHeader.Size - start ? default : _bytes.AsSpan(start, EntryHeader.Size + stored);
    }

    private Span<int> Slots() => MemoryMarshal.Cast<byte, int>(_bytes.AsSpan());
}
