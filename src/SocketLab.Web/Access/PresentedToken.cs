namespace SocketLab.Web.Access;

/// <summary>The token that came with a request outside a cookie. <see cref="Value"/> is null where it is unreadable.</summary>
internal readonly record struct PresentedToken(bool IsPresent, string? Value)
{
    private const string Bearer = "Bearer";

    /// <summary>
    /// RFC 6750, 2.1 and, where a browser's script can set no header, 2.3: on the hubs' WebSocket and nowhere else, for URLs are logged.
    /// </summary>
    public static PresentedToken Of(HttpRequest request)
    {
        var headers = request.Headers.Authorization;
        // Another scheme is not meant for us: a proxy's own login sends one with every request.
        if (headers.Any(h => h is not null && IsBearer(h)))
            return new(true, headers.Count == 1 ? FromHeader(headers[0]!) : null);
        if (!request.Path.StartsWithSegments("/hubs") || !RequestKind.IsWebSocket(request))
            return default;
        if (!request.Query.TryGetValue("access_token", out var query))
            return default;
        return new(true, query.Count == 1 ? NullIfEmpty(query[0]) : null);
    }

    private static bool IsBearer(string header) =>
        header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && (header.Length == Bearer.Length || header[Bearer.Length] == ' ');

    private static string? FromHeader(string header)
    {
        var token = header[Bearer.Length..].Trim(' ');
        return token.Contains(' ') ? null : NullIfEmpty(token);
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
