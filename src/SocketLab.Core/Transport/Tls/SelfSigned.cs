using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;

namespace SocketLab.Core.Transport.Tls;

/// <summary>Makes self-signed certificates (RFC 5280), for servers and clients both.</summary>
internal static class SelfSigned
{
    private const int LongestCommonName = 64;

    /// <summary>Peers whose clocks are a little behind.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    public static (string Pem, byte[] PrivateKey) Create(CertificateGeneration generation, DateTimeOffset now)
    {
        if (generation.KeyType == CertificateKeyType.Rsa2048)
        {
            using var rsa = RSA.Create(2048);
            return (
                Sign(new(Subject(generation), rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), X509KeyUsageFlags.KeyEncipherment),
                rsa.ExportPkcs8PrivateKey()
            );
        }

        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return (Sign(new(Subject(generation), ecdsa, HashAlgorithmName.SHA256), X509KeyUsageFlags.None), ecdsa.ExportPkcs8PrivateKey());

        string Sign(CertificateRequest request, X509KeyUsageFlags more)
        {
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | more, true));
            request.CertificateExtensions.Add(
                new X509EnhancedKeyUsageExtension([new(Oids.ServerAuthentication), new(Oids.ClientAuthentication)], false)
            );
            request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
            request.CertificateExtensions.Add(AlternativeNames(generation.Names));
            using var certificate = request.CreateSelfSigned(now - ClockSkew, now.AddDays(generation.Days));
            return certificate.ExportCertificatePem() + "\n";
        }
    }

    private static X500DistinguishedName Subject(CertificateGeneration generation)
    {
        var name = new X500DistinguishedNameBuilder();
        var first = generation.Names[0];
        name.AddCommonName(first.Length <= LongestCommonName ? first : first[..LongestCommonName]);
        return name.Build();
    }

    /// <summary>A name in ASCII, as certificates have it (RFC 5280, 7.2). The star of a name for many is no part of it.</summary>
    private static string Ascii(string name) =>
        name.StartsWith("*.", StringComparison.Ordinal) ? $"*.{DnsName.ToAscii(name[2..]) ?? name[2..]}" : DnsName.ToAscii(name) ?? name;

    private static X509Extension AlternativeNames(IReadOnlyList<string> names)
    {
        var builder = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                builder.AddIpAddress(address);
            }
            else
            {
                builder.AddDnsName(Ascii(name));
            }
        }

        return builder.Build();
    }
}
