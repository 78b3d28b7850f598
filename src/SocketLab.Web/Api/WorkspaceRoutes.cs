using SocketLab.Contracts;
using SocketLab.Contracts.Serialization;
using SocketLab.Web.Access;
using SocketLab.Web.Commands;
using SocketLab.Web.Settings;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Api;

/// <summary><c>/api/workspace</c>: all that is saved as one file, taking one in, and whether what is done is saved.</summary>
internal static class WorkspaceRoutes
{
    public static void MapWorkspace(this IEndpointRouteBuilder api)
    {
        api.MapGet("/workspace/status", Status).RequireAuthorization(Policies.Viewer);
        api.MapGet("/workspace", Export).RequireAuthorization(Policies.Viewer);
        api.MapPost("/workspace", ImportAsync).RequireAuthorization(Policies.Operator);
    }

    private static IResult Export(HttpContext context, Caller caller, WorkspaceCommands commands)
    {
        var read = new QueryReader(context.Request.Query, "keys");
        var withKeys = read.Choice("keys", "true", "false") == "true";
        read.Finish();
        var file = commands.Export(caller, withKeys);
        context.Response.Headers.ContentDisposition = "attachment; filename=\"socketlab-workspace.json\"";
        context.Response.Headers.CacheControl = "no-store";
        return Answer.Ok(file);
    }

    private static async Task<IResult> ImportAsync(HttpContext context, Caller caller, WorkspaceCommands commands, LimitOptions limits)
    {
        var longest = Math.Min(limits.ImportBytes, WorkspaceCommands.MaxFileBytes);
        var json = await RequestBody.ReadAsync(context, nameof(limits.ImportBytes), longest);
        return Answer.Ok(await commands.ImportAsync(caller, ContractReader.Read<WorkspaceFileDto>(json)));
    }

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
