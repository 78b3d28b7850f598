using System.Net.Security;
using System.Security.Authentication;
using SocketLab.Core.Definitions;

namespace SocketLab.Core.Transport.Tls;

/// <summary>What a TLS handshake agreed on.</summary>
/// <param name="Version">The protocol's version.</param>
/// <param name="CipherSuite">The suite by its registered name (IANA), such as <c>TLS_AES_256_GCM_SHA384</c>.</param>
/// <param name="Alpn">The application protocol that was negotiated (RFC 7301), or null.</param>
/// <param name="ServerName">The name that the client asked for (SNI, RFC 6066), or null.</param>
/// <param name="PeerCertificate">What the peer showed, or null.</param>
/// <param name="Problems">The checks that the peer's certificate failed; none when it passed, or showed none and needed none. More than
/// none only where any is trusted.</param>
/// <param name="TrustAny">Whether failed checks are ignored on this connection.</param>
public sealed record TlsInfo(
    TlsVersion Version,
    string CipherSuite,
    string? Alpn,
    string? ServerName,
    CertificateInfo? PeerCertificate,
    IReadOnlyList<CertificateProblem> Problems,
    bool TrustAny
)
{
    internal static TlsInfo Of(SslStream stream, string? serverName, PeerCheck check, bool trustAny) =>
        new(
            stream.SslProtocol == SslProtocols.Tls13 ? TlsVersion.Tls13 : TlsVersion.Tls12,
            stream.NegotiatedCipherSuite.ToString(),
            stream.NegotiatedApplicationProtocol.Protocol.Length > 0 ? stream.NegotiatedApplicationProtocol.ToString() : null,
            serverName,
            check.Certificate,
            check.Problems,
            trustAny
        );
}
