using Microsoft.AspNetCore.SignalR;
using SocketLab.Web.Api;
using SocketLab.Web.Settings;

namespace SocketLab.Web.Hubs;

/// <summary>Tells a hub's clients what went wrong in the words of the HTTP API: <c>code: title</c>.</summary>
internal sealed partial class ProblemFilter(LimitOptions limits, ILogger<ProblemFilter> logger) : IHubFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext,
        Func<HubInvocationContext, ValueTask<object?>> next
    )
    {
        try
        {
            return await next(invocationContext);
        }
        catch (Exception error) when (error is not (HubException or OperationCanceledException))
        {
            var problem = Problems.Of(error, limits);
            if (problem.Code == Problems.InternalError)
            {
                LogUnforeseen(error, invocationContext.HubMethodName);
            }

            throw new HubException($"{problem.Code}: {problem.Title}", error);
        }
    }

    [LoggerMessage(2020, LogLevel.Error, "The hub's {Method} failed in a way nobody foresaw")]
    private partial void LogUnforeseen(Exception error, string method);
}
