using SocketLab.Contracts;
using SocketLab.Web.Access;
using SocketLab.Web.Api.Mapping;
using SocketLab.Web.Commands;

namespace SocketLab.Web.Api;

/// <summary><c>/api/replays</c>: what was seen is sent again.</summary>
internal static class ReplayRoutes
{
    public static void MapReplays(this IEndpointRouteBuilder api) =>
        api.MapPost("/replays", StartAsync).RequireAuthorization(Policies.Operator);

    private static async Task<IResult> StartAsync(HttpContext context, Caller caller, ReplayCommands commands)
    {
        var request = await RequestBody.ReadAsync<ReplayRequest>(context);
        var job = await commands.StartAsync(caller, ReplayMapping.ToOptions(request), context.RequestAborted);
        return Answer.Accepted($"/api/jobs/{job.Id}", JobDto.From(job));
    }
}
