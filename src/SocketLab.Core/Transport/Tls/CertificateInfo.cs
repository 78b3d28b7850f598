using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SocketLab.Core.Transport.Tls;

/// <summary>What a certificate says, bounded: a peer may put anything into it.</summary>
/// <param name="Subject">Whom it is for, as a distinguished name.</param>
/// <param name="Issuer">Who signed it.</param>
/// <param name="Names">The host names and IP addresses that it is valid for (subjectAltName, RFC 5280, 4.2.1.6); those after the first 100
/// are left out.</param>
/// <param name="NotBefore">Valid from, UTC.</param>
/// <param name="NotAfter">Valid until, UTC.</param>
/// <param name="Fingerprint">SHA-256 of the whole certificate, lower-case hex.</param>
/// <param name="KeyType">Kind and size of its key, such as <c>ECDSA P-256</c> or <c>RSA 2048</c>.</param>
/// <param name="SelfSigned">Whether subject and issuer are the same.</param>
public sealed record CertificateInfo(
    string Subject,
    string Issuer,
    IReadOnlyList<string> Names,
    DateTime NotBefore,
    DateTime NotAfter,
    string Fingerprint,
    string KeyType,
    bool SelfSigned
)
{
    private const int MostNames = 100;
    private const int LongestName = 1000;

    /// <summary>What <paramref name="certificate"/> says.</summary>
    public static CertificateInfo Of(X509Certificate2 certificate) =>
        new(
            Cut(certificate.Subject),
            Cut(certificate.Issuer),
            NamesOf(certificate),
            certificate.NotBefore.ToUniversalTime(),
            certificate.NotAfter.ToUniversalTime(),
            certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant(),
            KeyTypeOf(certificate),
            certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData)
        );

    private static IReadOnlyList<string> NamesOf(X509Certificate2 certificate)
    {
        try
        {
            return
            [
                .. certificate
                    .Extensions.OfType<X509SubjectAlternativeNameExtension>()
                    .SelectMany(names =>
                        names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(address => address.ToString()))
                    )
                    .Take(MostNames)
                    .Select(Cut),
            ];
        }
        catch (CryptographicException)
        {
            // It is no list of names: then it is valid for none.
            return [];
        }
    }

    private static string KeyTypeOf(X509Certificate2 certificate)
    {
        try
        {
            using var rsa = certificate.GetRSAPublicKey();
            if (rsa is not null)
            {
                return $"RSA {rsa.KeySize}";
            }

            using var ecdsa = certificate.GetECDsaPublicKey();
            return ecdsa is null
                ? Cut(certificate.PublicKey.Oid.FriendlyName ?? certificate.PublicKey.Oid.Value ?? "unknown")
                : $"ECDSA P-{ecdsa.KeySize}";
        }
        catch (CryptographicException)
        {
            return "unknown";
        }
    }

    private static string Cut(string text) => text.Length <= LongestName ? text : text[..LongestName] + "…";
}
