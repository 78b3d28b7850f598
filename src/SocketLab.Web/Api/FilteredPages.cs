using SocketLab.Contracts;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;

namespace SocketLab.Web.Api;

/// <summary>Reads what a filter takes of a journal, by pages. A page looks at a bounded part of the journal.</summary>
internal static class FilteredPages
{
    /// <summary>Segments of 1 MiB that a page looks at, at most.</summary>
    public const int SegmentsPerPage = 64;

    /// <summary>The page that was asked for.</summary>
    public static EntriesDto Read(
        Endpoint endpoint,
        EntryQuery query,
        Filter filter,
        long before,
        JournalLedger ledger,
        CancellationToken cancellation
    )
    {
        var reader = new FilterReader(endpoint.ToFilterSource(), filter);
        var after = Math.Min(query.After ?? 0, ledger.Last);
        before = Math.Min(before, ledger.Last + 1);
        var found = query.NewestFirst
            ? reader.Backward(before, after, query.Limit, SegmentsPerPage, cancellation)
            : reader.Forward(after, before, query.Limit, SegmentsPerPage, cancellation);
        var page = SelectedEntries.Read(endpoint, found.Sequences, query.PayloadBytes, EntryPages.PageBytes);
        var missed =
            query.After is null ? 0
            : query.NewestFirst ? EntryPages.Missed(endpoint.Journal, query.After) + page.Missed
            : found.Missed + page.Missed;
        var next = page.IsCut ? page.Entries[^1].Seq : found.Next;
        return new EntriesDto(endpoint.Journal.Id, page.Entries, ledger.First, ledger.Last, missed, next);
    }
}
