using SocketLab.Core.Endpoints;

namespace SocketLab.Web.Workspace;

/// <summary>Forgets everything with the process: stands in for a database that cannot be used.</summary>
internal sealed class MemoryEndpointStore : IEndpointStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredEndpoint>> LoadAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<StoredEndpoint>>([]);

    /// <inheritdoc/>
    public Task SaveAsync(StoredEndpoint endpoint, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task DeleteAsync(string id, CancellationToken cancellation) => Task.CompletedTask;
}
