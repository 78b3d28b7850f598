using SocketLab.Core.Transport.Tls;

namespace SocketLab.Web.Workspace;

/// <summary>Keeps certificates in the workspace, with their private keys, unencrypted: a key to them would lie right beside it.</summary>
internal sealed class SqliteCertificateStore(WorkspaceDatabase database) : ICertificateStore
{
    private readonly StoredTable _rows = new(WorkspaceTable.Certificates, database);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredCertificate>> LoadAsync(CancellationToken cancellation)
    {
        var certificates = await _rows.LoadAsync(Read, certificate => certificate.Id, cancellation);
        return [.. certificates.OrderBy(certificate => certificate.CreatedAt)];
    }

    /// <inheritdoc/>
    public Task SaveAsync(StoredCertificate certificate, CancellationToken cancellation) =>
        _rows.WriteAsync(
            write =>
                write.SaveAsync(
                    certificate.Id,
                    ("Id", certificate.Id),
                    ("Name", certificate.Name),
                    ("CreatedAt", certificate.CreatedAt),
                    ("Pem", certificate.Pem),
                    ("PrivateKey", certificate.PrivateKey)
                ),
            cancellation
        );

    /// <inheritdoc/>
    public Task DeleteAsync(string id, CancellationToken cancellation) => _rows.WriteAsync(write => write.DeleteAsync(id), cancellation);

    private static StoredCertificate Read(StoredRow row) =>
        new()
        {
            Id = row.Text("Id"),
            Name = row.Text("Name"),
            CreatedAt = row.Time("CreatedAt"),
            Pem = row.Text("Pem"),
            PrivateKey = row.Bytes("PrivateKey"),
        };
}
