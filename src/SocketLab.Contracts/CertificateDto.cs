using SocketLab.Core.Definitions;

namespace SocketLab.Contracts;

/// <summary>A certificate of the workspace. Its private key is in no answer.</summary>
public sealed record CertificateDto(
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
);

/// <summary><c>GET /api/certificates</c>.</summary>
public sealed record CertificatesDto(IReadOnlyList<CertificateDto> Certificates);

/// <summary><c>POST /api/certificates</c>: exactly one of the two ways.</summary>
public sealed record CertificateRequest
{
    public string Name { get; init; } = "";

    public CertificateGeneration? Generate { get; init; }

    public CertificateUpload? Upload { get; init; }
}
