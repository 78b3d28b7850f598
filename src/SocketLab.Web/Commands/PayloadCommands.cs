using SocketLab.Contracts;
using SocketLab.Core.Payloads;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Commands;

/// <summary>What can be done to saved payloads and to the history of what was sent. Each command asks for the operator's right.</summary>
internal sealed class PayloadCommands(PayloadLibrary library, PayloadHistory history, IHostApplicationLifetime server)
{
    private CancellationToken Stopping => server.ApplicationStopping;

    /// <summary>Saves a payload under its name.</summary>
    public Task<StoredPayload> CreateAsync(Caller caller, SavedPayload content)
    {
        caller.RequireOperator();
        return library.CreateAsync(content, Stopping);
    }

    /// <summary>Changes a saved payload where nobody else can change it meanwhile.</summary>
    public Task<StoredPayload> ChangeAsync(Caller caller, string id, Func<SavedPayload, SavedPayload> change)
    {
        caller.RequireOperator();
        return library.UpdateAsync(id, change, Stopping);
    }

    /// <summary>Deletes a saved payload.</summary>
    public Task DeleteAsync(Caller caller, string id)
    {
        caller.RequireOperator();
        return library.DeleteAsync(id, Stopping);
    }

    /// <summary>Adds what a file holds, all of it or nothing.</summary>
    public Task<ImportCounts> ImportAsync(Caller caller, IReadOnlyList<SavedPayload> file)
    {
        caller.RequireOperator();
        return library.ImportAsync(file, Stopping);
    }

    /// <summary>Adds to the history what a person sent.</summary>
    public Task RecordSentAsync(Caller caller, PayloadText payload)
    {
        caller.RequireOperator();
        return history.AddAsync(payload, Stopping);
    }

    /// <summary>Empties the history.</summary>
    public Task ClearHistoryAsync(Caller caller)
    {
        caller.RequireOperator();
        return history.ClearAsync(Stopping);
    }
}
