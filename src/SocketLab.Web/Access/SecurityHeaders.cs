namespace SocketLab.Web.Access;

/// <summary>What browsers are told with every response, also with errors.</summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    /// <summary>
    /// No script but our files. Inline styles: MudBlazor sets them. 'self' covers the WebSockets of the same host (CSP 3, 6.7.2.8).
    /// </summary>
    public const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        // As late as can be: an error handler clears the headers, and Blazor writes a policy of its own, with frame-ancestors alone.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            var own = context.GetEndpoint()?.Metadata.GetMetadata<ContentSecurityPolicyAttribute>();
            headers.ContentSecurityPolicy = own?.Policy ?? ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            // Not no-referrer: with it browsers send "Origin: null" with our own forms (Fetch, "append a request Origin header").
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            return Task.CompletedTask;
        });
        return next(context);
    }
}

/// <summary>
/// Gives one endpoint another policy than <see cref="SecurityHeaders.ContentSecurityPolicy"/> (a page with scripts of its own).
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class ContentSecurityPolicyAttribute(string policy) : Attribute
{
    public string Policy { get; } = policy;
}
