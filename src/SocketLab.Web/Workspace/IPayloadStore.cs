namespace SocketLab.Web.Workspace;

/// <summary>Where payloads outlive the process.</summary>
internal interface IPayloadStore
{
    /// <summary>All saved payloads.</summary>
    Task<IReadOnlyList<StoredPayload>> LoadAsync(CancellationToken cancellation);

    /// <summary>Adds several, or none of them.</summary>
    Task AddAsync(IReadOnlyList<StoredPayload> payloads, CancellationToken cancellation);

    /// <summary>Replaces one.</summary>
    Task UpdateAsync(StoredPayload payload, CancellationToken cancellation);

    /// <summary>Removes one, if it is there.</summary>
    Task DeleteAsync(string id, CancellationToken cancellation);

    /// <summary>What was sent, newest first.</summary>
    Task<IReadOnlyList<SentPayload>> LoadHistoryAsync(CancellationToken cancellation);

    /// <summary>Adds what was sent and forgets others, by their sequence.</summary>
    Task AddHistoryAsync(SentPayload sent, IReadOnlyList<long> forgotten, CancellationToken cancellation);

    /// <summary>Forgets all that was sent.</summary>
    Task ClearHistoryAsync(CancellationToken cancellation);
}

/// <summary>Forgets everything with the process: stands in for a database that cannot be used.</summary>
internal sealed class MemoryPayloadStore : IPayloadStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredPayload>> LoadAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<StoredPayload>>([]);

    /// <inheritdoc/>
    public Task AddAsync(IReadOnlyList<StoredPayload> payloads, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task UpdateAsync(StoredPayload payload, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task DeleteAsync(string id, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<IReadOnlyList<SentPayload>> LoadHistoryAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<SentPayload>>([]);

    /// <inheritdoc/>
    public Task AddHistoryAsync(SentPayload sent, IReadOnlyList<long> forgotten, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task ClearHistoryAsync(CancellationToken cancellation) => Task.CompletedTask;
}
