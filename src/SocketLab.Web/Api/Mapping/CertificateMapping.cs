using System.Diagnostics.CodeAnalysis;
using SocketLab.Contracts;
using SocketLab.Core.Transport.Tls;

namespace SocketLab.Web.Api.Mapping;

/// <summary>Makes the contract's records of certificates and TLS handshakes.</summary>
internal static class CertificateMapping
{
    extension(CertificateDto)
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

    extension(TlsDto)
    {
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
}
