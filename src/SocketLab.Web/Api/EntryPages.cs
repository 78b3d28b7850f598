using SocketLab.Contracts;
using SocketLab.Core.Journal;
using SocketLab.Web.Api.Mapping;

namespace SocketLab.Web.Api;

/// <summary>Reads a journal by pages.</summary>
internal static class EntryPages
{
    /// <summary>A page ends here, roughly; it has at least one entry.</summary>
    public const long PageBytes = 8 << 20;

    /// <summary>The page that was asked for.</summary>
    public static EntriesDto Read(Endpoint endpoint, EntryQuery query, CancellationToken cancellation)
    {
        var (journal, locals) = (endpoint.Journal, new LocalAddresses(endpoint));
        if (query.JournalId is not null && query.JournalId != journal.Id)
        {
            // Positions of another life mean nothing here: begin at the oldest kept.
            query = query with { After = query.After is null ? null : 0, Before = null };
        }

        var ledger = journal.Ledger;
        var before = query.Before ?? ledger.Last + 1;
        if (query.Filter is { } filter)
        {
            return FilteredPages.Read(endpoint, query, filter, before, ledger, cancellation);
        }

        var (entries, missed, next) = query.NewestFirst
            ? Backward(journal, locals, query, Math.Min(before, ledger.Last + 1), ledger.First)
            : Forward(journal, locals, Math.Min(query.After ?? 0, ledger.Last), before, query.Limit, query.PayloadBytes);
        return new EntriesDto(journal.Id, entries, ledger.First, ledger.Last, query.After is null ? 0 : missed, next);
    }

    private static (List<EntryDto> Entries, long Missed, long Next) Forward(
        EntryJournal journal,
        LocalAddresses locals,
        long after,
        long before,
        long limit,
        int payloadBytes
    )
    {
        var (batch, entries) = (new EntryBatch(), new List<EntryDto>());
        long missed = 0,
            size = 0;
        while (true)
        {
            var room = (int)Math.Min(limit - entries.Count, before - 1 - after);
            if (room <= 0)
            {
                return (entries, missed, after);
            }

            // What was evicted behind the end of the page is not this page's to tell.
            journal.Read(after, batch, room, EntryDto.BytesToRead(payloadBytes));
            missed += Math.Min(batch.Missed, before - 1 - after);
            if (batch.Count == 0)
            {
                return (entries, missed, batch.Next);
            }

            foreach (var view in batch)
            {
                size += EntryDto.EstimateSize(view, payloadBytes);
                if (view.Sequence >= before)
                {
                    // All that was left below is gone. Whoever pages towards `before` has arrived.
                    return (entries, missed, before - 1);
                }

                if (size > PageBytes && entries.Count > 0)
                {
                    return (entries, missed, after);
                }

                entries.Add(EntryDto.From(view, payloadBytes, locals));
                after = view.Sequence;
            }
        }
    }

    /// <summary>
    /// The newest ones below <c>before</c>. A journal reads forward only, so it first looks at sizes alone to find where the page begins.
    /// </summary>
    private static (List<EntryDto> Entries, long Missed, long Next) Backward(
        EntryJournal journal,
        LocalAddresses locals,
        EntryQuery query,
        long before,
        long first
    )
    {
        var floor = Math.Max((query.After ?? 0) + 1, first);
        var missed = Missed(journal, query.After);
        var start = Start(journal, Math.Max(floor, before - query.Limit), before, query.PayloadBytes);
        var (entries, _, _) = Forward(journal, locals, start - 1, before, query.Limit, query.PayloadBytes);
        entries.Reverse();
        return (entries, missed, entries.Count > 0 ? entries[^1].Seq : before);
    }

    private static long Start(EntryJournal journal, long lowest, long before, int payloadBytes)
    {
        var (batch, sizes, after) = (new EntryBatch(), new List<(long Sequence, int Size)>(), lowest - 1);
        while (after < before - 1)
        {
            journal.Read(after, batch, (int)Math.Min(before - 1 - after, EntryQuery.MaxLimit), 0);
            if (batch.Count == 0)
            {
                break;
            }

            foreach (var view in batch)
            {
                sizes.Add((view.Sequence, EntryDto.EstimateSize(view, payloadBytes)));
            }

            after = batch.Next;
        }

        long size = 0;
        var start = before;
        for (var i = sizes.Count - 1; i >= 0 && (size += sizes[i].Size) <= PageBytes | i == sizes.Count - 1; i--)
        {
            start = sizes[i].Sequence;
        }

        return start;
    }

    /// <summary>Entries behind a place that were evicted.</summary>
    public static long Missed(EntryJournal journal, long? after)
    {
        var batch = new EntryBatch(1);
        journal.Read(after ?? 0, batch, 1, 0);
        return batch.Missed;
    }
}
