using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SocketLab.Core.Transport.Tls;

namespace SocketLab.Web.Workspace;

/// <summary>Keeps certificates in the workspace database, which somebody else has opened.</summary>
internal sealed class SqliteCertificateStore(IDbContextFactory<WorkspaceDbContext> contexts) : ICertificateStore
{
    /// <inheritdoc/>
    /// <exception cref="WorkspaceException">The rows cannot be read.</exception>
    public async Task<IReadOnlyList<StoredCertificate>> LoadAsync(CancellationToken cancellation)
    {
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellation);
            var rows = await context.Certificates.AsNoTracking().OrderBy(row => row.CreatedAt).ToListAsync(cancellation);
            return [.. rows.Select(Read)];
        }
        catch (Exception error) when (error is SqliteException or InvalidOperationException or FormatException)
        {
            throw new WorkspaceException($"the certificates in it cannot be read ({error.Message})", error);
        }
    }

    /// <inheritdoc/>
    public async Task SaveAsync(StoredCertificate certificate, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var row = await context.Certificates.FindAsync([certificate.Id], cancellation);
        if (row is null)
        {
            context.Certificates.Add(Write(certificate));
        }
        else
        {
            context.Entry(row).CurrentValues.SetValues(Write(certificate));
        }

        await context.SaveChangesAsync(cancellation);
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(string id, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await context.Certificates.Where(row => row.Id == id).ExecuteDeleteAsync(cancellation);
    }

    private static CertificateRow Write(StoredCertificate certificate) =>
        new()
        {
            Id = certificate.Id,
            Name = certificate.Name,
            CreatedAt = certificate.CreatedAt,
            Pem = certificate.Pem,
            PrivateKey = certificate.PrivateKey,
        };

    private static StoredCertificate Read(CertificateRow row) =>
        new()
        {
            Id = row.Id,
            Name = row.Name,
            CreatedAt = DateTime.SpecifyKind(row.CreatedAt, DateTimeKind.Utc),
            Pem = row.Pem,
            PrivateKey = row.PrivateKey,
        };
}
