namespace SocketLab.Core.Journal;

/// <content>Clearing, for good and with a way back.</content>
public sealed partial class EntryJournal
{
    private readonly ClearedRanges _clears = new();

    // What was cleared and can still come back; guarded by the budget's lock. While it has anything, nothing that is kept is evicted, so
    // that what comes back ends where the kept entries begin.
    private readonly HeldSegments _held = new();

    /// <summary>The sequence of the oldest entry that is kept, or that an undo can bring back.</summary>
    internal long FirstRecoverable
    {
        get
        {
            lock (_lock)
            {
                return _budget.FirstOf(_held) ?? _first;
            }
        }
    }

    /// <summary>Removes all kept entries for good and counts them; sequence and counters go on.</summary>
    public void Clear()
    {
        Segment[] dropped;
        lock (_lock)
        {
            RecordClear();
            dropped = [.. _segments];
            _segments.Clear();
        }

        Array.ForEach(dropped, _budget.Return);
        _budget.Release(_held, long.MaxValue);
        Changed.Set();
    }

    /// <summary>Removes all kept entries as <see cref="Clear()"/> does; for a while <see cref="Undo"/> can bring them back.</summary>
    /// <remarks>
    /// Until then they count in the limit and in the shared budget, and are the first to go when anybody needs room: overflow policy
    /// "drop oldest, <see cref="Undo"/> counts it".
    /// </remarks>
    /// <param name="undoTime">For how long.</param>
    /// <returns>Names what was cleared.</returns>
    public ClearedEntries Clear(TimeSpan undoTime)
    {
        ClearedEntries cleared;
        lock (_lock)
        {
            cleared = new ClearedEntries(_first, _last);
            RecordClear();
            _budget.Hold(_held, _segments);
            _segments.Clear();
        }

        cleared.Expire(Time, undoTime, () => _budget.Release(_held, cleared.Last));
        Changed.Set();
        return cleared;
    }

    /// <summary>
    /// Brings back what a clear removed, and what later ones did: with its sequences, as far as it did not make room. What is gone counts
    /// as evicted from then on.
    /// </summary>
    /// <returns>
    /// How many entries are back; none when nothing of that clear is held any more: the time is over, the journal was cleared for good
    /// meanwhile, or all of it made room.
    /// </returns>
    public long Undo(ClearedEntries cleared)
    {
        long back;
        lock (_lock)
        {
            var segments = _budget.TakeBack(_held, cleared);
            if (segments is not [var oldest, ..])
            {
                return 0;
            }

            var first = oldest.FirstSequence;
            back = _first - first;
            _cleared -= _first - cleared.First;
            _evicted += first - cleared.First;
            _clears.RemoveFrom(cleared.First);
            _first = first;
            _segments.InsertRange(0, segments);
        }

        cleared.Dispose();
        Changed.Set();
        return back;
    }

    private void RecordClear()
    {
        if (_first <= _last)
        {
            _cleared += _last - _first + 1;
            _clears.Add(_first, _last);
            _first = _last + 1;
        }
    }
}
