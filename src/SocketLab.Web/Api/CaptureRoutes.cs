using SocketLab.Contracts;
using SocketLab.Core.Capture.Writing;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;
using SocketLab.Web.Access;
using SocketLab.Web.Api.Mapping;
using SocketLab.Web.Commands;
using SocketLab.Web.Settings;

namespace SocketLab.Web.Api;

/// <summary><c>capture.pcapng</c>: journals as capture files, for Wireshark and its like.</summary>
internal static class CaptureRoutes
{
    /// <summary>The media type that Wireshark's own packages register.</summary>
    public const string MediaType = "application/x-pcapng";

    public static void MapCaptures(this IEndpointRouteBuilder api)
    {
        var viewer = api.MapGroup("").RequireAuthorization(Policies.Viewer);
        viewer.MapGet("/endpoints/{id}/capture.pcapng", OneAsync);
        viewer.MapGet("/capture.pcapng", SeveralAsync);
        api.MapPost("/captures", OpenAsync).RequireAuthorization(Policies.Operator);
    }

    private static async Task<IResult> OpenAsync(HttpContext context, Caller caller, EndpointCommands commands, LimitOptions limits)
    {
        if (!RequestBody.IsOctets(context.Request))
        {
            throw new UnsupportedMediaTypeException("application/octet-stream");
        }

        var read = new QueryReader(context.Request.Query, "name");
        var name = read.Text("name") ?? "";
        read.Finish();
        RequestBody.SetLimit(context, limits.ImportBytes);
        try
        {
            var endpoint = await commands.OpenCaptureAsync(caller, name, context.Request.Body, context.RequestAborted);
            return Answer.Created($"/api/endpoints/{endpoint.Id}", EndpointDto.From(endpoint));
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw new BodyTooLongException(nameof(LimitOptions.ImportBytes), limits.ImportBytes);
        }
    }

    private static Task OneAsync(string id, HttpContext context, EndpointSupervisor supervisor)
    {
        var endpoint = supervisor.Get(id);
        return WriteAsync([endpoint], endpoint.Definition.Name, CaptureQuery.Parse(context.Request.Query, false), context, supervisor);
    }

    private static Task SeveralAsync(HttpContext context, EndpointSupervisor supervisor)
    {
        var query = CaptureQuery.Parse(context.Request.Query, true);
        var endpoints = query.Endpoints.Count > 0 ? [.. query.Endpoints.Select(supervisor.Get)] : supervisor.List();
        return WriteAsync(endpoints, "SocketLab", query, context, supervisor);
    }

    private static async Task WriteAsync(
        IReadOnlyList<Endpoint> endpoints,
        string name,
        CaptureQuery query,
        HttpContext context,
        EndpointSupervisor supervisor
    )
    {
        StreamedAnswer.Begin(context, MediaType, $"{name}.pcapng");
        var options = query.Options with
        {
            Wanted = query.Filter.ToEntryTest(endpoints, context.RequestAborted),
            Note = (int source, in EntryView entry) => NoteOf(endpoints[source].Journal.Marks.Find(entry.Sequence)),
        };
        var stream = new CaptureFile([.. endpoints.Select(supervisor.ToCaptureSource)], options, context.Response.BodyWriter);
        await StreamedAnswer.WriteAsync(context, cancellation =>
            query.Follow ? stream.FollowAsync(cancellation) : stream.WriteKeptAsync(cancellation)
        );
    }

    /// <summary>What stands beside a packet that somebody marked.</summary>
    private static string? NoteOf(string? mark) =>
        mark switch
        {
            null => null,
            "" => "Marked in SocketLab",
            _ => $"Note: {mark}",
        };
}
