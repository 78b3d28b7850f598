using SocketLab.Core.Definitions;

namespace SocketLab.Contracts;

/// <summary>What a connection's TLS handshake agreed on.</summary>
public sealed record TlsDto
{
    public required TlsVersion Version { get; init; }

    public required string CipherSuite { get; init; }

    public required string? Alpn { get; init; }

    /// <summary>The name that the client asked for (SNI).</summary>
    public required string? ServerName { get; init; }

    public required PeerCertificateDto? PeerCertificate { get; init; }

    /// <summary>The checks that the peer's certificate failed; empty when it passed, null when it showed none.</summary>
    public required IReadOnlyList<CertificateProblemCode>? ChainStatus { get; init; }
}

/// <summary>What a peer showed.</summary>
public sealed record PeerCertificateDto(
    string Subject,
    string Issuer,
    DateTime NotBefore,
    DateTime NotAfter,
    string Fingerprint,
    IReadOnlyList<string> Names
);
