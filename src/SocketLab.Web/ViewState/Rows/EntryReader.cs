using SocketLab.Core.Journal;

namespace SocketLab.Web.ViewState.Rows;

/// <summary>Reads entries by name, neighbours in one go. Keeps its buffer from one read to the next; not for two threads at once.</summary>
public sealed class EntryReader(params IReadOnlyList<EntryJournal> journals)
{
    private readonly EntryBatch _batch = new();

    /// <summary>Reads the first of some entries, and with it those behind it that follow it in its journal.</summary>
    /// <param name="entries">At least one entry.</param>
    /// <param name="maxPayload">Payload bytes of each entry at most.</param>
    /// <returns>As many entries as were read, valid until the next call; null when the first is not kept any more.</returns>
    public EntryBatch? ReadRun(ReadOnlySpan<EntryRef> entries, int maxPayload)
    {
        var first = entries[0];
        if (JournalOf(first) is not { } journal)
        {
            return null;
        }

        var count = 1;
        while (count < entries.Length && entries[count] == new EntryRef(first.JournalId, first.Sequence + count))
        {
            count++;
        }

        journal.Read(first.Sequence - 1, _batch, count, maxPayload);
        return _batch.Count > 0 && _batch.Next - _batch.Count + 1 == first.Sequence ? _batch : null;
    }

    /// <summary>Reads one entry whole; null when it is not kept any more.</summary>
    public Entry? Read(EntryRef entry) => ReadRun([entry], int.MaxValue)?.ToEntries()[0];

    /// <summary>When an entry happened; null when it is not kept any more.</summary>
    public DateTime? TimeOf(EntryRef entry)
    {
        if (ReadRun([entry], 0) is { } batch)
        {
            foreach (var view in batch)
            {
                return view.Time;
            }
        }

        return null;
    }

    /// <summary>The note of an entry; empty for a mark without one, null where it is not marked.</summary>
    public string? NoteOf(EntryRef entry) => JournalOf(entry)?.Marks.Find(entry.Sequence);

    private EntryJournal? JournalOf(EntryRef entry)
    {
        for (var i = 0; i < journals.Count; i++)
        {
            if (journals[i].Id == entry.JournalId)
            {
                return journals[i];
            }
        }

        return null;
    }
}
