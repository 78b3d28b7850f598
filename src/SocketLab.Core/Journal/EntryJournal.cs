using System.Security.Cryptography;

namespace SocketLab.Core.Journal;

/// <summary>The bounded in-memory log of one endpoint's entries: the middle of the house.</summary>
/// <remarks>
/// Producers append under one short lock a batch. Readers find their place under the same lock, copy without it, and check
/// afterwards that the segment did not get another life under their hands (<see cref="Segment"/>); what is lost to them by that is a
/// counted gap. No reader can hold memory or the writer. When the limit or the shared budget is used up, the oldest segment is emptied
/// and used again: overflow policy "evict oldest, count it".
/// </remarks>
public sealed partial class EntryJournal : IDisposable
{
    /// <summary>What the smallest segment and the smallest <see cref="EntryBatch"/> have room for in one entry.</summary>
    internal const int MaxPayload = 64 << 10;

    // The last of the lock order (see EndpointLife): held for a batch of appends or to find a place. Only the budget's is taken under it.
    private readonly Lock _lock = new();
    private readonly JournalBudget _budget;
    private readonly int _segmentBytes;
    private readonly List<Segment> _segments = [];
    private int _maxSegments;
    private long _last;
    private long _first = 1;
    private long _evicted;
    private long _cleared;
    private long _receivedMessages;
    private long _receivedBytes;
    private long _sentMessages;
    private long _sentBytes;
    private long _events;
    private long _truncated;
    private bool _disposed;

    /// <summary>
    /// Creates an empty journal of at most <paramref name="maxBytes"/>, whose memory counts against <paramref name="budget"/>.
    /// </summary>
    public EntryJournal(long maxBytes, JournalBudget budget, TimeProvider time)
    {
        _budget = budget;
        Time = time;
        Marks = new MarkedEntries(this);
        _segmentBytes = (int)Math.Clamp(maxBytes / 4 & ~7L, 128 << 10, JournalBudget.SegmentBytes);
        _maxSegments = SegmentsFor(maxBytes);
    }

    /// <summary>Names this life of the journal: a restart of the server makes a new one.</summary>
    public string Id { get; } = RandomNumberGenerator.GetHexString(16, lowercase: true);

    /// <summary>Wakes readers after each batch and each clear.</summary>
    public ChangeSignal Changed { get; } = new();

    /// <summary>What people marked.</summary>
    public MarkedEntries Marks { get; }

    /// <summary>The clock of entries that bring no time of their own.</summary>
    public TimeProvider Time { get; }

    /// <summary>All counts in one snapshot.</summary>
    public JournalLedger Ledger
    {
        get
        {
            lock (_lock)
            {
                return new()
                {
                    ReceivedMessages = _receivedMessages,
                    ReceivedBytes = _receivedBytes,
                    SentMessages = _sentMessages,
                    SentBytes = _sentBytes,
                    Events = _events,
                    Truncated = _truncated,
                    Evicted = _evicted,
                    Cleared = _cleared,
                    Last = _last,
                };
            }
        }
    }

    /// <summary>Changes the limit. A smaller one is reached by evicting at once.</summary>
    public void SetMaxBytes(long maxBytes)
    {
        var dropped = new List<Segment>();
        lock (_lock)
        {
            _maxSegments = SegmentsFor(maxBytes);
            while (_segments.Count + _held.Count > _maxSegments && _budget.TakeHeld(_held) is { } held)
            {
                dropped.Add(held);
            }

            while (_segments.Count > _maxSegments)
            {
                dropped.Add(DropOldest());
            }
        }

        dropped.ForEach(_budget.Return);
        Changed.Set();
    }

    /// <summary>Expects a burst: memory is made ready for it.</summary>
    public void Prepare() => _budget.Prepare();

    /// <summary>Holds the lock for several entries; dispose it soon. Readers are woken once, at the end.</summary>
    public JournalBatch BeginBatch() => new(this, _lock.EnterScope());

    /// <summary>
    /// Copies the entries that follow <paramref name="after"/> into <paramref name="batch"/>: at most <paramref name="maxCount"/>,
    /// as many as fit, and none beyond the end of one segment, so an empty batch means that there is nothing newer.
    /// </summary>
    /// <param name="after">Sequence to start behind; 0 for the oldest kept.</param>
    /// <param name="batch">The reader's own copy; says what was missed and where to go on.</param>
    /// <param name="maxCount">Entries at most.</param>
    /// <param name="maxPayload">Payload bytes of each entry at most. Events are always whole.</param>
    public void Read(long after, EntryBatch batch, int maxCount = int.MaxValue, int maxPayload = int.MaxValue)
    {
        while (true)
        {
            var (found, start, missed) = FindRun(after);
            if (found is not { } run)
            {
                batch.Set(start, 0, missed);
                return;
            }

            var (count, _) = run.Segment.Copy(run.Index, Math.Min(run.Count, maxCount), maxPayload, batch.Room);
            if (run.IsTrue())
            {
                batch.Set(start, count, missed);
                return;
            }
        }
    }

    /// <summary>
    /// Where the entries that follow <paramref name="after"/> stand, as far as one segment has them, and none when there are none; the
    /// sequence that follows; and how many were evicted before it.
    /// </summary>
    internal (JournalRun? Run, long Start, long Missed) FindRun(long after)
    {
        lock (_lock)
        {
            after = Math.Max(after, 0);
            var start = Math.Max(after + 1, _first);
            var missed = start - 1 - after - _clears.CountBetween(after + 1, start - 1);
            if (start > _last)
            {
                return (null, Math.Min(start, _last + 1), missed);
            }

            int low = 0,
                high = _segments.Count - 1;
            while (low < high)
            {
                var middle = (low + high + 1) / 2;
                (low, high) = _segments[middle].FirstSequence <= start ? (middle, high) : (low, middle - 1);
            }

            var segment = _segments[low];
            var index = (int)(start - segment.FirstSequence);
            return (new JournalRun(segment, segment.Generation, start, index, segment.Count - index), start, missed);
        }
    }

    /// <summary>Gives the memory back to the budget. Late readers see an empty journal; what is appended later is only counted.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
        }

        Clear();
    }

    internal void Append(ref EntryHeader header, ReadOnlySpan<byte> payload)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, MaxPayload);
        payload.CopyTo(Reserve(payload.Length, payload.Length));
        Commit(ref header, payload.Length);
    }

    /// <summary>
    /// Room for the payload of the next entry, to be filled in place and then committed: at least <paramref name="least"/> bytes, and
    /// up to <paramref name="most"/> of what the newest segment still has.
    /// </summary>
    internal Span<byte> Reserve(int least, int most)
    {
        if (_disposed)
        {
            return Discarded.Room.AsSpan(0, Math.Min(most, MaxPayload));
        }

        var tail = _segments is [.., var newest] && newest.Room >= least ? newest : NewTail();
        return tail.Next(Math.Min(most, tail.Room));
    }

    /// <summary>Adds the entry whose first <paramref name="length"/> bytes of payload stand where <see cref="Reserve"/> said.</summary>
    internal void Commit(ref EntryHeader header, int length)
    {
        header.StoredLength = header.PresentLength = length;
        if (!_disposed)
        {
            _segments[^1].Commit(in header);
        }

        _last++;
        Count(in header);
        if (_disposed)
        {
            RecordClear();
        }
    }

    private void Count(in EntryHeader header)
    {
        switch (header.Direction)
        {
            case EntryDirection.In:
                _receivedMessages++;
                _receivedBytes += header.StoredLength;
                _truncated += header.Length > header.StoredLength ? 1 : 0;
                break;
            case EntryDirection.Out:
                _sentMessages++;
                _sentBytes += header.StoredLength;
                break;
            default:
                _events++;
                break;
        }
    }

    private Segment NewTail()
    {
        var segment = MoreMemory() ?? _budget.TakeHeld(_held) ?? DropOldest();
        segment.Recycle(_last + 1);
        _segments.Add(segment);
        return segment;
    }

    /// <summary>
    /// Two segments are always a journal's own; more come from the shared budget up to its own limit. None: it has to do with what it has.
    /// </summary>
    private Segment? MoreMemory() =>
        _segments.Count + _held.Count >= _maxSegments && _budget.TakeHeld(_held) is { } held ? held
        : _segments.Count < _maxSegments ? _budget.Take(_segmentBytes, isOwn: _segments.Count < 2)
        : null;

    private Segment DropOldest()
    {
        if (_segments is not [var oldest, ..])
        {
            throw new InsufficientMemoryException("The system has no memory for the journal's first entry.");
        }

        _segments.RemoveAt(0);
        var next = oldest.NextSequence;
        _evicted += next - _first;
        _first = next;
        return oldest;
    }

    /// <summary>Where the bytes of late appends go: all disposed journals of the process write there, and nobody reads it.</summary>
    private static class Discarded
    {
        public static readonly byte[] Room = new byte[MaxPayload];
    }

    private int SegmentsFor(long maxBytes) => (int)Math.Max(2, maxBytes / _segmentBytes);
}
