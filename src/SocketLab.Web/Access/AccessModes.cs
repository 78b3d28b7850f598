namespace SocketLab.Web.Access;

/// <summary>The setting <c>SocketLab:Access:Mode</c>.</summary>
internal enum AccessMode
{
    Auto,
    Token,
    Open,
}

internal static class AccessModes
{
    /// <summary>By name only: <c>Enum.TryParse</c> would also take "7" and "token, open".</summary>
    public static bool TryParse(string? text, out AccessMode mode)
    {
        (var known, mode) = text?.Trim().ToLowerInvariant() switch
        {
            "auto" => (true, AccessMode.Auto),
            "token" => (true, AccessMode.Token),
            "open" => (true, AccessMode.Open),
            _ => (false, AccessMode.Token),
        };
        return known;
    }
}

/// <summary>What the mode comes down to for this run of the server.</summary>
internal enum AccessState
{
    /// <summary>The addresses are not bound yet: everything is refused.</summary>
    Unknown,

    /// <summary>Everybody is operator.</summary>
    Open,

    /// <summary>A token is required.</summary>
    TokenRequired,
}
