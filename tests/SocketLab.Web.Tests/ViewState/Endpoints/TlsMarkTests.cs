using SocketLab.Core.Definitions;
using SocketLab.Core.Transport.Tls;
using SocketLab.Web.ViewState.Connections;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Tests.ViewState.Endpoints;

public sealed class TlsMarkTests
{
    private static readonly CertificateInfo Peer = new(
        "CN=a\u202eb",
        "CN=a\u202eb",
        ["localhost", "127.0.0.1"],
        new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
        new(2027, 1, 2, 3, 4, 5, DateTimeKind.Utc),
        new string('a', 64),
        "ECDSA P-256",
        SelfSigned: true
    );

    private static readonly TlsInfo Plain = new(TlsVersion.Tls13, "TLS_AES_256_GCM_SHA384", null, null, null, [], TrustAny: false);

    [Theory]
    [InlineData(EndpointKind.TcpClient, ClientCertificateMode.None, true)]
    [InlineData(EndpointKind.TcpListener, ClientCertificateMode.None, false)]
    [InlineData(EndpointKind.TcpListener, ClientCertificateMode.Request, true)]
    [InlineData(EndpointKind.TcpListener, ClientCertificateMode.Require, true)]
    public void Trusting_anything_is_said_where_there_is_something_to_trust(EndpointKind kind, ClientCertificateMode mode, bool loud)
    {
        var definition = With(
            kind,
            new TlsOptions
            {
                Enabled = true,
                TrustAny = true,
                RequireClientCertificate = mode,
            }
        );
        Assert.Equal(loud, TlsMark.Of(definition)!.IsUnverified);
        Assert.Equal(loud ? "TLS, trusts anything" : "TLS", TlsMark.Of(definition)!.Text);
        Assert.Null(TlsMark.Of(With(kind, new TlsOptions { TrustAny = true, RequireClientCertificate = mode })));
    }

    [Fact]
    public void A_connection_says_its_version_and_whether_the_peer_was_checked()
    {
        Assert.Null(TlsMark.Of((TlsInfo?)null));
        Assert.Equal(
            new TlsMark("TLS 1.3", "TLS_AES_256_GCM_SHA384; the peer showed no certificate", IsUnverified: false),
            TlsMark.Of(Plain)
        );
        Assert.Equal("TLS 1.2", TlsMark.Of(Plain with { Version = TlsVersion.Tls12 })!.Text);
        Assert.EndsWith("passed its checks", TlsMark.Of(Plain with { PeerCertificate = Peer })!.Title, StringComparison.Ordinal);
        var careless = TlsMark.Of(Plain with { PeerCertificate = Peer, TrustAny = true })!;
        Assert.True(careless.IsUnverified);
        Assert.Equal("TLS 1.3, unverified", careless.Text);
    }

    [Fact]
    public void The_facts_are_those_of_the_handshake_and_of_the_peer_with_what_hides_made_visible()
    {
        Assert.Null(TlsFacts.Of(null));
        var facts = TlsFacts.Of(Plain with { Alpn = "h2", ServerName = "lab.example", PeerCertificate = Peer })!;
        Assert.Equal(["TLS 1.3", "TLS_AES_256_GCM_SHA384", "h2", "lab.example"], facts.Handshake.Select(fact => fact.Value));
        Assert.Equal(@"CN=a\u{202e}b", facts.Peer[0].Value);
        Assert.Equal("itself (self-signed)", facts.Peer[1].Value);
        Assert.Equal("2026-01-02 03:04 UTC to 2027-01-02 03:04 UTC", facts.Peer[3].Value);
        Assert.Equal("aaaaaaaa aaaaaaaa aaaaaaaa aaaaaaaa aaaaaaaa aaaaaaaa aaaaaaaa aaaaaaaa", facts.Peer[5].Value);
        Assert.Contains("passed its checks", facts.Verdict, StringComparison.Ordinal);
        Assert.Empty(TlsFacts.Of(Plain)!.Peer);
        Assert.Contains("showed no certificate", TlsFacts.Of(Plain)!.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void What_failed_and_was_ignored_is_told()
    {
        var facts = TlsFacts.Of(
            Plain with
            {
                PeerCertificate = Peer,
                TrustAny = true,
                Problems =
                [
                    new(CertificateProblemCode.SelfSigned, "its certificate is self-signed"),
                    new(CertificateProblemCode.NameMismatch, "it is for others"),
                ],
            }
        )!;
        Assert.True(facts.IsUnverified);
        Assert.Equal($"{TlsMark.Danger} Failed and ignored: its certificate is self-signed; it is for others.", facts.Verdict);
        Assert.EndsWith("No check failed this time.", TlsFacts.Of(Plain with { TrustAny = true })!.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void A_listener_is_reached_by_tools_that_speak_TLS_with_what_it_asks_for()
    {
        Assert.Equal(
            ["openssl s_client -quiet -connect [::1]:9191", "ncat --ssl ::1 9191"],
            TlsReach.Commands(new TlsOptions(), "-connect [::1]:9191", "::1 9191")
        );
        Assert.Equal(
            "openssl s_client -quiet -unix a.sock -alpn 'h2,it'\\''s'",
            TlsReach.Commands(new TlsOptions { Alpn = ["h2", "it's"] }, "-unix a.sock", "-U a.sock")[0]
        );
        Assert.Equal(
            [
                "openssl s_client -quiet -connect a:1 -cert client.pem -key client.key",
                "ncat --ssl --ssl-cert client.pem --ssl-key client.key a 1",
            ],
            TlsReach.Commands(new TlsOptions { RequireClientCertificate = ClientCertificateMode.Require }, "-connect a:1", "a 1")
        );
    }

    private static EndpointDefinition With(EndpointKind kind, TlsOptions tls) =>
        new()
        {
            Kind = kind,
            Tcp = new TcpOptions { Tls = tls },
        };
}
