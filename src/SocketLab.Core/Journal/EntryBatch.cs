namespace SocketLab.Core.Journal;

/// <summary>A reader's own copy of a run of entries. Reuse it: reading into it allocates nothing.</summary>
/// <remarks>Not for use by two threads at once.</remarks>
public sealed class EntryBatch
{
    /// <summary>Room that the longest record always fits into.</summary>
    public const int DefaultBytes = 256 << 10;

    private readonly byte[] _bytes;

    /// <summary>Creates a batch with room for <paramref name="bytes"/> of packed entries.</summary>
    public EntryBatch(int bytes = DefaultBytes) => _bytes = GC.AllocateUninitializedArray<byte>(Math.Max(bytes, 128 << 10));

    /// <summary>The sequence of the first entry in the batch.</summary>
    public long FirstSequence { get; private set; }

    /// <summary>Entries in the batch.</summary>
    public int Count { get; private set; }

    /// <summary>Entries between the asked-for position and the batch that the journal no longer has.</summary>
    public long Missed { get; private set; }

    /// <summary>Pass it as <c>after</c> to read on: the sequence of the last entry, or the position reached without one.</summary>
    public long Next { get; private set; }

    internal Span<byte> Room => _bytes;

    /// <summary>Walks the entries in order.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>The entries as objects.</summary>
    public Entry[] ToEntries()
    {
        var entries = new Entry[Count];
        var i = 0;
        foreach (var view in this)
        {
            entries[i++] = view.ToEntry();
        }

        return entries;
    }

    /// <summary>The entry with a number, from 0, whose record starts at <paramref name="start"/>.</summary>
    internal EntryView ViewAt(int index, int start)
    {
        ReadOnlySpan<byte> record = _bytes.AsSpan(start);
        ref readonly var header = ref EntryHeader.At(record);
        return new(FirstSequence + index, in header, record.Slice(EntryHeader.Size, header.PresentLength));
    }

    /// <summary>Where the record behind that at <paramref name="start"/> starts.</summary>
    internal int NextStart(int start) => start + EntryHeader.RecordSize(EntryHeader.At(_bytes.AsSpan(start)).PresentLength);

    internal void Set(long firstSequence, int count, long missed)
    {
        (FirstSequence, Count, Missed) = (firstSequence, count, missed);
        Next = firstSequence + count - 1;
    }

    /// <summary>Walks a batch.</summary>
    public ref struct Enumerator
    {
        private readonly EntryBatch _batch;
        private int _index;
        private int _start;
        private int _next;

        internal Enumerator(EntryBatch batch)
        {
            _batch = batch;
            _index = -1;
        }

        /// <summary>The entry at the present place.</summary>
        public readonly EntryView Current => _batch.ViewAt(_index, _start);

        /// <summary>Goes one entry on.</summary>
        public bool MoveNext()
        {
            if (++_index >= _batch.Count)
            {
                return false;
            }

            _start = _next;
            _next = _batch.NextStart(_start);
            return true;
        }
    }
}
