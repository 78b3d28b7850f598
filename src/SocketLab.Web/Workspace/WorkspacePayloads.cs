using SocketLab.Core.Definitions;

namespace SocketLab.Web.Workspace;

/// <summary>The payloads in the database, or, when the workspace cannot be used, in memory for this run.</summary>
internal sealed class WorkspacePayloads(SqlitePayloadStore database, WorkspaceStatus status) : IPayloadStore
{
    private readonly MemoryPayloadStore _memory = new();

    private IPayloadStore Store => status.IsSaved ? database : _memory;

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredPayload>> LoadAsync(CancellationToken cancellation) => Store.LoadAsync(cancellation);

    /// <inheritdoc/>
    /// <exception cref="NotSavedException">The database cannot be written.</exception>
    public Task AddAsync(IReadOnlyList<StoredPayload> payloads, CancellationToken cancellation) =>
        WorkspaceWrite.TryAsync(Store.AddAsync(payloads, cancellation));

    /// <inheritdoc/>
    /// <exception cref="NotSavedException">The database cannot be written.</exception>
    public Task UpdateAsync(StoredPayload payload, CancellationToken cancellation) =>
        WorkspaceWrite.TryAsync(Store.UpdateAsync(payload, cancellation));

    /// <inheritdoc/>
    /// <exception cref="NotSavedException">The database cannot be written.</exception>
    public Task DeleteAsync(string id, CancellationToken cancellation) => WorkspaceWrite.TryAsync(Store.DeleteAsync(id, cancellation));

    /// <inheritdoc/>
    public Task<IReadOnlyList<SentPayload>> LoadHistoryAsync(CancellationToken cancellation) => Store.LoadHistoryAsync(cancellation);

    /// <inheritdoc/>
    /// <exception cref="NotSavedException">The database cannot be written.</exception>
    public Task AddHistoryAsync(SentPayload sent, IReadOnlyList<long> forgotten, CancellationToken cancellation) =>
        WorkspaceWrite.TryAsync(Store.AddHistoryAsync(sent, forgotten, cancellation));

    /// <inheritdoc/>
    /// <exception cref="NotSavedException">The database cannot be written.</exception>
    public Task ClearHistoryAsync(CancellationToken cancellation) => WorkspaceWrite.TryAsync(Store.ClearHistoryAsync(cancellation));
}
