using SocketLab.Contracts;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Web.Access;
using SocketLab.Web.Api.Mapping;
using SocketLab.Web.Commands;
using SocketLab.Web.Settings;

namespace SocketLab.Web.Api;

/// <summary><c>/api/endpoints</c>: create, change, start, stop, delete.</summary>
internal static class EndpointRoutes
{
    public static void MapEndpoints(this IEndpointRouteBuilder api)
    {
        var viewer = api.MapGroup("/endpoints").RequireAuthorization(Policies.Viewer);
        viewer.MapGet("", List);
        viewer.MapGet("/{id}", Get);

        var change = api.MapGroup("/endpoints").RequireAuthorization(Policies.Operator);
        change.MapPost("", CreateAsync);
        change.MapPatch("/{id}", PatchAsync);
        change.MapPost("/{id}/move", MoveAsync);
        change.MapPost("/{id}/multicast/join", JoinAsync);
        change.MapPost("/{id}/multicast/leave", LeaveAsync);

        var plain = change.MapGroup("").AddEndpointFilter(RequestBody.RefuseContent);
        plain.MapDelete("/{id}", DeleteAsync);
        plain.MapPost("/{id}/start", StartAsync);
        plain.MapPost("/{id}/stop", StopAsync);
        plain.MapPost("/{id}/clear", Clear);
    }

    private static IResult List(EndpointSupervisor supervisor) =>
        Answer.Ok(new EndpointsDto([.. supervisor.List().Select(EndpointDto.From)]));

    private static IResult Get(string id, EndpointSupervisor supervisor) => Answered(supervisor.Get(id));

    private static async Task<IResult> CreateAsync(HttpContext context, Caller caller, EndpointCommands commands, LimitOptions limits)
    {
        var (definition, start) = DefinitionReader.Create(await RequestBody.ReadAsync(context), limits);
        var endpoint = await commands.CreateAsync(caller, definition, start);
        return Answer.Created($"/api/endpoints/{endpoint.Id}", EndpointDto.From(endpoint));
    }

    private static async Task<IResult> PatchAsync(
        string id,
        HttpContext context,
        Caller caller,
        EndpointSupervisor supervisor,
        EndpointCommands commands,
        LimitOptions limits
    )
    {
        supervisor.Get(id);
        var patch = await RequestBody.ReadPatchAsync<EndpointDefinition>(context);
        return Answered(await commands.ChangeAsync(caller, id, definition => DefinitionReader.Patch(definition, patch, limits)));
    }

    private static async Task<IResult> MoveAsync(
        string id,
        HttpContext context,
        Caller caller,
        EndpointSupervisor supervisor,
        EndpointCommands commands
    )
    {
        supervisor.Get(id);
        var request = await RequestBody.ReadAsync<MoveRequest>(context);
        return Answered(await commands.MoveAsync(caller, id, request.Before));
    }

    private static async Task<IResult> JoinAsync(
        string id,
        HttpContext context,
        Caller caller,
        EndpointSupervisor supervisor,
        EndpointCommands commands
    ) => Answered(await commands.JoinGroupAsync(caller, id, await GroupAsync(id, context, supervisor)));

    private static async Task<IResult> LeaveAsync(
        string id,
        HttpContext context,
        Caller caller,
        EndpointSupervisor supervisor,
        EndpointCommands commands
    ) => Answered(await commands.LeaveGroupAsync(caller, id, await GroupAsync(id, context, supervisor)));

    private static async Task<string> GroupAsync(string id, HttpContext context, EndpointSupervisor supervisor)
    {
        supervisor.Get(id);
        return (await RequestBody.ReadAsync<MulticastRequest>(context)).Group;
    }

    private static async Task<IResult> DeleteAsync(string id, Caller caller, EndpointCommands commands)
    {
        await commands.DeleteAsync(caller, id);
        return Results.NoContent();
    }

    private static async Task<IResult> StartAsync(string id, Caller caller, EndpointCommands commands) =>
        Answered(await commands.StartOrRefuseAsync(caller, id));

    private static async Task<IResult> StopAsync(string id, Caller caller, EndpointCommands commands) =>
        Answered(await commands.StopAsync(caller, id));

    private static IResult Clear(string id, Caller caller, EndpointCommands commands)
    {
        commands.Clear(caller, id);
        return Results.NoContent();
    }

    private static IResult Answered(Endpoint endpoint) => Answer.Ok(EndpointDto.From(endpoint));
}
