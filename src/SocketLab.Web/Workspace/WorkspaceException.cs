namespace SocketLab.Web.Workspace;

/// <summary>The workspace's file is there and cannot be used: it is damaged, or no database.</summary>
internal sealed class WorkspaceException(string message, Exception? inner = null) : Exception(message, inner);
