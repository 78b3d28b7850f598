using System.Net.Sockets;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Payloads;

namespace SocketLab.Core.Transport.Tls;

/// <summary>The one place where failures of TLS are classified and explained.</summary>
internal static class TlsFaults
{
    private const string ExplainTrust =
        "Add its certificate to the workspace and trust that one, or check that it is the machine you mean; trusting any certificate "
        + "switches the protection off.";
    private const string ExplainVersions =
        "Compare the versions that both sides allow, or update the older side; TLS below 1.2 is broken (RFC 8996), and not spoken here.";
    private const string ExplainOurs =
        "Trust our certificate over there (its PEM file can be downloaded), or show one that was issued by somebody whom the peer trusts.";
    private const string ExplainGarbage = "Check port and program: one of the two has TLS switched on, the other has not.";

    /// <summary>A certificate that an endpoint needs is not in the workspace.</summary>
    public static Fault NotFound(string what) =>
        new(FaultCode.CertificateNotFound, $"{what} is not in the workspace.", "Choose another certificate, or add that one again.");

    /// <summary>A certificate that no handshake can be done with.</summary>
    public static Fault Unusable(TlsCertificate certificate, string why) =>
        new(
            FaultCode.TlsHandshakeFailed,
            $"The certificate '{certificate.Name}' cannot be used: {why}.",
            "Choose another certificate, or other versions and cipher suites."
        );

    /// <summary>What is wrong with a certificate of ours, or with our options, that made a handshake with ourselves fail.</summary>
    public static string OfTrial(Exception error, CertificateInfo certificate)
    {
        var words = TlsErrors.Words(error);
        return words.Contains("ee key too small", StringComparison.Ordinal)
                ? $"its key ({certificate.KeyType}) is too small for this system's OpenSSL (ee key too small)"
            : words.Contains("ca key too small", StringComparison.Ordinal)
                ? "the key of a certificate in its chain is too small for this system's OpenSSL (ca key too small)"
            : words.Contains("md too weak", StringComparison.Ordinal)
                ? "it, or its chain, is signed with a hash that this system's OpenSSL does not take (md too weak)"
            : TlsErrors.ReasonOf(error) is TlsErrors.Reason.NoSharedCipher or TlsErrors.Reason.NoSuitableSignatureAlgorithm
                ? $"none of the versions and cipher suites can be used with its key ({certificate.KeyType})"
            : words.Contains("encryption policy", StringComparison.Ordinal) ? "this system has none of the cipher suites"
            : words;
    }

    /// <summary>Explains why a handshake failed.</summary>
    /// <param name="error">What it ended with.</param>
    /// <param name="peer">The other side.</param>
    /// <param name="setup">How we went into it.</param>
    /// <param name="check">What we thought of the peer's certificate.</param>
    /// <param name="wire">What came in.</param>
    public static Fault OfHandshake(Exception error, string peer, TlsSetup setup, PeerCheck check, RecordStream wire)
    {
        var (why, hint) =
            check.Refused ? OfCheck(setup, check)
            : TlsErrors.CauseOf<SocketException>(error) is { } socket ? OfSocket(socket)
            : wire.HasStarted && !wire.IsTls ? OfGarbage(setup, wire)
            : TlsErrors.AlertOf(error) is { } alert ? OfAlert(alert, setup)
            : TlsErrors.ReasonOf(error) is { } reason && OfReason(reason, setup) is { } known ? known
            : wire.HasEnded ? OfEnd(setup, wire)
            : (TlsErrors.Words(error), "The peer's log may say more.");
        return Failed(peer, why, hint);
    }

    /// <summary>The peer did not finish in time.</summary>
    public static Fault TooSlow(string peer, TlsSetup setup, RecordStream wire) =>
        Failed(
            peer,
            wire.HasStarted
                ? $"the peer did not finish it within {setup.HandshakeTimeout.TotalSeconds:N0} s"
                : $"the peer said nothing for {setup.HandshakeTimeout.TotalSeconds:N0} s",
            setup.IsServer
                ? "Check that the peer speaks TLS: it may be waiting for us to speak first."
                : "Check that the server speaks TLS on this port: it may be waiting for plain text."
        );

    /// <summary>Somebody here closed the connection meanwhile.</summary>
    public static Fault Interrupted(string peer) =>
        Failed(peer, "the connection was closed here before it was complete", "Start it again.");

    /// <summary>
    /// Explains what the peer thought of a handshake that was complete for us: in TLS 1.3 it judges our certificate afterwards.
    /// </summary>
    /// <returns>Null when it is about something else.</returns>
    public static Fault? OfVerdict(Exception error, string peer, TlsSetup setup)
    {
        if (TlsErrors.AlertOf(error) is not { } alert || IsAboutUs(alert) is false)
        {
            return null;
        }

        var (why, hint) = OfAlert(alert, setup);
        return Failed(peer, why, hint);
    }

    /// <summary>Why a handshake failed, for where the peer is named already.</summary>
    public static string CauseOf(Fault fault, string peer) =>
        fault.Message.StartsWith(Begin(peer), StringComparison.Ordinal) ? fault.Message[Begin(peer).Length..] : fault.Message;

    private static Fault Failed(string peer, string why, string hint) => new(FaultCode.TlsHandshakeFailed, $"{Begin(peer)}{why}.", hint);

    private static string Begin(string peer) => $"The TLS handshake with {peer} failed: ";

    private static (string Why, string Hint) OfCheck(TlsSetup setup, PeerCheck check)
    {
        var why = string.Join("; ", check.Problems.Select(problem => problem.Message));
        var hint = check.Problems[0].Code switch
        {
            CertificateProblemCode.Missing => "Give the client a certificate, or do not require one.",
            CertificateProblemCode.NameMismatch when check.Problems.Count == 1 && setup.IsNamedByAddress =>
                "Use a certificate with an entry of type IP address, or say a name that it is for as the server name.",
            CertificateProblemCode.NameMismatch when check.Problems.Count == 1 =>
                "Connect by a name that it is for, or say that name as the server name.",
            CertificateProblemCode.Expired => "Renew the certificate, and check the clocks of both machines.",
            CertificateProblemCode.NotYetValid => "Check the clocks of both machines.",
            CertificateProblemCode.WrongUsage => setup.IsServer
                ? "Use a certificate for client authentication."
                : "Use a certificate for server authentication.",
            _ => ExplainTrust,
        };
        return (setup.IsServer && check.Certificate is not null ? $"we refused the peer's certificate: {why}" : why, hint);
    }

    private static (string Why, string Hint) OfSocket(SocketException error) =>
        error.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown
            ? (
                "the peer reset the connection (RST) in the middle of it",
                "The other program crashed, or refuses TLS or us; its log may say which."
            )
            : ($"the connection broke ({error.SocketErrorCode})", "Try again.");

    private static (string Why, string Hint) OfGarbage(TlsSetup setup, RecordStream wire)
    {
        var begin = VisibleText.Line(wire.Start);
        var what =
            wire.LooksLikeHttp ? "plain HTTP"
            : wire.IsText ? "plain text"
            : "something else";
        var hint = wire.LooksLikeHttp && setup.IsServer ? "Use https:// there, or switch TLS off here." : ExplainGarbage;
        return ($"the peer does not speak TLS but {what}; it began with \"{begin}\"", hint);
    }

    private static (string Why, string Hint) OfEnd(TlsSetup setup, RecordStream wire) =>
        wire.HasStarted
            ? ("the peer closed the connection in the middle of it", "It may have refused what we offered; its log may say why.")
            : (
                "the peer closed the connection without a word",
                setup.IsServer
                    ? "A port scan or a health check looks like this."
                    : "It may not speak TLS on this port, or refuse us; its log may say why."
            );

    private static bool IsAboutUs(TlsAlert alert) =>
        alert
            is TlsAlert.BadCertificate
                or TlsAlert.UnsupportedCertificate
                or TlsAlert.CertificateRevoked
                or TlsAlert.CertificateExpired
                or TlsAlert.CertificateUnknown
                or TlsAlert.UnknownCa
                or TlsAlert.AccessDenied
                or TlsAlert.CertificateRequired
                or TlsAlert.HandshakeFailure
                or TlsAlert.DecryptError;

    private static (string Why, string Hint) OfAlert(TlsAlert alert, TlsSetup setup)
    {
        var ours = setup.IsServer ? "our certificate" : "our client certificate";
        return alert switch
        {
            TlsAlert.CertificateRequired => (
                "the peer requires a client certificate, and we showed none",
                "Choose a client certificate that the peer takes."
            ),
            TlsAlert.BadCertificate or TlsAlert.HandshakeFailure when !setup.IsServer && !setup.HasOwnCertificate => (
                $"the peer refused: it requires a client certificate, or no cipher suite suits both sides ({Name(alert)})",
                "Choose a client certificate, or compare the cipher suites that both sides allow."
            ),
            TlsAlert.HandshakeFailure => (
                $"no cipher suite suits both sides, says the peer ({Name(alert)})",
                "Compare the cipher suites and key types that both sides allow."
            ),
            TlsAlert.InsufficientSecurity => (
                "the peer wants stronger cipher suites than we offer",
                "Compare the cipher suites that both sides allow."
            ),
            TlsAlert.UnknownCa or TlsAlert.CertificateUnknown or TlsAlert.BadCertificate when setup.IsServer || setup.HasOwnCertificate => (
                $"the peer refused {ours}: it does not trust who issued it ({Name(alert)})",
                ExplainOurs
            ),
            TlsAlert.CertificateExpired => (
                $"the peer refused {ours}: it has expired, or is not valid yet",
                "Renew the certificate, and check the clocks of both machines."
            ),
            TlsAlert.CertificateRevoked => ($"the peer refused {ours}: it was revoked", "Use another certificate."),
            TlsAlert.UnsupportedCertificate => (
                $"the peer refused {ours}: it is of a kind, or for a use, that it does not take",
                "Use another certificate."
            ),
            TlsAlert.AccessDenied => ($"the peer knows {ours} and does not let us in", "Ask whoever runs the peer."),
            TlsAlert.ProtocolVersion => ("no version of TLS suits both sides, says the peer", ExplainVersions),
            TlsAlert.UnrecognizedName => ("the peer does not know the server name that we asked for", "Check the server name."),
            TlsAlert.NoApplicationProtocol => NoProtocol(setup),
            _ => ($"the peer gave up ({Name(alert)})", "The peer's log may say more."),
        };
    }

    private static (string Why, string Hint)? OfReason(TlsErrors.Reason reason, TlsSetup setup) =>
        reason switch
        {
            TlsErrors.Reason.NoSharedCipher => (
                "no cipher suite suits both sides",
                "Compare the cipher suites; a peer that knows RSA only needs an RSA certificate."
            ),
            TlsErrors.Reason.NoSuitableSignatureAlgorithm => (
                "the peer cannot use a certificate with this kind of key",
                "Use a certificate with another kind of key, RSA or ECDSA."
            ),
            TlsErrors.Reason.UnsupportedProtocol or TlsErrors.Reason.WrongVersionNumber => (
                $"no version of TLS suits both sides: we speak {setup.VersionNames}",
                ExplainVersions
            ),
            TlsErrors.Reason.PeerDidNotReturnACertificate => (
                "it showed no certificate",
                "Give the client a certificate, or do not require one."
            ),
            TlsErrors.Reason.NoApplicationProtocol => NoProtocol(setup),
            TlsErrors.Reason.HttpRequest or TlsErrors.Reason.HttpsProxyRequest => (
                "the peer does not speak TLS but plain HTTP",
                ExplainGarbage
            ),
            _ => null,
        };

    private static (string Why, string Hint) NoProtocol(TlsSetup setup) =>
        (
            $"no application protocol (ALPN) suits both sides; we {(setup.IsServer ? "take" : "offered")} {string.Join(", ", setup.Alpn)}",
            "Compare the protocols that both sides name."
        );

    /// <summary>The alert's registered name.</summary>
    private static string Name(TlsAlert alert) =>
        Enum.IsDefined(alert) ? $"alert {string.Concat(alert.ToString().Select(SnakeCase))}" : $"alert {(int)alert}";

    private static string SnakeCase(char letter, int index) =>
        $"{(index > 0 && char.IsUpper(letter) ? "_" : "")}{char.ToLowerInvariant(letter)}";
}
