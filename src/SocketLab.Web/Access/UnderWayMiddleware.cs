using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace SocketLab.Web.Access;

/// <summary>
/// Ties each request to the right that it came with: whatever its transport is, a WebSocket, a stream of events, a poll, an upload or a
/// download lasts no longer. Stands behind authorization.
/// </summary>
internal sealed class UnderWayMiddleware(RequestDelegate next, UnderWay underWay, ConnectionOwners owners)
{
    public async Task InvokeAsync(HttpContext context)
    {
        // What needs no right does not end with one; above all, the logout must be answered.
        if (context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null || context.User is not AccessPrincipal user)
        {
            await next(context);
            return;
        }

        // The same text that SignalR looks the connection up with.
        var isHub = context.GetEndpoint()?.Metadata.GetMetadata<HubMetadata>() is not null;
        var id = isHub && context.Request.Query.TryGetValue("id", out var value) ? value.ToString() : null;
        if (id is not null && !owners.TryEnter(id, user.Basis))
        {
            await AccessProblems.NotYourConnection(context);
            return;
        }

        try
        {
            using (underWay.Add(() => user, context.Abort))
                await next(context);
        }
        finally
        {
            if (id is not null)
                owners.Leave(id, isGone: context.Response.StatusCode == StatusCodes.Status404NotFound);
        }
    }
}
