using SocketLab.Core.Definitions;
using SocketLab.Core.Transport.Tls;

namespace SocketLab.Web.Workspace;

/// <summary>The certificates in the database, or, when the workspace cannot be used, in memory for this run.</summary>
internal sealed class WorkspaceCertificates(SqliteCertificateStore database, WorkspaceStatus status) : ICertificateStore
{
    private readonly MemoryCertificateStore _memory = new();

    private ICertificateStore Store => status.IsSaved ? database : _memory;

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredCertificate>> LoadAsync(CancellationToken cancellation) => Store.LoadAsync(cancellation);

    /// <inheritdoc/>
    /// <exception cref="NotSavedException">The database cannot be written.</exception>
    public Task SaveAsync(StoredCertificate certificate, CancellationToken cancellation) =>
        WorkspaceWrite.TryAsync(Store.SaveAsync(certificate, cancellation));

    /// <inheritdoc/>
    /// <exception cref="NotSavedException">The database cannot be written.</exception>
    public Task DeleteAsync(string id, CancellationToken cancellation) => WorkspaceWrite.TryAsync(Store.DeleteAsync(id, cancellation));
}
