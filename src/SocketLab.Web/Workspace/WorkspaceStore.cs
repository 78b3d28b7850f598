using SocketLab.Core.Endpoints;
using SocketLab.Web.Settings;

namespace SocketLab.Web.Workspace;

/// <summary>The database, or, when it cannot be used, memory for this run: the original stays as it is, and people are told.</summary>
internal sealed partial class WorkspaceStore(
    SqliteEndpointStore database,
    SqliteCertificateStore certificates,
    SqlitePayloadStore payloads,
    DataDirectory data,
    WorkspaceStatus status,
    ILogger<WorkspaceStore> logger
) : IEndpointStore
{
    private IEndpointStore _store = database;

    /// <summary>Opens the database and decides. Call it once, before anything else.</summary>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        try
        {
            await database.OpenAsync(data.Database, cancellation);
            await database.LoadAsync(cancellation);
            await certificates.LoadAsync(cancellation);
            await payloads.LoadAsync(cancellation);
            await payloads.LoadHistoryAsync(cancellation);
        }
        catch (WorkspaceException error)
        {
            _store = new MemoryEndpointStore();
            status.Notice = $"The saved workspace {data.Database} was left alone: {error.Message}. What you do now is not saved.";
            LogUnusable(error, data.Database, error.Message);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredEndpoint>> LoadAsync(CancellationToken cancellation) => _store.LoadAsync(cancellation);

    /// <inheritdoc/>
    public Task SaveAsync(StoredEndpoint endpoint, CancellationToken cancellation) =>
        WorkspaceWrite.TryAsync(_store.SaveAsync(endpoint, cancellation));

    /// <inheritdoc/>
    public Task DeleteAsync(string id, CancellationToken cancellation) => WorkspaceWrite.TryAsync(_store.DeleteAsync(id, cancellation));

    [LoggerMessage(2001, LogLevel.Error, "The workspace {Path} was left alone, and nothing is saved in this run: {Reason}")]
    private partial void LogUnusable(Exception error, string path, string reason);
}
