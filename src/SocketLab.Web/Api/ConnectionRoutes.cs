using System.Text.Json;
using System.Text.Json.Nodes;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.Access;
using SocketLab.Web.Api.Contracts;
using SocketLab.Web.Settings;

namespace SocketLab.Web.Api;

/// <summary>The TCP connections of an endpoint, and what can be done to one.</summary>
internal static class ConnectionRoutes
{
    /// <summary>A list of more asks none of them for its TCP_INFO: that is a system call each.</summary>
    private const int MostWithTcpInfo = 100;

    public static void MapConnections(this IEndpointRouteBuilder api)
    {
        var viewer = api.MapGroup("").RequireAuthorization(Policies.Viewer);
        viewer.MapGet("/endpoints/{id}/connections", List);
        viewer.MapGet("/connections/{id}", (string id, EndpointSupervisor supervisor) =>
            Answer.Ok(ConnectionDto.WithTcpInfo(supervisor.GetConnection(id)))
        );

        var change = api.MapGroup("").RequireAuthorization(Policies.Operator);
        change.MapPatch("/connections/{id}", PatchAsync);

        var connection = change.MapGroup("/connections/{id}").AddEndpointFilter(RequestBody.RefuseContent);
        connection.MapPost("/shutdown", Shutdown);
        connection.MapPost("/close", CloseAsync);
        connection.MapPost("/reset", ResetAsync);

        var all = change.MapGroup("/endpoints/{id}/connections").AddEndpointFilter(RequestBody.RefuseContent);
        all.MapPost("/shutdown", (string id, EndpointSupervisor supervisor) => Listed(supervisor.Get(id).Connections.ShutdownAll()));
        all.MapPost("/close", async (string id, EndpointSupervisor supervisor) =>
            Listed(await supervisor.Get(id).Connections.CloseAllAsync())
        );
        all.MapPost("/reset", async (string id, EndpointSupervisor supervisor) =>
            Listed(await supervisor.Get(id).Connections.ResetAllAsync())
        );
    }

    /// <summary>The connection with this id, open or remembered.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public static TcpConnection GetConnection(this EndpointSupervisor supervisor, string id) =>
        (ConnectionId.TryParse(id, out var known) ? supervisor.FindConnection(known) : null)
        ?? throw new NotFoundException($"There is no connection '{id}'.");

    private static IResult List(string id, EndpointSupervisor supervisor)
    {
        var connections = supervisor.Get(id).Connections;
        Func<TcpConnection, ConnectionDto> form = connections.Open <= MostWithTcpInfo ? ConnectionDto.WithTcpInfo : ConnectionDto.From;
        return Answer.Ok(new ConnectionsDto([.. connections.List().Select(form)]));
    }

    private static IResult Listed(IEnumerable<TcpConnection> connections) =>
        Answer.Ok(new ConnectionsDto([.. connections.Select(ConnectionDto.From)]));

    private static async Task<IResult> PatchAsync(string id, HttpContext context, EndpointSupervisor supervisor, LimitOptions limits)
    {
        var connection = supervisor.GetConnection(id);
        using var body = await RequestBody.ParseAsync(context, nameof(limits.RequestBodyBytes), limits.RequestBodyBytes);
        connection.Change(Patched(connection.Options, body.RootElement));
        return Answer.Ok(ConnectionDto.From(connection));
    }

    private static ConnectionOptions Patched(ConnectionOptions options, JsonElement patch) =>
        ContractReader.Guard(() =>
        {
            var errors = JsonShape.CheckPatch<ConnectionOptions>(patch);
            var merged =
                errors.Count == 0
                    ? Definitions.Merge(JsonSerializer.SerializeToNode(options, ContractJson.Options), JsonObject.Create(patch))
                    : throw new InvalidRequestException(errors);
            return ContractReader.Read<ConnectionOptions>(JsonSerializer.SerializeToElement(merged));
        });

    private static IResult Shutdown(string id, EndpointSupervisor supervisor)
    {
        var connection = supervisor.GetConnection(id);
        connection.ShutdownSend();
        return Answer.Ok(ConnectionDto.From(connection));
    }

    private static async Task<IResult> CloseAsync(string id, EndpointSupervisor supervisor)
    {
        var connection = supervisor.GetConnection(id);
        await connection.Close();
        return Answer.Ok(ConnectionDto.From(connection));
    }

    private static async Task<IResult> ResetAsync(string id, EndpointSupervisor supervisor)
    {
        var connection = supervisor.GetConnection(id);
        await connection.Reset();
        return Answer.Ok(ConnectionDto.From(connection));
    }
}
