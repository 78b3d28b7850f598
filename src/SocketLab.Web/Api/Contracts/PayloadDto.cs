using SocketLab.Core.Payloads;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Api.Contracts;

/// <summary>A saved payload.</summary>
internal sealed record SavedPayloadDto(
    string Id,
    string Name,
    string Folder,
    string Description,
    PayloadFormat Format,
    string Data,
    PayloadEncoding Encoding,
    bool Template,
    LineEnding LineEnding
)
{
    public static SavedPayloadDto From(StoredPayload payload) =>
        new(
            payload.Id,
            payload.Content.Name,
            payload.Content.Folder,
            payload.Content.Description,
            payload.Content.Format,
            payload.Content.Data,
            payload.Content.Encoding,
            payload.Content.Template,
            payload.Content.LineEnding
        );
}

/// <summary>All saved payloads.</summary>
internal sealed record SavedPayloadsDto(IReadOnlyList<SavedPayloadDto> Payloads);

/// <summary>Saved payloads as a file: they have no ids there.</summary>
internal sealed record PayloadFile
{
    public required IReadOnlyList<SavedPayload> Payloads { get; init; }
}

/// <summary>What was sent from the dashboard.</summary>
internal sealed record PayloadHistoryDto(IReadOnlyList<SentPayloadDto> History);

/// <summary>One payload that was sent.</summary>
internal sealed record SentPayloadDto(DateTime Time, PayloadText Payload);
