namespace SocketLab.Contracts;

/// <summary><c>GET /api/workspace/status</c>: whether what is done is saved.</summary>
/// <param name="Saved">Whether a change would be saved at this moment, as far as is known.</param>
/// <param name="Use">What of the saved workspace this run uses.</param>
/// <param name="Locked">Whether another program has locked it.</param>
/// <param name="Notice">What people are told on every page; null when all is well.</param>
/// <param name="Damaged">Names of the files in the data directory that damaged workspaces are kept as, the oldest first.</param>
public sealed record WorkspaceStatusDto(bool Saved, WorkspaceUseDto Use, bool Locked, string? Notice, IReadOnlyList<string> Damaged);

/// <summary>What of the saved workspace a run uses.</summary>
public enum WorkspaceUseDto
{
    /// <summary>It is read and written.</summary>
    Full,

    /// <summary>It is read, and not written.</summary>
    ReadOnly,

    /// <summary>It is left alone.</summary>
    None,

    /// <summary>It is locked, and will be read when it is free.</summary>
    Awaited,
}
