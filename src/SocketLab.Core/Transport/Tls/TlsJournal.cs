using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Transport.Tls;

/// <summary>Words for what happens to TLS on a connection.</summary>
internal static partial class TlsJournal
{
    /// <summary>Characters of a certificate's names that an event keeps.</summary>
    private const int MaxNames = 2000;

    public static JournalEvent Established(TlsInfo tls)
    {
        var alpn = tls.Alpn is null ? "" : $", {tls.Alpn}";
        var shown = tls.PeerCertificate is null
            ? "the peer showed no certificate"
            : $"the peer is {(tls.PeerCertificate.Subject.Length > 0 ? tls.PeerCertificate.Subject : "without a subject")}";
        return new(
            EventType.TlsEstablished,
            null,
            $"TLS established: {(tls.Version == TlsVersion.Tls13 ? "TLS 1.3" : "TLS 1.2")}, {tls.CipherSuite}{alpn}; {shown}",
            DataOf(tls)
        );
    }

    /// <summary>Danger, said on every connection that it is true for.</summary>
    public static JournalEvent Unverified(TlsInfo tls) =>
        new(
            EventType.TlsUnverified,
            "trustAny",
            tls.Problems.Count == 0
                ? "Danger: this endpoint trusts any certificate. No check failed this time"
                : "Danger: this endpoint trusts any certificate. Failed and ignored: "
                    + $"{string.Join("; ", tls.Problems.Select(problem => problem.Message))}",
            new TlsUnverifiedData(CodesOf(tls.Problems))
        );

    /// <summary>The cause comes first; the peer stands in the entry.</summary>
    public static JournalEvent HandshakeFailed(Fault fault, string peer) =>
        new(EventType.TlsHandshakeFailed, fault.Code.ToName(), $"TLS failed: {TlsFaults.CauseOf(fault, peer)} {fault.Hint}");

    public static JournalEvent Failed(string words) => new(EventType.TlsFailed, null, $"TLS broke: {words}");

    /// <summary>The peer's end of the stream, which TLS protects: without its close_notify somebody may have cut it.</summary>
    /// <param name="notified">Whether close_notify came.</param>
    /// <param name="mayBeRefusal">Whether nothing came before, from a server that may have judged us after the handshake.</param>
    /// <param name="closesAfter">See <see cref="HalfCloseText.WhatFollows"/>.</param>
    public static JournalEvent PeerHalfClosed(bool notified, bool mayBeRefusal, int? closesAfter) =>
        new(
            EventType.PeerHalfClosed,
            null,
            notified ? $"Peer finished sending (TLS close_notify){HalfCloseText.WhatFollows(closesAfter)}"
                : mayBeRefusal
                    ? "Peer finished sending at once (FIN, but no TLS close_notify): it refused us perhaps, for our certificate or for none"
                : "The stream may have been cut: the peer's FIN came without TLS's own end (close_notify)"
                    + HalfCloseText.WhatFollows(closesAfter),
            new PeerHalfClosedData { CloseNotify = notified, ClosesAfterSeconds = closesAfter }
        );

    [LoggerMessage(
        1103,
        LogLevel.Warning,
        "Endpoint {Id} trusts any certificate: on connection {Connection} these checks failed and were ignored: {Checks}"
    )]
    public static partial void Ignored(ILogger logger, string id, string connection, string checks);

    public static string NameOf(CertificateProblemCode code) => JsonNamingPolicy.CamelCase.ConvertName(code.ToString());

    private static TlsEstablishedData DataOf(TlsInfo tls)
    {
        var data = new TlsEstablishedData(NameOf(tls.Version), tls.CipherSuite) { Alpn = tls.Alpn, ServerName = tls.ServerName };
        if (tls.PeerCertificate is not { } peer)
        {
            return data;
        }

        var names = string.Join(", ", peer.Names);
        return data with
        {
            PeerSubject = peer.Subject,
            PeerIssuer = peer.Issuer,
            PeerNames = names.Length > MaxNames ? names[..MaxNames] + "…" : names,
            PeerFingerprint = peer.Fingerprint,
            PeerNotBefore = Time(peer.NotBefore),
            PeerNotAfter = Time(peer.NotAfter),
            ChainStatus = tls.Problems.Count == 0 ? "ok" : CodesOf(tls.Problems),
        };
    }

    private static string CodesOf(IEnumerable<CertificateProblem> problems) =>
        string.Join(", ", problems.Select(problem => NameOf(problem.Code)));

    private static string NameOf(TlsVersion version) => JsonNamingPolicy.CamelCase.ConvertName(version.ToString());

    private static string Time(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
