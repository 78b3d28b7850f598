using SocketLab.Contracts;
using SocketLab.Web.Access;
using SocketLab.Web.Api.Mapping;
using SocketLab.Web.Commands;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Api;

/// <summary><c>/api/filters</c>: saved filters, which mark rows with a colour or fold them away.</summary>
internal static class FilterRoutes
{
    public static void MapFilters(this IEndpointRouteBuilder api)
    {
        var viewer = api.MapGroup("/filters").RequireAuthorization(Policies.Viewer);
        viewer.MapGet("", List);
        viewer.MapGet("/{id}", Get);

        var change = api.MapGroup("/filters").RequireAuthorization(Policies.Operator);
        change.MapPost("", CreateAsync);
        change.MapPatch("/{id}", PatchAsync);
        change.MapDelete("/{id}", DeleteAsync).AddEndpointFilter(RequestBody.RefuseContent);
    }

    private static IResult List(FilterLibrary library) => Answer.Ok(new SavedFiltersDto([.. library.List().Select(SavedFilterDto.From)]));

    private static IResult Get(string id, FilterLibrary library) => Answer.Ok(SavedFilterDto.From(library.Get(id)));

    private static async Task<IResult> CreateAsync(HttpContext context, Caller caller, FilterCommands commands)
    {
        var created = await commands.CreateAsync(caller, await RequestBody.ReadAsync<SavedFilter>(context));
        return Answer.Created($"/api/filters/{created.Id}", SavedFilterDto.From(created));
    }

    private static async Task<IResult> PatchAsync(
        string id,
        HttpContext context,
        Caller caller,
        FilterLibrary library,
        FilterCommands commands
    )
    {
        library.Get(id);
        var change = await RequestBody.ReadChangeAsync<SavedFilter>(context);
        return Answer.Ok(SavedFilterDto.From(await commands.ChangeAsync(caller, id, change)));
    }

    private static async Task<IResult> DeleteAsync(string id, Caller caller, FilterCommands commands)
    {
        await commands.DeleteAsync(caller, id);
        return Results.NoContent();
    }
}
