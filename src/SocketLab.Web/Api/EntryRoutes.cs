using SocketLab.Core.Endpoints;
using SocketLab.Web.Access;

namespace SocketLab.Web.Api;

/// <summary><c>/api/endpoints/{id}/entries</c>: what happened.</summary>
internal static class EntryRoutes
{
    public static void MapEntries(this IEndpointRouteBuilder api) =>
        api.MapGet("/endpoints/{id}/entries", (string id, HttpRequest request, EndpointSupervisor supervisor) =>
                Answer.Ok(EntryPages.Read(supervisor.Get(id), EntryQuery.Parse(request.Query)))
            )
            .RequireAuthorization(Policies.Viewer);
}
