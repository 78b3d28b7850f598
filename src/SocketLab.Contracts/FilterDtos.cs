namespace SocketLab.Contracts;

/// <summary>How many entries of a journal a filter takes.</summary>
/// <param name="JournalId">The life of the journal.</param>
/// <param name="Matched">How many it takes.</param>
/// <param name="Scanned">How many were looked at: all that were kept.</param>
/// <param name="First">The oldest that was looked at.</param>
/// <param name="Last">The newest that was looked at.</param>
public sealed record CountDto(string JournalId, long Matched, long Scanned, long First, long Last)
{
    /// <summary>Entries of which a regular expression took too long to tell: they count as such that it finds nothing in.</summary>
    public long Undecided { get; init; }
}

/// <summary>Entries over time.</summary>
/// <param name="JournalId">The life of the journal.</param>
/// <param name="Buckets">Spans of time in order; those without an entry are left out.</param>
public sealed record SeriesDto(string JournalId, IReadOnlyList<BucketDto> Buckets);

/// <summary>A span of time.</summary>
/// <param name="Time">When it begins.</param>
/// <param name="Count">Entries in it.</param>
/// <param name="Bytes">Their length together.</param>
/// <param name="Min">The least value; null where there is none.</param>
/// <param name="Mean">The mean of the values; null where there is none.</param>
/// <param name="Max">The greatest value; null where there is none.</param>
public sealed record BucketDto(DateTime Time, long Count, long Bytes, double? Min, double? Mean, double? Max);

/// <summary>Entries of several endpoints in one list.</summary>
/// <param name="Entries">The entries, each with its endpoint and journal.</param>
/// <param name="Missed">Entries behind the cursor that were evicted before they could be read.</param>
/// <param name="Cursor">Pass it to go on where this page ended.</param>
public sealed record MergedEntriesDto(IReadOnlyList<EntryDto> Entries, long Missed, string Cursor);
