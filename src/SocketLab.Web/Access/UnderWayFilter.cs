using Microsoft.AspNetCore.SignalR;

namespace SocketLab.Web.Access;

/// <summary>
/// Cuts a hub's connection off, with its streams, when the right ends that it came with. Its requests end too, but between two polls there
/// is none.
/// </summary>
internal sealed class UnderWayFilter(UnderWay underWay) : IHubFilter
{
    private static readonly object Key = new();

    public Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        context.Context.Items[Key] = underWay.Add(() => context.Context.User, context.Context.Abort);
        return next(context);
    }

    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        if (context.Context.Items.TryGetValue(Key, out var item))
            (item as IDisposable)?.Dispose();
        return next(context, exception);
    }
}
