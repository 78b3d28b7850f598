using System.Text.Json.Serialization;
using SocketLab.Core.Journal;

namespace SocketLab.Contracts;

/// <summary>One thing that happened.</summary>
public sealed record EntryDto
{
    /// <summary>The endpoint's id, where entries of several stand in one list.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? EndpointId { get; init; }

    /// <summary>The life of its journal, where entries of several stand in one list.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? JournalId { get; init; }

    public required long Seq { get; init; }

    public required DateTime Time { get; init; }

    public required EntryKind Kind { get; init; }

    public required EntryDirection Direction { get; init; }

    public required AddressDto? Peer { get; init; }

    /// <summary>Which of this machine's addresses it came to or left from; null where nobody knows.</summary>
    public required AddressDto? Local { get; init; }

    /// <summary>The interface that a datagram came or went by; null where nobody knows.</summary>
    public required string? Interface { get; init; }

    public required string? ConnectionId { get; init; }

    public required long? Offset { get; init; }

    public required int Length { get; init; }

    public required bool Truncated { get; init; }

    public required bool UnexpectedPeer { get; init; }

    public required ReadOnlyMemory<byte> Payload { get; init; }

    public required string Text { get; init; }

    public required JournalEvent? Event { get; init; }
}

/// <summary>A page of a journal.</summary>
public sealed record EntriesDto(string JournalId, IReadOnlyList<EntryDto> Entries, long First, long Last, long Missed, long Next);
