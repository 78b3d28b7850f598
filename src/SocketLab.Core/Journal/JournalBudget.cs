namespace SocketLab.Core.Journal;

/// <summary>
/// The memory that all journals share: how much of it they may have, and the segments that it consists of. Every journal's first two
/// segments are its own: they count, but are never refused.
/// </summary>
/// <remarks>
/// <para>
/// What a journal lets go is kept for whoever needs memory next, since pages that were touched before cost nothing, and a page fault more
/// than a datagram. What nobody needed for a while goes back to the system (<see cref="SpareSegments"/>).
/// </para>
/// <para>
/// The ceiling: what journals have and what is kept for them is never more than the limit together, unless what is the journals' own is
/// more by itself; then nothing is kept.
/// </para>
/// </remarks>
public sealed class JournalBudget : IDisposable
{
    /// <summary>The size of segments that are kept for later, in bytes: that of all journals but small ones.</summary>
    internal const int SegmentBytes = 1 << 20;

    // Taken under a journal's lock. Held for some instructions: the system is asked for nothing, and given nothing, under it.
    private readonly Lock _lock = new();
    private readonly long _limit;
    private readonly SpareSegments _spare;

    // What cleared journals could still bring back, the one that was cleared first in front. It is used memory, and the first to go.
    private readonly List<HeldSegments> _held = [];
    private long _used;

    /// <summary>Creates a budget.</summary>
    /// <param name="limitBytes">What all journals may have, in bytes.</param>
    /// <param name="time">The clock by which unused memory is given back; null for the system's.</param>
    public JournalBudget(long limitBytes, TimeProvider? time = null)
    {
        _limit = limitBytes;
        _spare = new SpareSegments(_lock, HasRoomForSpare, time ?? TimeProvider.System);
    }

    /// <summary>Bytes that journals have at the moment.</summary>
    public long Used
    {
        get
        {
            lock (_lock)
            {
                return _used;
            }
        }
    }

    /// <summary>Bytes that journals have, or are kept for them.</summary>
    public long Held
    {
        get
        {
            lock (_lock)
            {
                return _used + ((long)_spare.Count * SegmentBytes);
            }
        }
    }

    /// <summary>Keeps some touched segments ahead of the journals from now on: for whoever expects a burst.</summary>
    public void Prepare() => _spare.Prepare();

    /// <summary>Gives everything that is kept back to the system, and keeps nothing any more. Journals go on.</summary>
    public void Dispose() => _spare.Dispose();

    /// <summary>Takes a segment back. Readers may still copy from it, and will find out that it means nothing any more.</summary>
    internal void Return(Segment segment)
    {
        segment.Retire();
        bool isKept;
        lock (_lock)
        {
            _used -= segment.Size;
            isKept = segment.Size == SegmentBytes && _spare.TryKeep(segment);
        }

        if (isKept)
        {
            _spare.GiveBackLater();
        }
        else
        {
            segment.GiveBack();
        }
    }

    /// <summary>Keeps the segments of a journal that was cleared for an undo.</summary>
    internal void Hold(HeldSegments held, IEnumerable<Segment> segments)
    {
        lock (_lock)
        {
            held.Add(segments);
            if (!_held.Contains(held))
            {
                _held.Add(held);
            }
        }
    }

    /// <summary>The sequence of the oldest entry that is held; null when none is.</summary>
    internal long? FirstOf(HeldSegments held)
    {
        lock (_lock)
        {
            return held.First;
        }
    }

    /// <summary>Hands the oldest held segment to its journal, for another life; null when none is held.</summary>
    internal Segment? TakeHeld(HeldSegments held)
    {
        if (held.Count == 0)
        {
            return null;
        }

        lock (_lock)
        {
            var oldest = held.TakeOldest();
            oldest?.Retire();
            return oldest;
        }
    }

    /// <summary>
    /// Hands segments back to their journal as they are: those of a clear, if any of them is still held, and of later ones.
    /// </summary>
    internal IReadOnlyList<Segment> TakeBack(HeldSegments held, ClearedEntries cleared)
    {
        lock (_lock)
        {
            return held.TakeFrom(cleared.First, cleared.Last);
        }
    }

    /// <summary>Ends what is held up to a sequence: it cannot be undone any more.</summary>
    internal void Release(HeldSegments held, long last)
    {
        IReadOnlyList<Segment> released;
        lock (_lock)
        {
            released = held.TakeThrough(last);
            if (held.Count == 0)
            {
                _held.Remove(held);
            }
        }

        foreach (var segment in released)
        {
            Return(segment);
        }
    }

    /// <summary>Hands out a segment.</summary>
    /// <param name="bytes">Its size.</param>
    /// <param name="isOwn">Whether it is one of a journal's first two, which the budget never refuses.</param>
    /// <returns>Null when the budget is used up, or the system has no memory.</returns>
    internal Segment? Take(int bytes, bool isOwn)
    {
        Segment? ready = null,
            surplus = null;
        MakeRoom(bytes);
        lock (_lock)
        {
            if (!isOwn && _used + bytes > _limit)
            {
                return null;
            }

            _used += bytes;
            if (bytes == SegmentBytes)
            {
                ready = _spare.Take();
            }

            // What is needed now goes before what is kept for later. One is enough: no segment is larger.
            if (ready is null && !HasRoomForSpare(_spare.Count))
            {
                surplus = _spare.Take();
            }
        }

        surplus?.GiveBack();
        if (ready is not null)
        {
            _spare.Refill();
        }

        return ready ?? Make(bytes);
    }

    /// <summary>Gives up what is held for undos, until there is room or nothing is held.</summary>
    private void MakeRoom(int bytes)
    {
        while (OldestHeldIfFull(bytes) is { } segment)
        {
            Return(segment);
        }
    }

    private Segment? OldestHeldIfFull(int bytes)
    {
        lock (_lock)
        {
            while (_used + bytes > _limit && _held is [var longest, ..])
            {
                if (longest.TakeOldest() is { } segment)
                {
                    return segment;
                }

                _held.RemoveAt(0);
            }

            return null;
        }
    }

    private Segment? Make(int bytes)
    {
        try
        {
            return new Segment(bytes);
        }
        catch (InsufficientMemoryException)
        {
            lock (_lock)
            {
                _used -= bytes;
            }

            return null;
        }
    }

    /// <summary>Whether <paramref name="count"/> segments may be kept beside what journals have.</summary>
    private bool HasRoomForSpare(int count) => _used + ((long)count * SegmentBytes) <= _limit;
}
