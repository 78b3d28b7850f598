using SocketLab.Contracts;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Jobs;
using SocketLab.Web.Access;
using SocketLab.Web.Api.Mapping;
using SocketLab.Web.Commands;

namespace SocketLab.Web.Api;

/// <summary><c>/api/jobs</c>: what is sent again and again, and what can be done about it.</summary>
internal static class JobRoutes
{
    private const string EndpointId = "endpointId";

    public static void MapJobs(this IEndpointRouteBuilder api)
    {
        var viewer = api.MapGroup("/jobs").RequireAuthorization(Policies.Viewer);
        viewer.MapGet("", List);
        viewer.MapGet("/{id}", Get);

        var change = api.MapGroup("/jobs/{id}").RequireAuthorization(Policies.Operator).AddEndpointFilter(RequestBody.RefuseContent);
        change.MapDelete("", CancelAsync);
        change.MapPost("/pause", Pause);
        change.MapPost("/resume", Resume);
    }

    private static IResult List(HttpRequest request, EndpointSupervisor supervisor)
    {
        var read = new QueryReader(request.Query, EndpointId);
        read.Finish();
        return Answer.Ok(new JobsDto([.. supervisor.Jobs.List(read.Text(EndpointId)).Select(JobDto.From)]));
    }

    private static IResult Get(string id, EndpointSupervisor supervisor) => Answered(supervisor.GetJob(id));

    private static async Task<IResult> CancelAsync(string id, Caller caller, JobCommands commands) =>
        Answered(await commands.CancelAsync(caller, id));

    private static IResult Pause(string id, Caller caller, JobCommands commands) => Answered(commands.Pause(caller, id));

    private static IResult Resume(string id, Caller caller, JobCommands commands) => Answered(commands.Resume(caller, id));

    private static IResult Answered(SendJob job) => Answer.Ok(JobDto.From(job));
}
