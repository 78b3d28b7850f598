namespace SocketLab.Web.Workspace;

/// <summary>The workspace database is there and cannot be used: damaged, or from a newer version.</summary>
internal sealed class WorkspaceException(string message, Exception? inner = null) : Exception(message, inner);
