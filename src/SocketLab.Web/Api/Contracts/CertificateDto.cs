using SocketLab.Core.Transport.Tls;

namespace SocketLab.Web.Api.Contracts;

/// <summary>A certificate of the workspace. Its private key is in no answer.</summary>
internal sealed record CertificateDto(
    string Id,
    string Name,
    DateTime CreatedAt,
    string Subject,
    string Issuer,
    IReadOnlyList<string> Names,
    DateTime NotBefore,
    DateTime NotAfter,
    string Fingerprint,
    string KeyType,
    bool SelfSigned,
    bool HasPrivateKey
)
{
    public static CertificateDto From(TlsCertificate certificate) =>
        new(
            certificate.Id,
            certificate.Name,
            certificate.CreatedAt,
            certificate.Info.Subject,
            certificate.Info.Issuer,
            certificate.Info.Names,
            certificate.Info.NotBefore,
            certificate.Info.NotAfter,
            certificate.Info.Fingerprint,
            certificate.Info.KeyType,
            certificate.Info.SelfSigned,
            certificate.HasPrivateKey
        );
}

/// <summary><c>GET /api/certificates</c>.</summary>
internal sealed record CertificatesDto(IReadOnlyList<CertificateDto> Certificates);

/// <summary><c>POST /api/certificates</c>: exactly one of the two ways.</summary>
internal sealed record CertificateRequest
{
    public string Name { get; init; } = "";

    public CertificateGeneration? Generate { get; init; }

    public CertificateUpload? Upload { get; init; }
}
