using System.Runtime.InteropServices;

namespace SocketLab.Core.Journal;

/// <summary>A block of packed entries: records grow from the front, their offsets from the back, as in a database's slotted page.</summary>
/// <remarks>
/// <para>One writer at a time: the lock of the journal that has it. Readers copy without a lock.</para>
/// <para>
/// The invariant: between two changes of <see cref="Generation"/>, bytes of entries below <see cref="Count"/> never change. Whatever ends
/// a life of the segment, so that another may follow in this journal or in another one, or its pages go back to the system, moves the
/// generation on first, with a full fence behind it. A reader notes the generation under the lock of the journal that has the segment,
/// copies, and looks again behind a fence of its own: had it seen a single byte of what came later, it would see a later generation.
/// </para>
/// <para>
/// A segment keeps its memory for life, and a reader that holds the segment holds the memory (<see cref="SystemMemory"/>): one that is
/// late reads stale bytes or zeros, never what somebody else has there.
/// </para>
/// </remarks>
internal sealed unsafe class Segment
{
    private const int SlotSize = sizeof(int);

    // Owned, and let go by the collector together with the segment.
    private readonly SystemMemory _memory;
    private int _count;
    private int _end;
    private int _generation;

    /// <summary>Makes an empty segment.</summary>
    /// <param name="size">Its size in bytes, a multiple of 8.</param>
    /// <exception cref="InsufficientMemoryException">The system has no memory for it.</exception>
    public Segment(int size)
    {
        _memory = new SystemMemory(size);
    }

    public int Size => _memory.Bytes;

    public long FirstSequence { get; private set; }

    public int Count => _count;

    public long NextSequence => FirstSequence + _count;

    public int Generation => Volatile.Read(ref _generation);

    /// <summary>Bytes of payload that one more entry can have; negative when none fits.</summary>
    public int Room => Size - _end - ((_count + 1) * SlotSize) - EntryHeader.Size & ~7;

    /// <summary>Where the payload of the next entry goes. Nobody reads there before <see cref="Commit"/>.</summary>
    public Span<byte> Next(int length) => Bytes.Slice(_end + EntryHeader.Size, length);

    /// <summary>All of its bytes, for who searches them; what stands there is true as long as the generation is the same.</summary>
    public ReadOnlySpan<byte> Page => Bytes;

    /// <summary>Where each entry begins in <see cref="Page"/>: that of the first entry stands last.</summary>
    public ReadOnlySpan<int> Offsets => Slots();

    private Span<byte> Bytes => new(_memory.Start, _memory.Bytes);

    /// <summary>Touches the memory of a segment that is new, so that its first entries cost no page faults.</summary>
    public void Touch() => _memory.Touch();

    /// <summary>Ends the segment's life in its journal: whoever still copies from it will find that out.</summary>
    public void Retire() => Interlocked.Increment(ref _generation);

    /// <summary>Gives the memory of a retired segment back to the system. The segment can be used again, and takes it anew.</summary>
    public void GiveBack() => _memory.GiveBack();

    /// <summary>Empties the segment for a new life that begins at <paramref name="firstSequence"/>.</summary>
    public void Recycle(long firstSequence)
    {
        Retire();
        FirstSequence = firstSequence;
        _count = 0;
        _end = 0;
    }

    /// <summary>Adds a record whose payload stands in <see cref="Next"/> already.</summary>
    public void Commit(in EntryHeader header)
    {
        MemoryMarshal.Write(Bytes[_end..], in header);
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
        if (maxPayload >= EntryJournal.MaxPayload)
        {
            return CopyWhole(index, maxCount, destination);
        }

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

    /// <summary>Copies records as they stand here, one behind the other, in one piece: as many as fit.</summary>
    private (int Entries, int Bytes) CopyWhole(int index, int maxCount, Span<byte> destination)
    {
        var start = Slots()[^(index + 1)];
        int entries = 0,
            bytes = 0;

        // Most often all fit, so that is looked at first.
        for (int low = 1, high = maxCount, count = maxCount; low <= high; count = (low + high) / 2)
        {
            var length = EndOf(index + count - 1) - start;
            if (length > 0 && length <= destination.Length)
            {
                (entries, bytes, low) = (count, length, count + 1);
            }
            else
            {
                high = count - 1;
            }
        }

        // What a segment that was recycled meanwhile says of its records is nonsense, and may lead anywhere.
        if (start < 0 || start > Size - bytes)
        {
            return (0, 0);
        }

        Bytes.Slice(start, bytes).CopyTo(destination);
        return (entries, bytes);
    }

    /// <summary>Where a record ends, or 0 when what stands there is none.</summary>
    private int EndOf(int index)
    {
        var record = Record(index);
        return record.IsEmpty ? 0 : Slots()[^(index + 1)] + EntryHeader.RecordSize(record.Length - EntryHeader.Size);
    }

    /// <summary>The record's bytes, or nothing when what stands there is no record: the segment was recycled meanwhile.</summary>
    private ReadOnlySpan<byte> Record(int index)
    {
        var start = Slots()[^(index + 1)];
        if (start < 0 || start > Size - EntryHeader.Size)
        {
            return default;
        }

        var stored = EntryHeader.At(Bytes[start..]).StoredLength;
        return stored < 0 || stored > Size - EntryHeader.Size - start ? default : Bytes.Slice(start, EntryHeader.Size + stored);
    }

    private Span<int> Slots() => MemoryMarshal.Cast<byte, int>(Bytes);
}
