using SocketLab.Contracts;

namespace SocketLab.Web.Access;

/// <summary>The answers of this room.</summary>
internal static class AccessProblems
{
    public static Task HostRefused(HttpContext context) =>
        WriteAsync(
            context,
            StatusCodes.Status400BadRequest,
            "invalidRequest",
            "The Host of the request is not one of this server's.",
            "Use localhost or the server's address, or add the name to SocketLab:Access:Hosts.",
            atFault: "$"
        );

    public static Task OriginRefused(HttpContext context) =>
        WriteAsync(
            context,
            StatusCodes.Status403Forbidden,
            "originRefused",
            "A page from elsewhere may not do this.",
            "The Origin must be this server's own, or be in SocketLab:Access:Origins."
        );

    public static Task NotReady(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return WriteAsync(
            context,
            StatusCodes.Status503ServiceUnavailable,
            "notReady",
            "The server is starting.",
            "Who may use it is decided once all its addresses are bound."
        );
    }

    public static Task TokenRequired(HttpContext context) =>
        WriteAsync(
            context,
            StatusCodes.Status401Unauthorized,
            "tokenRequired",
            "A token is required.",
            "Send Authorization: Bearer TOKEN, or log in at /login. The token is in the settings or on the server's console."
        );

    public static Task OperatorRequired(HttpContext context) =>
        WriteAsync(
            context,
            StatusCodes.Status403Forbidden,
            "operatorRequired",
            "Only an operator may change things.",
            "You came with the viewer's token."
        );

    public static Task NotYourConnection(HttpContext context) =>
        WriteAsync(
            context,
            StatusCodes.Status403Forbidden,
            "foreignConnection",
            "This connection was opened by somebody else.",
            "Use the token or the login that it was opened with, or open one of your own."
        );

    public static Task TooManyAttempts(HttpContext context, TimeSpan retryAfter)
    {
        context.Response.Headers.RetryAfter = Attempts.Seconds(retryAfter);
        return WriteAsync(
            context,
            StatusCodes.Status429TooManyRequests,
            "tooManyAttempts",
            "Too many wrong tokens from your address.",
            $"Try again in {Attempts.Seconds(retryAfter)} s."
        );
    }

    public static Task FormExpired(HttpContext context) =>
        WriteAsync(
            context,
            StatusCodes.Status400BadRequest,
            "invalidRequest",
            "The form was not made by this server, or is too old.",
            "Load the page and send it again.",
            atFault: "$"
        );

    public static Task NotAForm(HttpContext context) =>
        WriteAsync(
            context,
            StatusCodes.Status415UnsupportedMediaType,
            "unsupportedMediaType",
            "A form was expected.",
            "Programs need no login: send Authorization: Bearer TOKEN."
        );

    private static Task WriteAsync(HttpContext context, int status, string code, string title, string detail, string? atFault = null)
    {
        // Neither a header nor a form has a JSON path: the root stands for the whole request.
        var errors = atFault is null ? null : new Dictionary<string, string[]> { [atFault] = [title] };
        context.Response.Headers.CacheControl = "no-store";
        return new ApiProblem(status, code, title) { Detail = detail, Errors = errors }.WriteAsync(context);
    }
}
