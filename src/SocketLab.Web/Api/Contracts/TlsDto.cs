using System.Diagnostics.CodeAnalysis;
using SocketLab.Core.Definitions;
using SocketLab.Core.Transport.Tls;

namespace SocketLab.Web.Api.Contracts;

/// <summary>What a connection's TLS handshake agreed on.</summary>
internal sealed record TlsDto
{
    public required TlsVersion Version { get; init; }

    public required string CipherSuite { get; init; }

    public required string? Alpn { get; init; }

    /// <summary>The name that the client asked for (SNI).</summary>
    public required string? ServerName { get; init; }

    public required PeerCertificateDto? PeerCertificate { get; init; }

    /// <summary>The checks that the peer's certificate failed; empty when it passed, null when it showed none.</summary>
    public required IReadOnlyList<CertificateProblemCode>? ChainStatus { get; init; }

    [return: NotNullIfNotNull(nameof(tls))]
    public static TlsDto? From(TlsInfo? tls) =>
        tls is null
            ? null
            : new()
            {
                Version = tls.Version,
                CipherSuite = tls.CipherSuite,
                Alpn = tls.Alpn,
                ServerName = tls.ServerName,
                PeerCertificate = tls.PeerCertificate is { } peer
                    ? new(peer.Subject, peer.Issuer, peer.NotBefore, peer.NotAfter, peer.Fingerprint, peer.Names)
                    : null,
                ChainStatus = tls.PeerCertificate is null ? null : [.. tls.Problems.Select(problem => problem.Code)],
            };
}

/// <summary>What a peer showed.</summary>
internal sealed record PeerCertificateDto(
    string Subject,
    string Issuer,
    DateTime NotBefore,
    DateTime NotAfter,
    string Fingerprint,
    IReadOnlyList<string> Names
);
