using SocketLab.Core.Journal;

namespace SocketLab.Core.Filtering;

/// <summary>The values that occur among the newest entries of journals: what completion proposes.</summary>
public static class OccurringValues
{
    /// <summary>Entries that are looked at, at most: enough to propose something, and done within a millisecond or two.</summary>
    private const int MaxEntries = 2000;

    /// <summary>Of many journals each is looked at all the same.</summary>
    private const int MinEntries = 20;

    private const int MaxLength = 60;

    /// <summary>The values of a field that occur most often, that first, as they are written in a filter.</summary>
    /// <param name="source">The journal.</param>
    /// <param name="value">The field.</param>
    public static IReadOnlyList<string> Of(FilterSource source, EntryValue value) => Of([source], value);

    /// <summary>The values of a field that occur most often in some journals together.</summary>
    /// <param name="sources">The journals.</param>
    /// <param name="value">The field.</param>
    /// <param name="limit">How many are wanted at most.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<FilterSource> sources, EntryValue value, int limit = 20)
    {
        if (
            (value.Type is FilterType.Text or FilterType.Time && value.Field != FilterField.Endpoint)
            || value.Field is FilterField.Sequence or FilterField.Offset or FilterField.Hex
        )
        {
            return [];
        }

        var (batch, counts) = (new EntryBatch(), new Dictionary<string, int>(StringComparer.Ordinal));
        var share = Math.Max(MinEntries, MaxEntries / Math.Max(1, sources.Count));
        foreach (var source in sources)
        {
            Count(source, value, share, batch, counts);
        }

        return
        [
            .. counts
                .OrderByDescending(pair => pair.Value)
                .ThenBy(pair => pair.Key, StringComparer.Ordinal)
                .Take(limit)
                .Select(pair => pair.Key),
        ];
    }

    private static void Count(FilterSource source, EntryValue value, int share, EntryBatch batch, Dictionary<string, int> counts)
    {
        var after = Math.Max(0, source.Journal.Ledger.Last - share);
        for (var read = 0; read < share; read += batch.Count)
        {
            source.Journal.Read(after, batch, share - read);
            if (batch.Count == 0)
            {
                break;
            }

            foreach (var entry in batch)
            {
                if (value.ReadText(entry, source) is { Length: <= MaxLength } text)
                {
                    counts[text] = counts.GetValueOrDefault(text) + 1;
                }
            }

            after = batch.Next;
        }
    }
}
