namespace SocketLab.Web.Workspace;

/// <summary>One stored certificate.</summary>
internal sealed class CertificateRow
{
    /// <summary>Its id.</summary>
    public required string Id { get; set; }

    /// <summary>What people call it.</summary>
    public required string Name { get; set; }

    /// <summary>When it came, UTC.</summary>
    public required DateTime CreatedAt { get; set; }

    /// <summary>The certificate and its chain.</summary>
    public required string Pem { get; set; }

    /// <summary>The private key, unencrypted (PKCS#8): a key to encrypt it with would lie right beside it.</summary>
    public required byte[]? PrivateKey { get; set; }
}
