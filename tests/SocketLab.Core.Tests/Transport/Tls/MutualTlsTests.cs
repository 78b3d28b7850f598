using System.Net.Sockets;
using System.Security.Authentication;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Transport.Tls;

/// <summary>Certificates of clients, in both roles.</summary>
public sealed class MutualTlsTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();
    private readonly Socket _server = Sockets.Listen();

    public async ValueTask DisposeAsync()
    {
        _server.Dispose();
        await _lab.DisposeAsync();
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Listener_takes_the_client_that_it_trusts(SslProtocols version)
    {
        var certificate = await _lab.CertificateAsync(names: ["device-7"]);
        var listener = await _lab.TlsListenerAsync(
            new() { RequireClientCertificate = ClientCertificateMode.Require, TrustedCertificateId = certificate.Id }
        );
        await using var peer = await TlsPeer.ConnectAsync(listener, options =>
            (options.ClientCertificates, options.EnabledSslProtocols) = ([certificate.Leaf], version)
        );
        var tls = await listener.EstablishedAsync();
        Assert.Equal(("CN=device-7", 0), (tls.PeerCertificate!.Subject, tls.Problems.Count));
        var data = (await listener.Journal.EventAsync(EventType.TlsEstablished)).Data<TlsEstablishedData>();
        Assert.Equal(
            ("CN=device-7", "device-7", "ok", certificate.Info.Fingerprint),
            (data.PeerSubject, data.PeerNames, data.ChainStatus, data.PeerFingerprint)
        );
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Listener_refuses_a_client_without_a_certificate(SslProtocols version)
    {
        var listener = await _lab.TlsListenerAsync(new() { RequireClientCertificate = ClientCertificateMode.Require });
        await TlsPeer.ConnectAsync(listener, options => options.EnabledSslProtocols = version).RefusedAsync();
        Assert.Contains("it showed no certificate", await listener.FailureAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listener_that_only_asks_takes_none_and_refuses_a_wrong_one()
    {
        var listener = await _lab.TlsListenerAsync(new() { RequireClientCertificate = ClientCertificateMode.Request });
        await using (await TlsPeer.ConnectAsync(listener))
        {
            Assert.Null((await listener.EstablishedAsync()).PeerCertificate);
        }

        var stranger = await _lab.CertificateAsync();
        await TlsPeer.ConnectAsync(listener, options => options.ClientCertificates = [stranger.Leaf]).RefusedAsync();
        Assert.Contains(
            "we refused the peer's certificate: its certificate is self-signed, and not trusted here",
            await listener.FailureAsync(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Client_shows_its_certificate()
    {
        var (server, own) = (await _lab.CertificateAsync(), await _lab.CertificateAsync(CertificateKeyType.Rsa2048, "device-8"));
        var accepting = TlsPeer.AcceptAsync(_server, server.Leaf, options => options.ClientCertificateRequired = true);
        var client = await _lab.StartAsync(
            TlsLab.TlsClient(_server, new() { TrustedCertificateId = server.Id, ClientCertificateId = own.Id })
        );
        await using var peer = await accepting;
        Assert.Equal("CN=device-8", peer.Stream.RemoteCertificate!.Subject);
        Assert.Null(client.Fault);
    }

    [Fact]
    public async Task Certificate_that_is_gone_faults_the_start()
    {
        var certificate = await _lab.CertificateAsync();
        var definition = new EndpointDefinition
        {
            Kind = EndpointKind.TcpListener,
            Tcp = new()
            {
                Tls = new() { Enabled = true, CertificateId = certificate.Id },
            },
        };
        var listener = await _lab.Supervisor.CreateAsync(definition, start: false, CancellationToken.None);
        Assert.True(await _lab.Certificates.DeleteAsync(certificate.Id, CancellationToken.None));
        await _lab.Supervisor.StartAsync(listener.Id, CancellationToken.None);
        Assert.Equal((EndpointState.Faulted, FaultCode.CertificateNotFound), (listener.State, listener.Fault!.Code));
        var error = await Assert.ThrowsAsync<InvalidDefinitionException>(() =>
            _lab.Supervisor.CreateAsync(definition, start: false, CancellationToken.None)
        );
        Assert.Equal("$.tcp.tls.certificateId", Assert.Single(error.Errors).Path);
    }
}
