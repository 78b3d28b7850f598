using SocketLab.Core.Journal;

namespace SocketLab.Web.ViewState.Feed;

/// <summary>The selected rows of a feed as sequences of one journal: what exports and replays name entries by.</summary>
public static class SelectedSequences
{
    /// <summary>All selected entries of a journal, ascending.</summary>
    public static IReadOnlyList<long> Of(FeedSelection selection, EntryJournal journal) =>
        [.. selection.All.Rows.Where(row => row.JournalId == journal.Id).Select(row => row.Sequence).Order()];

    /// <summary>Those of them that are messages and still kept: events have nothing that could be sent.</summary>
    public static IReadOnlyList<long> MessagesOf(FeedSelection selection, EntryJournal journal)
    {
        var batch = new EntryBatch(1);
        return [.. Of(selection, journal).Where(IsMessage)];

        bool IsMessage(long sequence)
        {
            journal.Read(sequence - 1, batch, maxCount: 1, maxPayload: 0);
            foreach (var entry in batch)
            {
                return entry.Sequence == sequence && entry.Kind != EntryKind.Event;
            }

            return false;
        }
    }
}
