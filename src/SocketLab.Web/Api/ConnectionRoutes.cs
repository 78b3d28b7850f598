using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.Access;
using SocketLab.Web.Api.Contracts;

namespace SocketLab.Web.Api;

/// <summary>The TCP connections of an endpoint, and what can be done to one.</summary>
internal static class ConnectionRoutes
{
    public static void MapConnections(this IEndpointRouteBuilder api)
    {
        api.MapGet("/endpoints/{id}/connections", List).RequireAuthorization(Policies.Viewer);

        var connection = api.MapGroup("/connections/{id}").RequireAuthorization(Policies.Operator).AddEndpointFilter(RequestBody.RefuseContent);
        connection.MapPost("/shutdown", Shutdown);
        connection.MapPost("/close", CloseAsync);
        connection.MapPost("/reset", ResetAsync);
    }

    /// <summary>The connection with this id, open or remembered.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public static TcpConnection GetConnection(this EndpointSupervisor supervisor, string id) =>
        (ConnectionId.TryParse(id, out var known) ? supervisor.FindConnection(known) : null) ?? throw new NotFoundException($"There is no connection '{id}'.");

    private static IResult List(string id, EndpointSupervisor supervisor) =>
        Answer.Ok(new ConnectionsDto([.. supervisor.Get(id).Connections.List().Select(ConnectionDto.From)]));

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
