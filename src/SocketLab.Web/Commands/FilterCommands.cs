using SocketLab.Contracts;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Commands;

/// <summary>What can be done to saved filters. Each command asks for the operator's right.</summary>
internal sealed class FilterCommands(FilterLibrary library, IHostApplicationLifetime server)
{
    private CancellationToken Stopping => server.ApplicationStopping;

    /// <summary>Saves a filter under its name; one of that name is replaced.</summary>
    public Task<StoredFilter> SaveAsync(Caller caller, SavedFilter content)
    {
        caller.RequireOperator();
        return library.SaveAsync(content, Stopping);
    }

    /// <summary>Saves a new filter under its name.</summary>
    public Task<StoredFilter> CreateAsync(Caller caller, SavedFilter content)
    {
        caller.RequireOperator();
        return library.CreateAsync(content, Stopping);
    }

    /// <summary>Changes a saved filter where nobody else can change it meanwhile.</summary>
    public Task<StoredFilter> ChangeAsync(Caller caller, string id, Func<SavedFilter, SavedFilter> change)
    {
        caller.RequireOperator();
        return library.UpdateAsync(id, change, Stopping);
    }

    /// <summary>Deletes a saved filter.</summary>
    public Task DeleteAsync(Caller caller, string id)
    {
        caller.RequireOperator();
        return library.DeleteAsync(id, Stopping);
    }
}
