namespace SocketLab.Web.Workspace;

/// <summary>Whether the workspace is the saved one.</summary>
internal sealed class WorkspaceStatus
{
    /// <summary>What people must know about the workspace, or null when all is well.</summary>
    public string? Notice { get; internal set; }

    /// <summary>Whether what is done now is saved.</summary>
    public bool IsSaved => Notice is null;
}
