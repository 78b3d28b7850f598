using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SocketLab.Core.Transport.Tls;

/// <summary>A certificate of the workspace, ready for use.</summary>
/// <remarks>Never disposed: an endpoint may still show it after it was deleted. The runtime takes it back with the last use.</remarks>
public sealed class TlsCertificate
{
    private TlsCertificate(StoredCertificate stored, X509Certificate2 leaf, X509Certificate2Collection chain) =>
        (Stored, Leaf, Chain, Info) = (stored, leaf, chain, CertificateInfo.Of(leaf));

    /// <summary>Opaque and URL-safe.</summary>
    public string Id => Stored.Id;

    /// <summary>What people call it.</summary>
    public string Name => Stored.Name;

    /// <summary>When it came into the workspace, UTC.</summary>
    public DateTime CreatedAt => Stored.CreatedAt;

    /// <summary>What it says.</summary>
    public CertificateInfo Info { get; }

    /// <summary>Whether an endpoint can show it; without its private key it can only be trusted.</summary>
    public bool HasPrivateKey => Stored.PrivateKey is not null;

    /// <summary>The certificate and its chain as PEM, with no key: what may be given to anybody.</summary>
    public string PublicPem => Stored.Pem;

    /// <summary>The private key as PEM (RFC 7468), unencrypted; null where it is not known. For whoever asked for it by name.</summary>
    public string? PrivatePem => Stored.PrivateKey is { } key ? PemEncoding.WriteString("PRIVATE KEY", key) : null;

    internal StoredCertificate Stored { get; }

    /// <summary>Itself, with its private key if that is known.</summary>
    internal X509Certificate2 Leaf { get; }

    /// <summary>What leads from it to its root.</summary>
    internal X509Certificate2Collection Chain { get; }

    /// <summary>Makes what was stored usable.</summary>
    /// <exception cref="CryptographicException">It is damaged.</exception>
    internal static TlsCertificate From(StoredCertificate stored)
    {
        try
        {
            return Load(stored);
        }
        catch (Exception error) when (error is not (CryptographicException or OutOfMemoryException))
        {
            // What the parsers of the framework and of the system's library throw for damaged bytes is no short list.
            throw new CryptographicException("It cannot be read.", error);
        }
    }

    private static TlsCertificate Load(StoredCertificate stored)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(stored.Pem);
        if (chain.Count == 0)
        {
            throw new CryptographicException("There is no certificate in it.");
        }

        var leaf = chain[0];
        chain.RemoveAt(0);
        return new TlsCertificate(stored, stored.PrivateKey is null ? leaf : WithKey(leaf, stored.PrivateKey), chain);
    }

    private static X509Certificate2 WithKey(X509Certificate2 leaf, byte[] pkcs8)
    {
        X509Certificate2 joined;
        if (leaf.GetKeyAlgorithm() == Oids.Rsa)
        {
            using var rsa = RSA.Create();
            rsa.ImportPkcs8PrivateKey(pkcs8, out _);
            joined = leaf.CopyWithPrivateKey(rsa);
        }
        else
        {
            using var ecdsa = ECDsa.Create();
            ecdsa.ImportPkcs8PrivateKey(pkcs8, out _);
            joined = leaf.CopyWithPrivateKey(ecdsa);
        }

        if (!OperatingSystem.IsWindows())
        {
            return joined;
        }

        // Schannel does not take a key that lives in memory only.
        using (joined)
        {
            return X509CertificateLoader.LoadPkcs12(joined.Export(X509ContentType.Pfx), null);
        }
    }
}

/// <summary>Object identifiers of RFC 5280 and its relatives.</summary>
internal static class Oids
{
    public const string Rsa = "1.2.840.113549.1.1.1";
    public const string EllipticCurve = "1.2.840.10045.2.1";
    public const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    public const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
}
