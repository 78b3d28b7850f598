using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace SocketLab.Web.Access;

/// <summary>
/// Refuses what a page of another origin starts in a visitor's name. CORS does not: it stops neither WebSockets
/// nor requests that need no preflight. Stands behind the Host check, so that Host is known to be ours.
/// </summary>
internal sealed class OriginCheck(RequestDelegate next, IOptions<AccessOptions> options, ILogger<OriginCheck> logger)
{
    private readonly HashSet<string> _more = options.Value.Origins.Select(WebOrigin.Normalize).ToHashSet();

    public Task InvokeAsync(HttpContext context)
    {
        if (!RequestKind.CanChange(context.Request) || Allows(context.Request))
            return next(context);
        AccessLog.OriginRefused(logger, context.Request.Headers.Origin.ToString(), context.Connection.RemoteIpAddress);
        return AccessProblems.OriginRefused(context);
    }

    private bool Allows(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        if (origin.Count == 0)
            return !IsFromElsewhere(request.Headers["Sec-Fetch-Site"]);
        // "null" (a sandboxed frame, a file), a list, or two headers: none of them says who asks.
        if (origin.Count != 1 || origin[0] is not { Length: > 0 } value)
            return false;
        var normal = WebOrigin.Normalize(value);
        return normal == WebOrigin.Normalize($"{request.Scheme}://{request.Headers.Host}") || _more.Contains(normal);
    }

    // A second line for a browser that leaves the Origin out: only browsers send this header, and no script can set it.
    private static bool IsFromElsewhere(StringValues site) => site.Count > 0 && site != "same-origin" && site != "none";
}

/// <summary>An Origin as a browser writes it (RFC 6454, 6.2): <c>scheme://host[:port]</c>, the scheme's own port left out.</summary>
internal static class WebOrigin
{
    /// <summary>Lower case and without the scheme's own port, so that two spellings of one origin are equal.</summary>
    public static string Normalize(string origin)
    {
        var lower = origin.ToLowerInvariant();
        return lower.StartsWith("http://", StringComparison.Ordinal) && lower.EndsWith(":80", StringComparison.Ordinal) ? lower[..^3]
            : lower.StartsWith("https://", StringComparison.Ordinal) && lower.EndsWith(":443", StringComparison.Ordinal) ? lower[..^4]
            : lower;
    }

    /// <summary>Whether a setting can ever match what a browser sends.</summary>
    public static bool IsWellFormed(string origin)
    {
        var colon = origin.IndexOf("://", StringComparison.Ordinal);
        return colon > 0 && Uri.CheckSchemeName(origin[..colon]) && HostName.TryParseWithPort(origin[(colon + 3)..], out _);
    }
}
