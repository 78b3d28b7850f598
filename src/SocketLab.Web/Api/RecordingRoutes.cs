using SocketLab.Contracts;
using SocketLab.Core.Recordings;
using SocketLab.Web.Access;
using SocketLab.Web.Api.Mapping;
using SocketLab.Web.Commands;

namespace SocketLab.Web.Api;

/// <summary><c>/api/recordings</c>: what is kept on disk, while it happens and after.</summary>
internal static class RecordingRoutes
{
    public static void MapRecordings(this IEndpointRouteBuilder api)
    {
        var viewer = api.MapGroup("/recordings").RequireAuthorization(Policies.Viewer);
        viewer.MapGet("", List);
        viewer.MapGet("/{id}", (string id, RecordingLibrary library) => Answer.Ok(RecordingDto.From(library.Get(id))));
        viewer.MapGet("/{id}/file", FileAsync);

        var change = api.MapGroup("/recordings").RequireAuthorization(Policies.Operator);
        change.MapPost("", StartAsync);
        var one = change.MapGroup("/{id}").AddEndpointFilter(RequestBody.RefuseContent);
        one.MapPost("/stop", StopAsync);
        one.MapPost("/open", OpenAsync);
        one.MapDelete("", DeleteAsync);
    }

    private static IResult List(HttpRequest request, RecordingLibrary library)
    {
        new QueryReader(request.Query).Finish();
        return Answer.Ok(new RecordingsDto([.. library.List().Select(RecordingDto.From)]));
    }

    private static async Task<IResult> StartAsync(HttpContext context, Caller caller, RecordingCommands commands)
    {
        var request = await RequestBody.ReadAsync<RecordingRequest>(context);
        var recording = await commands.StartAsync(caller, request.ToOptions());
        return Answer.Created($"/api/recordings/{recording.Id}", RecordingDto.From(recording));
    }

    private static async Task<IResult> StopAsync(string id, Caller caller, RecordingCommands commands) =>
        Answer.Ok(RecordingDto.From(await commands.StopAsync(caller, id)));

    private static async Task<IResult> OpenAsync(string id, HttpContext context, Caller caller, RecordingCommands commands)
    {
        var endpoint = await commands.OpenAsync(caller, id, context.RequestAborted);
        return Answer.Created($"/api/endpoints/{endpoint.Id}", EndpointDto.From(endpoint));
    }

    private static async Task<IResult> DeleteAsync(string id, Caller caller, RecordingCommands commands)
    {
        await commands.DeleteAsync(caller, id);
        return TypedResults.NoContent();
    }

    private static async Task FileAsync(string id, HttpContext context, RecordingLibrary library)
    {
        var recording = library.Get(id);
        await using var files = recording.OpenFiles();
        StreamedAnswer.Begin(context, CaptureRoutes.MediaType, $"{recording.Name}.pcapng");
        context.Response.ContentLength = files.Length;
        await StreamedAnswer.WriteAsync(context, cancellation => files.CopyToAsync(context.Response.Body, cancellation));
    }
}
