using SocketLab.Contracts;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Api.Mapping;

/// <summary>Makes the contract's records of saved payloads.</summary>
internal static class PayloadMapping
{
    extension(SavedPayloadDto)
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
}
