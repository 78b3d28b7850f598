using SocketLab.Contracts;
using SocketLab.Contracts.Serialization;
using SocketLab.Core.Definitions;
using SocketLab.Web.Access;
using SocketLab.Web.Api.Mapping;
using SocketLab.Web.Commands;
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

    private static async Task<IResult> CreateAsync(HttpContext context, Caller caller, PayloadCommands commands)
    {
        var created = await commands.CreateAsync(caller, await RequestBody.ReadAsync<SavedPayload>(context));
        return Answer.Created($"/api/payloads/{created.Id}", SavedPayloadDto.From(created));
    }

    private static async Task<IResult> PatchAsync(
        string id,
        HttpContext context,
        Caller caller,
        PayloadLibrary library,
        PayloadCommands commands
    )
    {
        library.Get(id);
        var change = await RequestBody.ReadChangeAsync<SavedPayload>(context);
        return Answer.Ok(SavedPayloadDto.From(await commands.ChangeAsync(caller, id, change)));
    }

    private static async Task<IResult> DeleteAsync(string id, Caller caller, PayloadCommands commands)
    {
        await commands.DeleteAsync(caller, id);
        return Results.NoContent();
    }

    private static async Task<IResult> ImportAsync(HttpContext context, Caller caller, PayloadCommands commands, LimitOptions limits)
    {
        var longest = Math.Min(limits.ImportBytes, PayloadLibrary.MaxImportBytes);
        var file = await RequestBody.ReadAsync(context, nameof(limits.ImportBytes), longest);
        if (JsonItems.AreMoreThan(PayloadLibrary.MaxPayloads, "payloads", file.Span))
        {
            // Before each of them is looked at.
            throw new LimitReachedException("Payloads", PayloadLibrary.MaxPayloads);
        }

        return Answer.Ok(await commands.ImportAsync(caller, ContractReader.Read<PayloadFile>(file).Payloads));
    }

    private static IResult History(PayloadHistory history) =>
        Answer.Ok(new PayloadHistoryDto([.. history.List().Select(sent => new SentPayloadDto(sent.Time, sent.Payload))]));

    private static async Task<IResult> ClearHistoryAsync(Caller caller, PayloadCommands commands)
    {
        await commands.ClearHistoryAsync(caller);
        return Results.NoContent();
    }
}
