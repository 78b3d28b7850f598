using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using SocketLab.Web.Access;
using SocketLab.Web.Commands;

namespace SocketLab.Web.Hubs;

/// <summary>Lets callers do what they may. A method that names no right is for operators.</summary>
internal sealed class RightFilter : IHubFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext,
        Func<HubInvocationContext, ValueTask<object?>> next
    )
    {
        var policy = invocationContext.HubMethod.GetCustomAttribute<RightAttribute>()?.Policy ?? Policies.Operator;
        var authorization = invocationContext.ServiceProvider.GetRequiredService<IAuthorizationService>();
        var result = await authorization.AuthorizeAsync(invocationContext.Context.User ?? new(), policy);
        return result.Succeeded ? await next(invocationContext) : throw new ForbiddenException();
    }
}
