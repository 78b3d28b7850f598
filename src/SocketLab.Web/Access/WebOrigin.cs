namespace SocketLab.Web.Access;

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
