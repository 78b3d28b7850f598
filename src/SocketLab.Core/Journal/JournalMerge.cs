namespace SocketLab.Core.Journal;

/// <summary>Reads several journals as one, in the order of their entries' times.</summary>
/// <remarks>One thread at a time. Entries of one journal always keep their order, whatever their times say.</remarks>
internal sealed class JournalMerge
{
    private readonly JournalCursor[] _cursors;

    /// <summary>Begins in each journal behind a place.</summary>
    /// <param name="journals">The journals and the sequences to begin behind: 0 for the oldest kept.</param>
    public JournalMerge(IEnumerable<(EntryJournal Journal, long After)> journals) =>
        _cursors = [.. journals.Select(one => new JournalCursor(one.Journal, one.After))];

    /// <summary>The earliest entry that was not passed yet, which stays there until <see cref="Pass"/>.</summary>
    /// <param name="ends">The last sequence of each journal that is wanted; null for whatever comes.</param>
    /// <param name="number">The number of its journal, from 0.</param>
    /// <param name="earliest">The entry.</param>
    /// <returns>False when there is nothing newer yet.</returns>
    public bool TryPeek(long[]? ends, out int number, out EntryView earliest)
    {
        number = -1;
        earliest = default;
        for (var i = 0; i < _cursors.Length; i++)
        {
            // Journals at rest cost nothing, and their locks are left alone: beside a flood they are asked for each of its entries.
            var (cursor, end) = (_cursors[i], ends is null ? long.MaxValue : ends[i]);
            if (cursor.After >= end || (ends is null && cursor.IsIdle) || !cursor.TryPeek(out var entry) || entry.Sequence > end)
            {
                continue;
            }

            if (number < 0 || entry.Time < earliest.Time)
            {
                number = i;
                earliest = entry;
            }
        }

        return number >= 0;
    }

    /// <summary>Goes behind the entry that <see cref="TryPeek"/> has shown.</summary>
    public void Pass(int number) => _cursors[number].Pass();

    /// <summary>The sequence behind which a journal is read on.</summary>
    public long After(int number) => _cursors[number].After;

    /// <summary>How many entries up to the last wanted ones were not passed yet.</summary>
    public long CountLeft(long[] ends) => ends.Select((end, number) => Math.Max(0, end - _cursors[number].After)).Sum();

    /// <inheritdoc cref="JournalCursor.TakeMissed"/>
    public long TakeMissed(int number) => _cursors[number].TakeMissed();
}
