using System.Text.Json;
using System.Text.Json.Nodes;
using SocketLab.Core.Definitions;
using SocketLab.Web.Access;
using SocketLab.Web.Api.Contracts;
using SocketLab.Web.Settings;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Api;

/// <summary><c>/api/payloads</c>: saved payloads, as one or as a file, and what was sent last.</summary>
internal static class PayloadRoutes
{
    public static void MapPayloads(this IEndpointRouteBuilder api)
    {
        var viewer = api.MapGroup("/payloads").RequireAuthorization(Policies.Viewer);
        viewer.MapGet("", List);
        viewer.MapGet("/{id}", Get);
        viewer.MapGet("/export", Export);
        viewer.MapGet("/history", History);

        var change = api.MapGroup("/payloads").RequireAuthorization(Policies.Operator);
        change.MapPost("", CreateAsync);
        change.MapPatch("/{id}", PatchAsync);
        change.MapPost("/import", ImportAsync);
        change.MapDelete("/{id}", DeleteAsync).AddEndpointFilter(RequestBody.RefuseContent);
        change.MapDelete("/history", ClearHistoryAsync).AddEndpointFilter(RequestBody.RefuseContent);
    }

    private static IResult List(PayloadLibrary library) =>
        Answer.Ok(new SavedPayloadsDto([.. library.List().Select(SavedPayloadDto.From)]));

    private static IResult Get(string id, PayloadLibrary library) => Answer.Ok(SavedPayloadDto.From(library.Get(id)));

    private static IResult Export(PayloadLibrary library, HttpResponse response)
    {
        response.Headers.ContentDisposition = "attachment; filename=\"payloads.json\"";
        return Answer.Ok(new PayloadFile { Payloads = [.. library.List().Select(payload => payload.Content)] });
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context,
        PayloadLibrary library,
        LimitOptions limits,
        IHostApplicationLifetime server
    )
    {
        var content = await RequestBody.ReadAsync<SavedPayload>(context, nameof(limits.RequestBodyBytes), limits.RequestBodyBytes);
        var created = await library.CreateAsync(content, server.ApplicationStopping);
        return Answer.Created($"/api/payloads/{created.Id}", SavedPayloadDto.From(created));
    }

    private static async Task<IResult> PatchAsync(
        string id,
        HttpContext context,
        PayloadLibrary library,
        LimitOptions limits,
        IHostApplicationLifetime server
    )
    {
        library.Get(id);
        using var body = await RequestBody.ParseAsync(context, nameof(limits.RequestBodyBytes), limits.RequestBodyBytes);
        return Answer.Ok(
            SavedPayloadDto.From(await library.UpdateAsync(id, content => Patch(content, body.RootElement), server.ApplicationStopping))
        );
    }

    private static async Task<IResult> DeleteAsync(string id, PayloadLibrary library, IHostApplicationLifetime server)
    {
        await library.DeleteAsync(id, server.ApplicationStopping);
        return Results.NoContent();
    }

    private static async Task<IResult> ImportAsync(
        HttpContext context,
        PayloadLibrary library,
        LimitOptions limits,
        IHostApplicationLifetime server
    )
    {
        using var body = await RequestBody.ParseAsync(
            context,
            nameof(limits.ImportBytes),
            Math.Min(limits.ImportBytes, PayloadLibrary.MaxImportBytes)
        );
        if (
            body.RootElement.TryGetProperty("payloads", out var payloads)
            && payloads.ValueKind == JsonValueKind.Array
            && payloads.GetArrayLength() > PayloadLibrary.MaxPayloads
        )
        {
            // Before each of them is looked at.
            throw new LimitReachedException("Payloads", PayloadLibrary.MaxPayloads);
        }

        var file = ContractReader.Read<PayloadFile>(body.RootElement);
        return Answer.Ok(await library.ImportAsync(file.Payloads, server.ApplicationStopping));
    }

    private static IResult History(PayloadHistory history) =>
        Answer.Ok(new PayloadHistoryDto([.. history.List().Select(sent => new SentPayloadDto(sent.Time, sent.Payload))]));

    private static async Task<IResult> ClearHistoryAsync(PayloadHistory history, IHostApplicationLifetime server)
    {
        await history.ClearAsync(server.ApplicationStopping);
        return Results.NoContent();
    }

    /// <summary>A JSON merge patch (RFC 7396): null brings a default back. All properties are plain values.</summary>
    private static SavedPayload Patch(SavedPayload content, JsonElement patch) =>
        ContractReader.Guard(() =>
        {
            var errors = JsonShape.CheckPatch<SavedPayload>(patch);
            if (errors.Count > 0)
            {
                throw new InvalidRequestException(errors);
            }

            var merged = (JsonObject)JsonSerializer.SerializeToNode(content, ContractJson.Options)!;
            foreach (var (name, value) in JsonObject.Create(patch)!)
            {
                merged.Remove(name);
                if (value is not null)
                {
                    merged[name] = value.DeepClone();
                }
            }

            return ContractReader.Read<SavedPayload>(JsonSerializer.SerializeToElement(merged));
        });
}
