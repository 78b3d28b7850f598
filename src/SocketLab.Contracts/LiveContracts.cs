using System.Text.Json.Serialization;

namespace SocketLab.Contracts;

/// <summary>What <c>WatchEntries</c> is to follow.</summary>
public sealed record WatchEntriesRequest
{
    public required IReadOnlyList<WatchFrom> From { get; init; }

    /// <summary>Which entries are wanted; null or empty: all.</summary>
    public string? Filter { get; init; }

    /// <summary>Entries a batch at most, 1 to 10,000.</summary>
    public int MaxBatch { get; init; } = 1000;

    /// <summary>Bytes of each payload at most; null: all.</summary>
    public int? PayloadBytes { get; init; }
}

/// <summary>One journal, and where to begin.</summary>
public sealed record WatchFrom
{
    public required string EndpointId { get; init; }

    /// <summary>The last entry that is known already; 0: begin at the oldest kept; null: from now on.</summary>
    public long? After { get; init; }

    /// <summary>The life of the journal that <see cref="After"/> counts in; null: whichever there is.</summary>
    public string? JournalId { get; init; }
}

/// <summary>Entries of one journal, in order.</summary>
/// <param name="EndpointId">The endpoint's id.</param>
/// <param name="JournalId">The life of its journal.</param>
/// <param name="Entries">The entries, in order.</param>
/// <param name="Skipped">Entries before these that were evicted unread.</param>
/// <param name="Next">Pass it as <c>after</c> to go on from here.</param>
public sealed record EntryBatchDto(string EndpointId, string JournalId, IReadOnlyList<EntryDto> Entries, long Skipped, long Next);

/// <summary>An endpoint as it is now, or the id of one that is gone.</summary>
public sealed record EndpointChangeDto
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EndpointDto? Endpoint { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Removed { get; init; }
}
