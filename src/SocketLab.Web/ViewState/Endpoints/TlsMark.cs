using SocketLab.Core.Definitions;
using SocketLab.Core.Transport.Tls;

namespace SocketLab.Web.ViewState.Endpoints;

/// <summary>The few words beside a padlock: that something is encrypted, and loudly when nobody checks with whom.</summary>
/// <param name="Text">The words.</param>
/// <param name="Title">What they mean.</param>
/// <param name="IsUnverified">Whether any certificate is taken.</param>
public sealed record TlsMark(string Text, string Title, bool IsUnverified)
{
    /// <summary>What is said wherever any certificate is trusted.</summary>
    public const string Danger =
        "Danger: any certificate is trusted. Nobody checks who the peer is, so somebody in between can read and change everything.";

    /// <summary>The same where there is a line.</summary>
    public const string ShortDanger = "Danger: any certificate is trusted, so nobody checks who the peer is.";

    /// <summary>The mark of an endpoint; null without TLS.</summary>
    public static TlsMark? Of(EndpointDefinition definition) =>
        definition.Tcp.Tls switch
        {
            { Enabled: false } => null,
            var tls when tls.TrustsAny(definition.Kind) => new("TLS, trusts anything", Danger, IsUnverified: true),
            _ => new("TLS", "Its connections are encrypted (Transport Layer Security)", IsUnverified: false),
        };

    /// <summary>The mark of a connection; null without TLS and before its handshake is complete.</summary>
    public static TlsMark? Of(TlsInfo? tls) =>
        tls is null ? null
        : tls.TrustAny ? new($"{Name(tls.Version)}, unverified", $"{tls.CipherSuite}. {Danger}", IsUnverified: true)
        : new(
            Name(tls.Version),
            $"{tls.CipherSuite}; "
                + $"{(tls.PeerCertificate is null ? "the peer showed no certificate" : "the peer's certificate passed its checks")}",
            IsUnverified: false
        );

    /// <summary>A version as people write it.</summary>
    public static string Name(TlsVersion version) => version == TlsVersion.Tls13 ? "TLS 1.3" : "TLS 1.2";
}
