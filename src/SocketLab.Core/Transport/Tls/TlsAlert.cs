using System.Text.RegularExpressions;
using SocketLab.Core.Numbers;

namespace SocketLab.Core.Transport.Tls;

/// <summary>What one side tells the other before it gives up (RFC 8446, 6.2), by number.</summary>
internal enum TlsAlert
{
    HandshakeFailure = 40,
    BadCertificate = 42,
    UnsupportedCertificate = 43,
    CertificateRevoked = 44,
    CertificateExpired = 45,
    CertificateUnknown = 46,
    UnknownCa = 48,
    AccessDenied = 49,
    DecryptError = 51,
    ProtocolVersion = 70,
    InsufficientSecurity = 71,
    InternalError = 80,
    UnrecognizedName = 112,
    CertificateRequired = 116,
    NoApplicationProtocol = 120,
}

/// <summary>Reads out of the TLS library's errors what it knows and only says in passing.</summary>
internal static partial class TlsErrors
{
    /// <summary>OpenSSL's reasons above this are alerts that came from the peer.</summary>
    private const int AlertOffset = 1000;

    /// <summary>The numbers of OpenSSL's own reasons (<c>sslerr.h</c>).</summary>
    public enum Reason
    {
        NoSuitableSignatureAlgorithm = 118,
        HttpsProxyRequest = 155,
        HttpRequest = 156,
        NoSharedCipher = 193,
        PeerDidNotReturnACertificate = 199,
        NoApplicationProtocol = 235,
        UnsupportedProtocol = 258,
        WrongVersionNumber = 267,
    }

    /// <summary>The alert that the peer sent, if that is what ended it.</summary>
    public static TlsAlert? AlertOf(Exception error)
    {
        foreach (var cause in Causes(error))
        {
            if (NumberOf(cause) is > AlertOffset and < AlertOffset + 256 and var number)
            {
                return (TlsAlert)(number - AlertOffset);
            }

            if (NamedAlert().Match(cause.Message) is { Success: true } match)
            {
                return ByName(match.Groups[1].Value);
            }
        }

        return null;
    }

    /// <summary>What OpenSSL did not like itself.</summary>
    public static Reason? ReasonOf(Exception error)
    {
        foreach (var cause in Causes(error))
        {
            if (NumberOf(cause) is > 0 and < AlertOffset and var number)
            {
                return (Reason)number;
            }
        }

        return null;
    }

    /// <summary>The first of its kind among the causes of <paramref name="error"/>.</summary>
    public static T? CauseOf<T>(Exception error)
        where T : Exception => Causes(error).OfType<T>().FirstOrDefault();

    /// <summary>The words of the last cause, without OpenSSL's numbers: the others only say that something failed.</summary>
    public static string Words(Exception error)
    {
        var words = error.GetBaseException().Message;
        return (OpenSslError().IsMatch(words) ? words[(words.LastIndexOf(':') + 1)..] : words).TrimEnd('.');
    }

    private static IEnumerable<Exception> Causes(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }

    /// <summary>The framework looks at alerts that come in the clear before OpenSSL does, and has names of its own for them.</summary>
    private static TlsAlert ByName(string text) =>
        text switch
        {
            "UnknownCA" => TlsAlert.UnknownCa,
            "UnsupportedCert" => TlsAlert.UnsupportedCertificate,
            "InsuffientSecurity" => TlsAlert.InsufficientSecurity,
            "IllegalParameter" => (TlsAlert)47,
            _ when Enum.TryParse<TlsAlert>(text, out var alert) => alert,
            _ => TlsAlert.HandshakeFailure,
        };

    private static int? NumberOf(Exception error) =>
        WholeNumber.TryReadHex<uint>(OpenSslError().Match(error.Message).Groups[1].ValueSpan, out var number)
            ? (int)(number & 0x7fffff)
            : null;

    [GeneratedRegex("error:([0-9A-Fa-f]{8}):")]
    private static partial Regex OpenSslError();

    [GeneratedRegex("TLS alert: '([A-Za-z0-9]+)'")]
    private static partial Regex NamedAlert();
}
