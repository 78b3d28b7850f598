using Microsoft.AspNetCore.SignalR;
using SocketLab.Web.Commands;

namespace SocketLab.Web.Hubs;

/// <summary>Tells a hub's clients what went wrong in the words of the HTTP API: <c>code: title</c>.</summary>
internal sealed partial class ProblemFilter(ILogger<ProblemFilter> logger) : IHubFilter
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
            if (Refusal.From(error) is not { } refusal)
            {
                LogUnforeseen(error, invocationContext.HubMethodName);
                refusal = Refusal.Unforeseen;
            }

            throw new HubException($"{refusal.Code}: {refusal.Title}", error);
        }
    }

    [LoggerMessage(2020, LogLevel.Error, "The hub's {Method} failed in a way nobody foresaw")]
    private partial void LogUnforeseen(Exception error, string method);
}
