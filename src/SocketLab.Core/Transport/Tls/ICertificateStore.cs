namespace SocketLab.Core.Transport.Tls;

/// <summary>Where the workspace's certificates outlive the process. It holds private keys: keep it to its owner.</summary>
public interface ICertificateStore
{
    /// <summary>
    /// All certificates that can be read, in order of creation. One that cannot is the store's to report; it stays stored.
    /// </summary>
    Task<IReadOnlyList<StoredCertificate>> LoadAsync(CancellationToken cancellation);

    /// <summary>Adds or replaces one.</summary>
    /// <exception cref="Definitions.NotSavedException">The store cannot be written; nothing has changed.</exception>
    Task SaveAsync(StoredCertificate certificate, CancellationToken cancellation);

    /// <summary>Removes one, if it is there.</summary>
    /// <exception cref="Definitions.NotSavedException">The store cannot be written; nothing has changed.</exception>
    Task DeleteAsync(string id, CancellationToken cancellation);
}

/// <summary>A store that keeps nothing: the certificates live as long as their library.</summary>
public sealed class MemoryCertificateStore : ICertificateStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredCertificate>> LoadAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<StoredCertificate>>([]);

    /// <inheritdoc/>
    public Task SaveAsync(StoredCertificate certificate, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task DeleteAsync(string id, CancellationToken cancellation) => Task.CompletedTask;
}

/// <summary>What of a certificate outlives the process.</summary>
public sealed class StoredCertificate
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>When it came into the workspace, UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>The certificate and those that lead from it to its root, as PEM (RFC 7468), its own first.</summary>
    public required string Pem { get; init; }

    /// <summary>The private key, unencrypted (PKCS#8, RFC 5958); null when it is known elsewhere only.</summary>
    public required byte[]? PrivateKey { get; init; }
}
