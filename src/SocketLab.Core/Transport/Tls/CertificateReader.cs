using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SocketLab.Core.Definitions;

namespace SocketLab.Core.Transport.Tls;

/// <summary>Reads the files in which people have certificates.</summary>
internal static class CertificateReader
{
    private const string NoFile = "This is no certificate: neither PEM, nor PKCS#12 (.pfx, .p12), nor DER.";
    private const int MaxCertificates = 20;

    private static readonly (string Oid, string Name)[] OtherKeys =
    [
        ("1.3.101.112", "Ed25519"),
        ("1.3.101.113", "Ed448"),
        ("1.2.840.10040.4.1", "DSA"),
        ("1.2.840.113549.1.1.10", "RSASSA-PSS"),
    ];

    /// <summary>The certificate with its chain as PEM, and its private key if the file has one.</summary>
    /// <param name="upload">The file.</param>
    /// <param name="path">Where it stands in the request.</param>
    /// <exception cref="InvalidDefinitionException">It cannot be used.</exception>
    public static (string Pem, byte[]? PrivateKey) Read(CertificateUpload upload, string path)
    {
        var data = Decode(upload.Data, path);
        if (data.Length == 0)
        {
            throw Invalid($"{path}.data", NoFile);
        }

        try
        {
            var file = ReadFile(data, upload.Password, path);
            Prove(file.Pem, file.PrivateKey);
            return file;
        }
        catch (Exception error) when (error is not (InvalidDefinitionException or OutOfMemoryException))
        {
            // What the library says of it is for programmers, and what it throws for damaged bytes is no short list.
            throw Invalid($"{path}.data", NoFile);
        }
    }

    /// <summary>What can be read need not be usable: a date that is none is only found when somebody asks for it.</summary>
    /// <exception cref="CryptographicException">It is not usable.</exception>
    private static void Prove(string pem, byte[]? key) =>
        TlsCertificate.From(
            new StoredCertificate
            {
                Id = "",
                Name = "",
                CreatedAt = default,
                Pem = pem,
                PrivateKey = key,
            }
        );

    private static (string Pem, byte[]? PrivateKey) ReadFile(byte[] data, string? password, string path)
    {
        var text = Encoding.Latin1.GetString(data);
        return text.Contains("-----BEGIN ", StringComparison.Ordinal) ? ReadPem(text, password, path)
            : X509Certificate2.GetCertContentType(data) == X509ContentType.Cert
                ? Join([X509CertificateLoader.LoadCertificate(data)], null, path)
            : ReadPkcs12(data, password, path);
    }

    private static byte[] Decode(string base64, string path)
    {
        // Looked at before it is decoded: a request may be longer than any certificate.
        if (
            base64.Length > CertificateUpload.MostBytes * 2
            || (Base64.IsValid(base64, out var length) && length > CertificateUpload.MostBytes)
        )
        {
            throw Invalid(
                $"{path}.data",
                string.Create(CultureInfo.InvariantCulture, $"A certificate file has at most {CertificateUpload.MostBytes:N0} bytes.")
            );
        }

        return Base64.IsValid(base64) ? Convert.FromBase64String(base64) : throw Invalid($"{path}.data", "This is not base64.");
    }

    private static (string Pem, byte[]? PrivateKey) ReadPem(string text, string? password, string path)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(text);
        if (certificates.Count == 0)
        {
            throw Invalid($"{path}.data", "There is no certificate in this PEM file.");
        }

        RequireKnownKey(certificates[0], path);
        if (!text.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            return Join(certificates, null, path);
        }

        if (text.Contains("-----BEGIN ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal))
        {
            if (password is null)
            {
                throw Invalid($"{path}.password", "The private key is encrypted: its password is needed.");
            }

            return Join(
                certificates,
                KeyOf(
                    certificates[0],
                    key => key.ImportFromEncryptedPem(text, password),
                    $"{path}.password",
                    "The password is wrong, or the private key is not this certificate's."
                ),
                path
            );
        }

        return Join(
            certificates,
            KeyOf(
                certificates[0],
                key => key.ImportFromPem(text),
                $"{path}.data",
                "The private key cannot be read, or is not the first certificate's."
            ),
            path
        );
    }

    private static (string Pem, byte[]? PrivateKey) ReadPkcs12(byte[] data, string? password, string path)
    {
        X509Certificate2Collection certificates;
        try
        {
            // Bounded by the loader's own limits: a file may ask for any number of hash rounds.
            certificates = X509CertificateLoader.LoadPkcs12Collection(data, password, X509KeyStorageFlags.Exportable);
        }
        catch (Pkcs12LoadLimitExceededException)
        {
            throw Invalid($"{path}.data", "This PKCS#12 file is built in a way that would take too long to open.");
        }
        catch (CryptographicException error) when (KindOf(error) is { } kind)
        {
            throw Unsupported(kind, path);
        }
        catch (CryptographicException) when (X509Certificate2.GetCertContentType(data) == X509ContentType.Pfx)
        {
            throw Invalid(
                $"{path}.password",
                password is null ? "The file is encrypted: its password is needed." : "The password is wrong, or the file is damaged."
            );
        }

        if (certificates.FirstOrDefault(certificate => certificate.HasPrivateKey) is not { } own)
        {
            return Join(certificates, null, path);
        }

        RequireKnownKey(own, path);
        AsymmetricAlgorithm? key = (AsymmetricAlgorithm?)own.GetRSAPrivateKey() ?? own.GetECDsaPrivateKey();
        return Join([own, .. certificates.Where(certificate => certificate != own)], Export(key ?? throw Unsupported(own, path)), path);
    }

    private static byte[] KeyOf(X509Certificate2 certificate, Action<AsymmetricAlgorithm> import, string path, string otherwise)
    {
        try
        {
            if (certificate.GetKeyAlgorithm() == Oids.Rsa)
            {
                using var rsa = RSA.Create();
                import(rsa);
                using var joined = certificate.CopyWithPrivateKey(rsa);
                return rsa.ExportPkcs8PrivateKey();
            }

            using var ecdsa = ECDsa.Create();
            import(ecdsa);
            using var copy = certificate.CopyWithPrivateKey(ecdsa);
            return ecdsa.ExportPkcs8PrivateKey();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw Invalid(path, otherwise);
        }
    }

    /// <summary>A key that came from a file may only be exported encrypted on some systems, so that is the way for all.</summary>
    private static byte[] Export(AsymmetricAlgorithm key)
    {
        using (key)
        {
            var password = RandomNumberGenerator.GetHexString(32);
            var sealedKey = key.ExportEncryptedPkcs8PrivateKey(
                password,
                new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1)
            );
            using AsymmetricAlgorithm open = key is RSA ? RSA.Create() : ECDsa.Create();
            open.ImportEncryptedPkcs8PrivateKey(password, sealedKey, out _);
            return open.ExportPkcs8PrivateKey();
        }
    }

    private static (string Pem, byte[]? PrivateKey) Join(X509Certificate2Collection certificates, byte[]? key, string path)
    {
        if (certificates.Count is 0 or > MaxCertificates)
        {
            throw Invalid(
                $"{path}.data",
                certificates.Count == 0 ? "There is no certificate in this file." : $"A file has at most {MaxCertificates} certificates."
            );
        }

        RequireKnownKey(certificates[0], path);
        return (string.Concat(certificates.Select(certificate => certificate.ExportCertificatePem() + "\n")), key);
    }

    private static void RequireKnownKey(X509Certificate2 certificate, string path)
    {
        if (certificate.GetKeyAlgorithm() is not (Oids.Rsa or Oids.EllipticCurve))
        {
            throw Unsupported(certificate, path);
        }
    }

    /// <summary>The kind of key that the loader gave up on: it says the object identifier only.</summary>
    private static string? KindOf(CryptographicException error) =>
        OtherKeys.FirstOrDefault(key => error.Message.Contains($"'{key.Oid}'", StringComparison.Ordinal)).Name;

    private static InvalidDefinitionException Unsupported(X509Certificate2 certificate, string path)
    {
        var oid = certificate.GetKeyAlgorithm();
        return Unsupported(OtherKeys.FirstOrDefault(key => key.Oid == oid).Name ?? certificate.PublicKey.Oid.FriendlyName ?? oid, path);
    }

    private static InvalidDefinitionException Unsupported(string kind, string path) =>
        Invalid($"{path}.data", $"Only certificates with RSA or ECDSA keys can be used; .NET cannot do TLS with this one's: {kind}.");

    private static InvalidDefinitionException Invalid(string path, string message) => new([new(path, message)]);
}
