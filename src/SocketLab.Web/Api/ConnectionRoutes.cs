using SocketLab.Contracts;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.Access;
using SocketLab.Web.Api.Mapping;
using SocketLab.Web.Commands;

namespace SocketLab.Web.Api;

/// <summary>The TCP connections of an endpoint, and what can be done to one.</summary>
internal static class ConnectionRoutes
{
    /// <summary>A list of more asks none of them for its TCP_INFO: that is a system call each.</summary>
    private const int MaxWithTcpInfo = 100;

    private static readonly (string Path, ConnectionEnding How)[] Endings =
    [
        ("/shutdown", ConnectionEnding.HalfClose),
        ("/close", ConnectionEnding.Close),
        ("/reset", ConnectionEnding.Reset),
    ];

    public static void MapConnections(this IEndpointRouteBuilder api)
    {
        var viewer = api.MapGroup("").RequireAuthorization(Policies.Viewer);
        viewer.MapGet("/endpoints/{id}/connections", List);
        viewer.MapGet("/connections/{id}", Get);

        var change = api.MapGroup("").RequireAuthorization(Policies.Operator);
        change.MapPatch("/connections/{id}", PatchAsync);
        var one = change.MapGroup("/connections/{id}").AddEndpointFilter(RequestBody.RefuseContent);
        var all = change.MapGroup("/endpoints/{id}/connections").AddEndpointFilter(RequestBody.RefuseContent);
        foreach (var (path, how) in Endings)
        {
            one.MapPost(path, async (string id, Caller caller, ConnectionCommands commands) =>
                Answer.Ok(ConnectionDto.From(await commands.EndAsync(caller, id, how)))
            );
            all.MapPost(path, async (string id, Caller caller, ConnectionCommands commands) =>
                Answer.Ok(new ConnectionsDto([.. (await commands.EndAllAsync(caller, id, how)).Select(ConnectionDto.From)]))
            );
        }
    }

    private static IResult Get(string id, EndpointSupervisor supervisor) =>
        Answer.Ok(
            supervisor.FindCaptured(id) is var (connection, endpointId)
                ? ConnectionDto.From(connection, endpointId)
                : ConnectionDto.WithTcpInfo(supervisor.GetConnection(id))
        );

    private static IResult List(string id, EndpointSupervisor supervisor)
    {
        if (supervisor.Get(id).Captured is { } captured)
        {
            return Answer.Ok(new ConnectionsDto([.. captured.ListConnections().Select(one => ConnectionDto.From(one, id))]));
        }

        var connections = supervisor.Get(id).Connections;
        Func<TcpConnection, ConnectionDto> form = connections.Open <= MaxWithTcpInfo ? ConnectionDto.WithTcpInfo : ConnectionDto.From;
        return Answer.Ok(new ConnectionsDto([.. connections.List().Select(form)]));
    }

    private static async Task<IResult> PatchAsync(
        string id,
        HttpContext context,
        Caller caller,
        EndpointSupervisor supervisor,
        ConnectionCommands commands
    )
    {
        supervisor.GetConnection(id);
        var change = await RequestBody.ReadChangeAsync<ConnectionOptions>(context);
        return Answer.Ok(ConnectionDto.From(commands.Change(caller, id, change)));
    }
}
