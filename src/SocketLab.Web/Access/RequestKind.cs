using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace SocketLab.Web.Access;

/// <summary>What the checks need to know of a request before it is routed.</summary>
internal static class RequestKind
{
    private static readonly PathString[] ForPrograms = ["/api", "/hubs", "/_blazor", "/metrics", "/openapi"];

    /// <summary>Everything but plain reading: another method, a WebSocket, and all of SignalR's requests (negotiate, polling).</summary>
    public static bool CanChange(HttpRequest request) =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        || IsWebSocket(request)
        || request.Path.StartsWithSegments("/hubs")
        || request.Path.StartsWithSegments("/_blazor")
        || (request.Path.Value?.EndsWith("/negotiate", StringComparison.OrdinalIgnoreCase) ?? false);

    /// <summary>By what was asked, whether or not it would be granted: HTTP/1.1 Upgrade, or HTTP/2's extended CONNECT (RFC 8441).</summary>
    public static bool IsWebSocket(HttpRequest request) =>
        request.Headers[HeaderNames.Upgrade].ToString().Contains("websocket", StringComparison.OrdinalIgnoreCase)
        || request.HttpContext.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true };

    /// <summary>
    /// Whether somebody may have followed a link here. A page of another site that loads it as an image, say, is no person:
    /// its wrong tokens must not lock the right one out (Fetch Metadata, W3C).
    /// </summary>
    public static bool MayBeAPerson(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is "" or "none" or "same-origin"
        || (
            request.Headers["Sec-Fetch-Mode"].ToString() == "navigate"
            && request.Headers["Sec-Fetch-Dest"].ToString() == "document"
            && request.Headers["Sec-Fetch-User"].ToString() == "?1"
        );

    /// <summary>Whether it asks for a page's head: what a page answers without its text (RFC 9110, 9.3.2).</summary>
    public static bool WantsHead(HttpRequest request) =>
        HttpMethods.IsHead(request.Method) && !ForPrograms.Any(p => request.Path.StartsWithSegments(p));

    /// <summary>Whether a person's browser waits for a page, so that a redirect to the login helps.</summary>
    public static bool WantsPage(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        && !ForPrograms.Any(p => request.Path.StartsWithSegments(p));
}
