using SocketLab.Web.Workspace;

namespace SocketLab.Web.Commands;

/// <summary>What can be done to saved filters. Each command asks for the operator's right.</summary>
internal sealed class FilterCommands(FilterLibrary library, IHostApplicationLifetime server)
{
    /// <summary>Saves a filter under its name; one of that name is replaced.</summary>
    public Task<StoredFilter> SaveAsync(Caller caller, SavedFilter content)
    {
        caller.RequireOperator();
        return library.SaveAsync(content, server.ApplicationStopping);
    }

    /// <summary>Deletes a saved filter.</summary>
    public Task DeleteAsync(Caller caller, string id)
    {
        caller.RequireOperator();
        return library.DeleteAsync(id, server.ApplicationStopping);
    }
}
