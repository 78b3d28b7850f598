namespace SocketLab.Core.Journal;

/// <summary>A reader's place in a journal, which goes on entry by entry: for whoever reads several journals in one order.</summary>
/// <remarks>Not for use by two threads at once. It holds one <see cref="EntryBatch"/> of the smallest size.</remarks>
public sealed class JournalCursor(EntryJournal journal, long after = 0)
{
    private readonly EntryBatch _batch = new(1);
    private int _index;
    private int _start;
    private long _missed;

    // The journal's version right before nothing newer was found in it; null before that.
    private long? _emptyAt;

    /// <summary>The sequence behind which it goes on: of the entry that was last passed, or of what was evicted before one.</summary>
    public long After { get; private set; } = after;

    /// <summary>Whether there was nothing newer and the journal has told of nothing since. Takes no lock.</summary>
    public bool IsIdle => _index == _batch.Count && _emptyAt == journal.Changed.Version;

    /// <summary>The entry at the present place, which stays there until <see cref="Pass"/>.</summary>
    /// <returns>False when there is nothing newer yet.</returns>
    public bool TryPeek(out EntryView entry)
    {
        if (_index == _batch.Count)
        {
            var version = journal.Changed.Version;
            journal.Read(After, _batch);
            (_index, _start) = (0, 0);
            _missed += _batch.Missed;
            if (_batch.Count == 0)
            {
                (After, _emptyAt) = (_batch.Next, version);
                entry = default;
                return false;
            }
        }

        entry = _batch.ViewAt(_index, _start);
        return true;
    }

    /// <summary>Goes behind the entry at the present place, which <see cref="TryPeek"/> has shown.</summary>
    public void Pass()
    {
        After = _batch.FirstSequence + _index++;
        _start = _batch.NextStart(_start);
    }

    /// <summary>Goes behind an entry, forwards or back, and reads nothing of what lies between.</summary>
    public void GoBehind(long sequence)
    {
        if (sequence >= After && sequence < _batch.FirstSequence + _batch.Count)
        {
            while (After < sequence)
            {
                Pass();
            }
        }
        else
        {
            (After, _index, _emptyAt) = (sequence, _batch.Count, null);
        }
    }

    /// <summary>How many entries were evicted before this reader came to them, since it was last asked.</summary>
    public long TakeMissed()
    {
        var missed = _missed;
        _missed = 0;
        return missed;
    }
}
