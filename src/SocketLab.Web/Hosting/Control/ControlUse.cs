namespace SocketLab.Web.Hosting.Control;

/// <summary>Marks a connection as in use while it carries a request of somebody known: a page's WebSocket is one long request.</summary>
/// <remarks>To stand behind authentication. A request that is refused, or that anybody may make, keeps no connection open.</remarks>
internal sealed class ControlUse(RequestDelegate next, ControlConnections connections)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.User.Identity is not { IsAuthenticated: true } || context.Features.Get<ControlConnection>() is not { } connection)
        {
            await next(context);
            return;
        }

        connections.BeginUse(connection);
        try
        {
            await next(context);
        }
        finally
        {
            connections.EndUse(connection);
        }
    }
}
