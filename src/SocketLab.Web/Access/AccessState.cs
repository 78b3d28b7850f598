namespace SocketLab.Web.Access;

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
