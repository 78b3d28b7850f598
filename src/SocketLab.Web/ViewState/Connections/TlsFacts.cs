using System.Globalization;
using SocketLab.Core.Payloads;
using SocketLab.Core.Transport.Tls;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.ViewState.Connections;

/// <summary>What a handshake agreed on and whom it met, in words.</summary>
/// <param name="Verdict">Whether the peer is who it says it is, in a sentence.</param>
/// <param name="IsUnverified">Whether nobody may rely on that.</param>
/// <param name="Handshake">What was agreed on.</param>
/// <param name="Peer">What the peer's certificate says; empty when it showed none.</param>
public sealed record TlsFacts(string Verdict, bool IsUnverified, IReadOnlyList<TlsFact> Handshake, IReadOnlyList<TlsFact> Peer)
{
    /// <summary>The facts of a connection's TLS; null without, and before its handshake is complete.</summary>
    public static TlsFacts? Of(TlsInfo? tls) =>
        tls is null
            ? null
            : new(
                VerdictOf(tls),
                tls.TrustAny,
                [
                    new("Version", TlsMark.Name(tls.Version), "The protocol that both sides speak (RFC 8446 is 1.3, RFC 5246 is 1.2)"),
                    new("Cipher suite", tls.CipherSuite, "How the records are encrypted and protected against changes"),
                    new("ALPN", Shown(tls.Alpn) ?? "none negotiated", "The application protocol inside, such as h2 (RFC 7301)"),
                    new(
                        "Server name",
                        Shown(tls.ServerName) ?? "none asked for",
                        "The name that the client asked for (SNI, RFC 6066); an address is none"
                    ),
                ],
                tls.PeerCertificate is not { } peer
                    ? []
                    :
                    [
                        new("Subject", Shown(peer.Subject) ?? "none", "Whom the certificate is for"),
                        new("Issuer", peer.SelfSigned ? "itself (self-signed)" : Shown(peer.Issuer) ?? "none", "Who signed it"),
                        new(
                            "Names",
                            Shown(string.Join(", ", peer.Names)) ?? "none",
                            "Host names and addresses that it is valid for (subjectAltName)"
                        ),
                        new("Valid", $"{Day(peer.NotBefore)} to {Day(peer.NotAfter)}", "UTC"),
                        new("Key", peer.KeyType, "Kind and size of its key"),
                        new(
                            "Fingerprint",
                            Fingerprint(peer.Fingerprint),
                            "SHA-256 of the whole certificate: compare it with what the peer's owner tells you"
                        ),
                    ]
            );

    /// <summary>A date and time as certificates have them.</summary>
    public static string Day(DateTime time) => time.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A fingerprint in groups that people can compare.</summary>
    public static string Fingerprint(string hex) => string.Join(' ', hex.Chunk(8).Select(group => new string(group)));

    private static string VerdictOf(TlsInfo tls)
    {
        if (tls is { TrustAny: false, PeerCertificate: null })
        {
            return "Encrypted. The peer showed no certificate, so who it is is not known; a listener can ask for one.";
        }

        if (!tls.TrustAny)
        {
            return "Encrypted, and the peer's certificate passed its checks: chain, name and dates.";
        }

        var problems = VisibleText.Sentence(string.Join("; ", tls.Problems.Select(problem => problem.Message)));
        return problems.Length == 0 ? $"{TlsMark.Danger} No check failed this time." : $"{TlsMark.Danger} Failed and ignored: {problems}.";
    }

    /// <summary>A peer may put anything into its certificate.</summary>
    private static string? Shown(string? text) => string.IsNullOrEmpty(text) ? null : VisibleText.Name(text);
}

/// <summary>One fact.</summary>
/// <param name="Name">Its name in the field.</param>
/// <param name="Value">The value.</param>
/// <param name="Meaning">One line.</param>
public sealed record TlsFact(string Name, string Value, string Meaning);
