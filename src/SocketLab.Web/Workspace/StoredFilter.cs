using SocketLab.Contracts;

namespace SocketLab.Web.Workspace;

/// <summary>A saved filter and its id.</summary>
public sealed record StoredFilter(string Id, SavedFilter Content);
