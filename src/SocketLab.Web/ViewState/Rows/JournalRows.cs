using SocketLab.Core.Journal;

namespace SocketLab.Web.ViewState.Rows;

/// <summary>All entries of one journal. Ordinal and sequence are the same, so nothing is searched or remembered.</summary>
public sealed class JournalRows(EntryJournal journal) : IRowSource<EntryRef>
{
    private JournalLedger _ledger;

    /// <inheritdoc/>
    public long First => _ledger.First;

    /// <inheritdoc/>
    public long Count => _ledger.Kept;

    /// <inheritdoc/>
    public long Gone => First > 1 ? _ledger.Evicted : 0;

    /// <inheritdoc/>
    public bool Advance(int maxReads)
    {
        _ledger = journal.Ledger;
        return true;
    }

    /// <inheritdoc/>
    public int Read(long ordinal, Span<EntryRef> rows)
    {
        var count = (int)Math.Clamp(First + Count - ordinal, 0, rows.Length);
        for (var i = 0; i < count; i++)
        {
            rows[i] = new(journal.Id, ordinal + i);
        }

        return count;
    }

    /// <inheritdoc/>
    public long? Find(EntryRef row) =>
        row.JournalId == journal.Id && row.Sequence < First + Count ? Math.Max(row.Sequence, First - 1) : null;

    /// <inheritdoc/>
    public long? FindFrom(EntryRef row) => row.JournalId == journal.Id ? Math.Clamp(row.Sequence, First, First + Count) : null;
}
