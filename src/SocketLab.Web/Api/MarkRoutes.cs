using SocketLab.Contracts;
using SocketLab.Core.Endpoints;
using SocketLab.Web.Access;
using SocketLab.Web.Commands;

namespace SocketLab.Web.Api;

/// <summary><c>/api/endpoints/{id}/marks</c> and <c>/api/endpoints/{id}/entries/{seq}/mark</c>: entries that people marked.</summary>
internal static class MarkRoutes
{
    private const string One = "/endpoints/{id}/entries/{seq:long}/mark";

    public static void MapMarks(this IEndpointRouteBuilder api)
    {
        var viewer = api.MapGroup("").RequireAuthorization(Policies.Viewer);
        viewer.MapGet("/endpoints/{id}/marks", List);
        viewer.MapGet(One, Get);

        var change = api.MapGroup("").RequireAuthorization(Policies.Operator);
        change.MapPut(One, PutAsync);
        change.MapDelete(One, Delete).AddEndpointFilter(RequestBody.RefuseContent);
    }

    private static IResult List(string id, EndpointSupervisor supervisor)
    {
        var journal = supervisor.Get(id).Journal;
        var first = journal.Ledger.First;
        var kept = journal.Marks.All.Where(mark => mark.Key >= first);
        return Answer.Ok(new MarksDto(journal.Id, [.. kept.Select(mark => new MarkDto(mark.Key, mark.Value))]));
    }

    private static IResult Get(string id, long seq, EndpointSupervisor supervisor)
    {
        var journal = supervisor.Get(id).Journal;
        return seq >= journal.Ledger.First && journal.Marks.Find(seq) is { } note
            ? Answer.Ok(new MarkDto(seq, note))
            : throw new NotFoundException($"Entry {seq} is not marked.");
    }

    private static async Task<IResult> PutAsync(string id, long seq, HttpContext context, Caller caller, MarkCommands commands)
    {
        var request = await RequestBody.ReadAsync<MarkRequest>(context);
        commands.Mark(caller, id, seq, request.Note);
        return Answer.Ok(new MarkDto(seq, request.Note?.Trim() ?? ""));
    }

    private static IResult Delete(string id, long seq, Caller caller, MarkCommands commands)
    {
        commands.Unmark(caller, id, seq);
        return Results.NoContent();
    }
}
