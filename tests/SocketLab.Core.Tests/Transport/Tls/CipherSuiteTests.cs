using System.Net.Security;
using System.Security.Authentication;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;

namespace SocketLab.Core.Tests.Transport.Tls;

/// <summary>Versions and cipher suites that somebody chose.</summary>
public sealed class CipherSuiteTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task The_newest_version_can_be_an_older_one()
    {
        var listener = await _lab.TlsListenerAsync(new() { MaximumVersion = TlsVersion.Tls12 });
        await using var peer = await TlsPeer.ConnectAsync(listener);
        Assert.Equal((SslProtocols.Tls12, TlsVersion.Tls12), (peer.Stream.SslProtocol, (await listener.EstablishedAsync()).Version));
        await TlsPeer.ConnectAsync(listener, options => options.EnabledSslProtocols = SslProtocols.Tls13).RefusedAsync();
        Assert.Contains("we speak TLS 1.2 only", await listener.FailureAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TLS_AES_128_GCM_SHA256", TlsVersion.Tls13)]
    [InlineData("TLS_CHACHA20_POLY1305_SHA256", TlsVersion.Tls13)]
    [InlineData("TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", TlsVersion.Tls12)]
    [InlineData("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", TlsVersion.Tls12)]
    public async Task A_suite_decides_the_version(string suite, TlsVersion version)
    {
        var listener = await _lab.TlsListenerAsync(new() { CipherSuites = [suite] });
        var all = AllSuites();
        await using var peer = await TlsPeer.ConnectAsync(listener, options => options.CipherSuitesPolicy = all);
        var tls = await listener.EstablishedAsync();
        Assert.Equal((suite, version), (tls.CipherSuite, tls.Version));
    }

    [Theory]
    [InlineData("TLS_RSA_WITH_AES_128_CBC_SHA")]
    [InlineData("TLS_RSA_WITH_AES_256_GCM_SHA384")]
    [InlineData("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA")]
    public async Task Suites_of_old_devices_can_be_asked_for_in_both_roles(string suite)
    {
        var certificate = await _lab.CertificateAsync(CertificateKeyType.Rsa2048);
        var listener = await _lab.TlsListenerAsync(new() { CertificateId = certificate.Id, CipherSuites = [suite] });
        var client = await _lab.StartAsync(
            EndpointLab.TcpClient(
                listener.Bound!,
                new()
                {
                    Tls = new()
                    {
                        Enabled = true,
                        TrustedCertificateId = certificate.Id,
                        CipherSuites = [suite],
                    },
                }
            )
        );
        Assert.Null(client.Fault);
        Assert.Equal(suite, (await client.EstablishedAsync()).CipherSuite);
        Assert.Equal(suite, (await listener.EstablishedAsync()).CipherSuite);
    }

    [Fact]
    public async Task Suites_that_the_certificate_cannot_be_used_with_fail_the_start()
    {
        var listener = await _lab.Supervisor.CreateAsync(
            new()
            {
                Kind = EndpointKind.TcpListener,
                Tcp = new()
                {
                    Tls = new() { Enabled = true, CipherSuites = ["TLS_RSA_WITH_AES_128_CBC_SHA"] },
                },
            },
            start: true,
            CancellationToken.None
        );
        Assert.Equal((EndpointState.Faulted, FaultCode.TlsHandshakeFailed), (listener.State, listener.Fault!.Code));
        Assert.Contains(
            "none of the versions and cipher suites can be used with its key (ECDSA",
            listener.Fault.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Suites_that_the_system_does_not_know_fail_the_start()
    {
        var certificate = await _lab.CertificateAsync(CertificateKeyType.Rsa2048);
        var listener = await _lab.Supervisor.CreateAsync(
            new()
            {
                Kind = EndpointKind.TcpListener,
                Tcp = new()
                {
                    Tls = new()
                    {
                        Enabled = true,
                        CertificateId = certificate.Id,
                        CipherSuites = ["TLS_RSA_EXPORT_WITH_RC4_40_MD5"],
                    },
                },
            },
            start: true,
            CancellationToken.None
        );
        Assert.Equal(EndpointState.Faulted, listener.State);
        Assert.Contains("this system has none of the cipher suites", listener.Fault!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AES128-SHA", TlsVersion.Tls12, TlsVersion.Tls13, "cipherSuites[0]", "registered name")]
    [InlineData("4865", TlsVersion.Tls12, TlsVersion.Tls13, "cipherSuites[0]", "registered name")]
    [InlineData("TLS_AES_128_GCM_SHA256", TlsVersion.Tls12, TlsVersion.Tls12, "cipherSuites", "None of these")]
    [InlineData("TLS_RSA_WITH_AES_128_CBC_SHA", TlsVersion.Tls13, TlsVersion.Tls13, "cipherSuites", "None of these")]
    [InlineData("TLS_AES_128_GCM_SHA256", TlsVersion.Tls13, TlsVersion.Tls12, "maximumVersion", "older than the oldest")]
    public async Task What_cannot_be_is_refused(string suite, TlsVersion oldest, TlsVersion newest, string property, string words)
    {
        var error = await Assert.ThrowsAsync<InvalidDefinitionException>(() =>
            _lab.TlsListenerAsync(
                new()
                {
                    CipherSuites = [suite],
                    MinimumVersion = oldest,
                    MaximumVersion = newest,
                }
            )
        );
        var only = Assert.Single(error.Errors);
        Assert.Equal($"$.tcp.tls.{property}", only.Path);
        Assert.Contains(words, only.Message, StringComparison.Ordinal);
    }

    private static CipherSuitesPolicy AllSuites() =>
        OperatingSystem.IsWindows() ? throw new PlatformNotSupportedException() : new(Enum.GetValues<TlsCipherSuite>());
}
