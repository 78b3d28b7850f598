using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tls;

namespace SocketLab.Core.Tests.Transport.Tls;

/// <summary>Whom a client trusts, and what it says of a certificate that it refuses.</summary>
public sealed class TlsTrustTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();
    private readonly Socket _server = Sockets.Listen();

    public async ValueTask DisposeAsync()
    {
        _server.Dispose();
        await _lab.DisposeAsync();
    }

    [Fact]
    public async Task Client_refuses_a_self_signed_certificate_for_another_name()
    {
        var certificate = await _lab.CertificateAsync(names: ["one.example", "two.example"]);
        var fault = await RefusedByClientAsync(certificate, new());
        Assert.Contains(
            "its certificate is for one.example, two.example, not for 127.0.0.1; its certificate is self-signed, and not trusted here",
            fault.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Client_that_trusts_the_certificate_still_checks_the_name()
    {
        var certificate = await _lab.CertificateAsync(names: ["one.example"]);
        var fault = await RefusedByClientAsync(certificate, new() { TrustedCertificateId = certificate.Id });
        Assert.Equal(
            $"The TLS handshake with {_server.LocalEndPoint} failed: its certificate is for one.example, not for 127.0.0.1.",
            fault.Message
        );
        var named = TlsPeer.AcceptAsync(_server, certificate.Leaf);
        var client = await _lab.StartAsync(
            TlsLab.TlsClient(_server, new() { TrustedCertificateId = certificate.Id, ServerName = "one.example" })
        );
        await using var peer = await named;
        Assert.Equal("one.example", peer.Stream.TargetHostName);
        Assert.Equal("one.example", (await client.EstablishedAsync()).ServerName);
    }

    [Theory]
    [InlineData("münchen.example", "MÜNCHEN.example", "xn--mnchen-3ya.example")]
    [InlineData("*.münchen.example", "lab.münchen.example", "lab.xn--mnchen-3ya.example")]
    [InlineData("lab_1.example", "lab_1.example", "lab_1.example")]
    public async Task A_name_in_its_own_letters_is_asked_for_and_checked_as_certificates_have_it(string name, string typed, string ascii)
    {
        var certificate = await _lab.CertificateAsync(names: [name]);
        Assert.All(certificate.Info.Names, made => Assert.EndsWith(ascii[4..], made, StringComparison.Ordinal));
        var listener = await _lab.StartAsync(
            new()
            {
                Kind = EndpointKind.TcpListener,
                Tcp = new()
                {
                    Tls = new() { Enabled = true, CertificateId = certificate.Id },
                },
            }
        );
        var client = await _lab.StartAsync(
            EndpointLab.TcpClient(
                listener.Bound!,
                new()
                {
                    Tls = new()
                    {
                        Enabled = true,
                        TrustedCertificateId = certificate.Id,
                        ServerName = typed,
                    },
                }
            )
        );
        Assert.Equal(ascii, (await client.EstablishedAsync()).ServerName);
        Assert.Equal(ascii, (await listener.EstablishedAsync()).ServerName);
    }

    [Theory]
    [InlineData(-20, -10, "its certificate expired on ")]
    [InlineData(10, 20, "its certificate is not valid before ")]
    public async Task Client_refuses_a_certificate_out_of_its_time(int from, int to, string sentence)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        var request = new CertificateRequest("CN=lab", key, HashAlgorithmName.SHA256) { CertificateExtensions = { names.Build() } };
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(from), now.AddDays(to));
        var pem = Convert.ToBase64String(Encoding.ASCII.GetBytes(made.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem()));
        var certificate = await _lab.Certificates.ImportAsync("", new() { Data = pem }, CancellationToken.None);
        var fault = await RefusedByClientAsync(certificate, new() { TrustedCertificateId = certificate.Id });
        Assert.Contains(
            sentence + now.AddDays(from < 0 ? to : from).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            fault.Message,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("self-signed", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_takes_what_a_trusted_authority_has_issued_and_names_one_that_it_does_not_know()
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        var authorityRequest = new CertificateRequest("CN=Lab Authority", authorityKey, HashAlgorithmName.SHA256)
        {
            CertificateExtensions = { new X509BasicConstraintsExtension(true, false, 0, true) },
        };
        using var authority = authorityRequest.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        var request = new CertificateRequest("CN=server", key, HashAlgorithmName.SHA256) { CertificateExtensions = { names.Build() } };
        using var issued = request.Create(authority, now.AddDays(-1), now.AddDays(20), [1, 2, 3]);
        using var server = issued.CopyWithPrivateKey(key);
        var trusted = await _lab.Certificates.ImportAsync(
            "authority",
            new() { Data = Convert.ToBase64String(authority.RawData) },
            CancellationToken.None
        );
        Assert.False(trusted.HasPrivateKey);

        var refusing = TlsPeer.AcceptAsync(_server, server).RefusedAsync();
        var stranger = await _lab.Supervisor.CreateAsync(TlsLab.TlsClient(_server, new()), start: true, CancellationToken.None);
        await refusing;
        Assert.Contains(
            "its certificate was issued by CN=Lab Authority, which is not known here",
            stranger.Fault!.Message,
            StringComparison.Ordinal
        );

        var accepting = TlsPeer.AcceptAsync(_server, server);
        var client = await _lab.StartAsync(TlsLab.TlsClient(_server, new() { TrustedCertificateId = trusted.Id }));
        await using var peer = await accepting;
        Assert.Empty((await client.EstablishedAsync()).Problems);
    }

    [Fact]
    public async Task Trusting_any_certificate_is_loud()
    {
        var certificate = await _lab.CertificateAsync(names: ["one.example"]);
        var accepting = TlsPeer.AcceptAsync(_server, certificate.Leaf);
        var client = await _lab.StartAsync(TlsLab.TlsClient(_server, new() { TrustAny = true }));
        await using var peer = await accepting;
        var loud = await client.Journal.EventAsync(EventType.TlsUnverified);
        Assert.Equal("trustAny", loud.Event!.Code);
        Assert.Contains(
            "Failed and ignored: its certificate is for one.example, not for 127.0.0.1; its certificate is self-signed",
            loud.Event.Message,
            StringComparison.Ordinal
        );
        Assert.Equal("nameMismatch, selfSigned", loud.Data<TlsUnverifiedData>().Ignored);
        Assert.Equal(
            [CertificateProblemCode.NameMismatch, CertificateProblemCode.SelfSigned],
            client.Connections.List()[0].Tls!.Problems.Select(problem => problem.Code)
        );
        Assert.Contains(_lab.Log.Warnings, line => line.Contains("nameMismatch, selfSigned", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task An_address_that_is_written_as_a_DNS_name_is_explained(string address)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(address);
        var request = new CertificateRequest("CN=device", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(90));
        var upload = Encoding.ASCII.GetBytes(certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        var imported = await _lab.Certificates.ImportAsync("", new() { Data = Convert.ToBase64String(upload) }, CancellationToken.None);
        var fault = await RefusedByClientAsync(imported, new() { TrustedCertificateId = imported.Id, ServerName = address });
        Assert.Contains(
            $"its certificate has {address} as a DNS name, which no address can match: it needs an entry of type IP address",
            fault.Message,
            StringComparison.Ordinal
        );
        Assert.StartsWith("Use a certificate with an entry of type IP address", fault.Hint, StringComparison.Ordinal);
    }

    private async Task<Fault> RefusedByClientAsync(TlsCertificate certificate, TlsOptions tls)
    {
        var refusing = TlsPeer.AcceptAsync(_server, certificate.Leaf).RefusedAsync();
        var client = await _lab.Supervisor.CreateAsync(TlsLab.TlsClient(_server, tls), start: true, CancellationToken.None);
        await refusing;
        Assert.Equal((EndpointState.Faulted, FaultCode.TlsHandshakeFailed), (client.State, client.Fault!.Code));
        Assert.Equal(
            $"TLS failed: {TlsFaults.CauseOf(client.Fault, _server.LocalEndPoint!.ToString()!)} {client.Fault.Hint}",
            await client.FailureAsync()
        );
        return client.Fault;
    }
}
