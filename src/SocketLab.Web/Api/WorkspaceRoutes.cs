using SocketLab.Contracts;
using SocketLab.Web.Access;
using SocketLab.Web.Settings;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Api;

/// <summary><c>/api/workspace</c>: whether what is done is saved.</summary>
internal static class WorkspaceRoutes
{
    public static void MapWorkspace(this IEndpointRouteBuilder api) =>
        api.MapGet("/workspace/status", Status).RequireAuthorization(Policies.Viewer);

    private static IResult Status(HttpRequest request, WorkspaceStatus status, DataDirectory data)
    {
        new QueryReader(request.Query).Finish();
        return Answer.Ok(
            new WorkspaceStatusDto(
                status.IsSaved && !status.IsLocked,
                status.IsAwaited
                    ? WorkspaceUseDto.Awaited
                    : status.Use switch
                    {
                        WorkspaceUse.Full => WorkspaceUseDto.Full,
                        WorkspaceUse.ReadOnly => WorkspaceUseDto.ReadOnly,
                        _ => WorkspaceUseDto.None,
                    },
                status.IsLocked,
                status.Notice,
                [.. WorkspaceSalvage.ListKept(data.Database).Select(file => Path.GetFileName(file))]
            )
        );
    }
}
