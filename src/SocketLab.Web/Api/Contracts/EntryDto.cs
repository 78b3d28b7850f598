using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;

namespace SocketLab.Web.Api.Contracts;

/// <summary>One thing that happened.</summary>
internal sealed record EntryDto
{
    /// <summary>Bytes of each payload that the text is made of.</summary>
    private const int TextBytes = 1024;

    /// <summary>What an entry takes as JSON besides payload and text, roughly.</summary>
    private const int Overhead = 320;

    public required long Seq { get; init; }

    public required DateTime Time { get; init; }

    public required EntryKind Kind { get; init; }

    public required EntryDirection Direction { get; init; }

    public required AddressDto? Peer { get; init; }

    public required string? ConnectionId { get; init; }

    public required long? Offset { get; init; }

    public required int Length { get; init; }

    public required bool Truncated { get; init; }

    public required bool UnexpectedPeer { get; init; }

    public required ReadOnlyMemory<byte> Payload { get; init; }

    public required string Text { get; init; }

    public required JournalEvent? Event { get; init; }

    /// <summary>What to ask the journal for, so that the text is whole however little of the payload is wanted.</summary>
    public static int BytesToRead(int payloadBytes) => Math.Max(payloadBytes, TextBytes + 4);

    /// <summary>About how many bytes the entry takes as JSON.</summary>
    public static int EstimateSize(in EntryView entry, int payloadBytes) =>
        EstimateSize(entry.Kind == EntryKind.Event ? entry.Payload.Length : entry.StoredLength, payloadBytes);

    /// <summary>A copy that outlives the batch.</summary>
    /// <param name="entry">The entry, read with at least <see cref="BytesToRead"/>.</param>
    /// <param name="payloadBytes">Bytes of payload to give out at most.</param>
    public static EntryDto From(in EntryView entry, int payloadBytes)
    {
        var bytes = entry.Kind == EntryKind.Event ? [] : entry.Payload;
        return new()
        {
            Seq = entry.Sequence,
            Time = entry.Time,
            Kind = entry.Kind,
            Direction = entry.Direction,
            Peer = AddressDto.From(entry.Peer),
            ConnectionId = entry.ConnectionId.IsNone ? null : entry.ConnectionId.ToString(),
            Offset = entry.Offset < 0 ? null : entry.Offset,
            Length = entry.Length,
            Truncated = entry.Truncated,
            UnexpectedPeer = entry.UnexpectedPeer,
            Payload = bytes[..Math.Min(bytes.Length, payloadBytes)].ToArray(),
            Text = VisibleText.Plain(bytes, TextBytes),
            Event = entry.ReadEvent(),
        };
    }

    private static int EstimateSize(int stored, int payloadBytes) =>
        Overhead + (Math.Min(stored, payloadBytes) / 3 * 4) + Math.Min(stored, TextBytes);
}

/// <summary>A page of a journal.</summary>
internal sealed record EntriesDto(string JournalId, IReadOnlyList<EntryDto> Entries, long First, long Last, long Missed, long Next);
