using SocketLab.Core.Definitions;

namespace SocketLab.Core.Endpoints;

/// <summary>Deletes endpoints, and puts back those whose deletion can be undone.</summary>
/// <param name="editor">Changes table and store.</param>
internal sealed class EndpointDeletion(EndpointEditor editor)
{
    /// <inheritdoc cref="EndpointSupervisor.DeleteAsync(string, CancellationToken)"/>
    public async Task DeleteAsync(string id, CancellationToken cancellation) => (await StopAsync(id, cancellation)).End();

    /// <inheritdoc cref="EndpointSupervisor.DeleteAsync(string, TimeSpan, CancellationToken)"/>
    public async Task<DeletedEndpoint> DeleteAsync(string id, TimeSpan undoTime, CancellationToken cancellation)
    {
        var deleted = await StopAsync(id, cancellation);
        deleted.Keep(undoTime);
        return deleted;
    }

    /// <inheritdoc cref="EndpointSupervisor.UndeleteAsync"/>
    public async Task<Endpoint> UndeleteAsync(DeletedEndpoint deleted, CancellationToken cancellation)
    {
        if (!deleted.TryTake())
        {
            throw new EndpointNotFoundException(deleted.Id);
        }

        var endpoint = deleted.Endpoint;
        try
        {
            // All before anybody finds it, so that nobody sees it empty or cannot start it.
            deleted.TakeEntriesBack();
            endpoint.Revive();
            await editor.PutBackAsync(deleted, cancellation);
        }
        catch
        {
            deleted.GiveUp();
            throw;
        }

        if (endpoint.IsWanted)
        {
            await endpoint.StartAsync(cancellation);
        }

        await editor.SaveOrderAsync(cancellation);
        return endpoint;
    }

    private async Task<DeletedEndpoint> StopAsync(string id, CancellationToken cancellation)
    {
        var deleted = await editor.ForgetAsync(id, cancellation);
        await deleted.Endpoint.StopAsync(forGood: true);
        return deleted;
    }
}
