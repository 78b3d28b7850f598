using Microsoft.AspNetCore.Diagnostics;
using SocketLab.Contracts;
using SocketLab.Web.Access;
using SocketLab.Web.Commands;
using SocketLab.Web.Settings;

namespace SocketLab.Web.Api;

/// <summary>Answers what went wrong under <c>/api</c> with a problem, whoever noticed it: a handler, routing, or the server.</summary>
internal sealed partial class ProblemHandler(LimitOptions limits, ILogger<ProblemHandler> logger) : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!IsApi(httpContext))
        {
            return false;
        }

        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read an answer.
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var problem = ProblemOf(exception);
        if (problem.Code == Refusal.InternalError)
        {
            LogUnforeseen(exception, httpContext.Request.Method, httpContext.Request.Path);
        }

        await problem.WriteAsync(httpContext);
        return true;
    }

    /// <summary>Whether the request is for the API, where programs read the answers.</summary>
    public static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    private ApiProblem ProblemOf(Exception exception) =>
        exception switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problems.Of(
                Refusal.From(new BodyTooLongException(nameof(limits.RequestBodyBytes), limits.RequestBodyBytes))!
            ),
            BadHttpRequestException bad => Problems.Of(bad),
            _ => Problems.Of(Refusal.From(exception) ?? Refusal.Unforeseen),
        };

    [LoggerMessage(2010, LogLevel.Error, "{Method} {Path} failed in a way nobody foresaw")]
    private partial void LogUnforeseen(Exception error, string method, string path);
}
