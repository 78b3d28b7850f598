using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Faults;
using SocketLab.Web.Access;
using SocketLab.Web.Api.Contracts;
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

    private static IResult Get(string id, EndpointSupervisor supervisor) => Answer.Ok(EndpointDto.From(supervisor.Get(id)));

    private static async Task<IResult> CreateAsync(
        HttpContext context,
        EndpointSupervisor supervisor,
        LimitOptions limits,
        IHostApplicationLifetime server
    )
    {
        using var body = await RequestBody.ParseAsync(context, nameof(limits.RequestBodyBytes), limits.RequestBodyBytes);
        var (definition, start) = Definitions.Create(body.RootElement, limits);

        // Whoever asked may hang up; what was begun is finished all the same, unless the server stops.
        var endpoint = await supervisor.CreateAsync(definition, start, server.ApplicationStopping);
        return Answer.Created($"/api/endpoints/{endpoint.Id}", EndpointDto.From(endpoint));
    }

    private static async Task<IResult> PatchAsync(
        string id,
        HttpContext context,
        EndpointSupervisor supervisor,
        LimitOptions limits,
        IHostApplicationLifetime server
    )
    {
        supervisor.Get(id);
        using var body = await RequestBody.ParseAsync(context, nameof(limits.RequestBodyBytes), limits.RequestBodyBytes);
        return await ChangedAsync(
            supervisor.UpdateAsync(id, definition => Definitions.Patch(definition, body.RootElement, limits), server.ApplicationStopping)
        );
    }

    private static async Task<IResult> JoinAsync(
        string id,
        HttpContext context,
        EndpointSupervisor supervisor,
        LimitOptions limits,
        IHostApplicationLifetime server
    ) =>
        await ChangedAsync(
            OfGroupAsync(supervisor.JoinAsync(id, await GroupAsync(id, context, supervisor, limits), server.ApplicationStopping))
        );

    private static async Task<IResult> LeaveAsync(
        string id,
        HttpContext context,
        EndpointSupervisor supervisor,
        LimitOptions limits,
        IHostApplicationLifetime server
    ) => await ChangedAsync(supervisor.LeaveAsync(id, await GroupAsync(id, context, supervisor, limits), server.ApplicationStopping));

    private static async Task<MulticastGroup> GroupAsync(string id, HttpContext context, EndpointSupervisor supervisor, LimitOptions limits)
    {
        supervisor.Get(id);
        var request = await RequestBody.ReadAsync<MulticastRequest>(context, nameof(limits.RequestBodyBytes), limits.RequestBodyBytes);
        return MulticastGroup.TryParse(request.Group, out var group, out var error)
            ? group
            : throw new InvalidRequestException("$.group", error);
    }

    /// <summary>What is wrong with the groups is wrong with the one that was asked for: the others were there before.</summary>
    private static async Task<Endpoint> OfGroupAsync(Task<Endpoint> change)
    {
        try
        {
            return await change;
        }
        catch (InvalidDefinitionException error)
        {
            throw new InvalidRequestException([
                .. error.Errors.Select(one =>
                    one.Path.StartsWith("$.udp.multicastGroups", StringComparison.Ordinal) ? one with { Path = "$.group" } : one
                ),
            ]);
        }
    }

    /// <summary>What the system refuses a running endpoint is told as a start that fails is.</summary>
    private static async Task<IResult> ChangedAsync(Task<Endpoint> change)
    {
        try
        {
            return Answer.Ok(EndpointDto.From(await change));
        }
        catch (NetworkException error)
        {
            throw new StartFaultedException(error.Fault);
        }
    }

    private static async Task<IResult> DeleteAsync(string id, EndpointSupervisor supervisor, IHostApplicationLifetime server)
    {
        await supervisor.DeleteAsync(id, server.ApplicationStopping);
        return Results.NoContent();
    }

    private static async Task<IResult> StartAsync(string id, EndpointSupervisor supervisor, IHostApplicationLifetime server) =>
        Answer.Ok(EndpointDto.From(await supervisor.StartOrThrowAsync(id, server.ApplicationStopping)));

    private static async Task<IResult> StopAsync(string id, EndpointSupervisor supervisor, IHostApplicationLifetime server) =>
        Answer.Ok(EndpointDto.From(await supervisor.StopAsync(id, server.ApplicationStopping)));

    private static IResult Clear(string id, EndpointSupervisor supervisor)
    {
        supervisor.Get(id).Journal.Clear();
        return Results.NoContent();
    }
}
