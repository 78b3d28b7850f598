using SocketLab.Core.Payloads;

namespace SocketLab.Contracts;

/// <summary>A saved payload.</summary>
public sealed record SavedPayloadDto(
    string Id,
    string Name,
    string Folder,
    string Description,
    PayloadFormat Format,
    string Data,
    PayloadEncoding Encoding,
    bool Template,
    LineEnding LineEnding
);

/// <summary>All saved payloads.</summary>
public sealed record SavedPayloadsDto(IReadOnlyList<SavedPayloadDto> Payloads);

/// <summary>Saved payloads as a file: they have no ids there.</summary>
public sealed record PayloadFile
{
    public required IReadOnlyList<SavedPayload> Payloads { get; init; }
}

/// <summary>What was sent from the dashboard.</summary>
public sealed record PayloadHistoryDto(IReadOnlyList<SentPayloadDto> History);

/// <summary>One payload that was sent.</summary>
public sealed record SentPayloadDto(DateTime Time, PayloadText Payload);

/// <summary>What an import did.</summary>
/// <param name="Imported">How many were added.</param>
/// <param name="Renamed">How many of those got another name.</param>
/// <param name="Skipped">How many were there already, and were skipped.</param>
public sealed record ImportCounts(int Imported, int Renamed, int Skipped);
