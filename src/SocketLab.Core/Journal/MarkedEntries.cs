using System.Collections.Immutable;

namespace SocketLab.Core.Journal;

/// <summary>The entries of a journal that people marked, some with a note. They last as long as the entries do.</summary>
/// <remarks>Any thread reads without waiting; a mark is put and taken under a lock of its own, with no other inside or around it.</remarks>
public sealed class MarkedEntries(EntryJournal journal)
{
    /// <summary>Marks of one journal at most: more are refused.</summary>
    public const int MaxMarks = 10_000;

    /// <summary>Characters of a note at most.</summary>
    public const int MaxNote = 500;

    private readonly Lock _lock = new();
    private ImmutableSortedDictionary<long, string> _notes = ImmutableSortedDictionary<long, string>.Empty;

    /// <summary>The note of each marked entry, by its sequence; empty for a mark without one.</summary>
    public ImmutableSortedDictionary<long, string> All => Volatile.Read(ref _notes);

    /// <summary>The note of an entry; empty for a mark without one, null where the entry is not marked.</summary>
    public string? Find(long sequence) => All is { IsEmpty: false } notes ? notes.GetValueOrDefault(sequence) : null;

    /// <summary>Marks an entry, or changes its note.</summary>
    /// <param name="sequence">The entry.</param>
    /// <param name="note">The note; empty for none.</param>
    /// <returns>Whether it is marked now: false when the entry is not kept, or there are as many marks as there can be.</returns>
    public bool Set(long sequence, string note)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(note.Length, MaxNote);
        lock (_lock)
        {
            var ledger = journal.Ledger;
            var oldest = journal.FirstRecoverable;
            var notes = _notes.RemoveRange(_notes.Keys.TakeWhile(marked => marked < oldest));
            if (sequence < ledger.First || sequence > ledger.Last || (notes.Count >= MaxMarks && !notes.ContainsKey(sequence)))
            {
                return false;
            }

            Volatile.Write(ref _notes, notes.SetItem(sequence, note));
        }

        journal.Changed.Set();
        return true;
    }

    /// <summary>Takes the mark from an entry, and its note with it.</summary>
    /// <returns>Whether it was marked.</returns>
    public bool Remove(long sequence)
    {
        lock (_lock)
        {
            if (!_notes.ContainsKey(sequence))
            {
                return false;
            }

            Volatile.Write(ref _notes, _notes.Remove(sequence));
        }

        journal.Changed.Set();
        return true;
    }
}
