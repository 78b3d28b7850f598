using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tls;

namespace SocketLab.Interop.Tests;

/// <summary>Who is refused is told why, by an alert (RFC 8446, 6.2), in both roles.</summary>
public sealed class TlsAlertTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("socketlab-alert-");

    public async ValueTask DisposeAsync()
    {
        await _lab.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("-tls1_3", ClientCertificateMode.Require, null, "alert certificate required")]
    [InlineData("-tls1_2", ClientCertificateMode.Require, null, "alert handshake failure")]
    [InlineData("-tls1_3", ClientCertificateMode.Require, "device", "alert unknown ca")]
    [InlineData("-tls1_2", ClientCertificateMode.Require, "device", "alert unknown ca")]
    [InlineData("-tls1_3", ClientCertificateMode.Request, "device", "alert unknown ca")]
    [InlineData("-tls1_2", ClientCertificateMode.Request, "expired", "alert certificate expired")]
    [InlineData("-tls1_3", ClientCertificateMode.Require, "server only", "alert unsupported certificate")]
    public async Task A_client_that_we_refuse_is_told(string version, ClientCertificateMode mode, string? certificate, string alert)
    {
        var own = certificate is null ? null : await MakeAsync(certificate);
        var listener = await _lab.TcpListenerAsync(
            new()
            {
                Tls = new()
                {
                    Enabled = true,
                    RequireClientCertificate = mode,
                    TrustedCertificateId = certificate is "expired" or "server only" ? await TrustAsync(own!) : null,
                },
            }
        );
        var port = ((System.Net.IPEndPoint)listener.Bound!).Port;
        await using var openssl = Tool.Start(
            "openssl",
            [
                "s_client",
                "-connect",
                $"127.0.0.1:{port}",
                version,
                .. own is null ? Array.Empty<string>() : ["-cert", own + ".pem", "-key", own + ".key"],
            ]
        );
        await openssl.SaysAsync(alert);
        await listener.Journal.EventAsync(EventType.TlsHandshakeFailed);
    }

    [Theory]
    [InlineData("-tls1_3", "localhost", "alert unknown ca")]
    [InlineData("-tls1_2", "localhost", "alert unknown ca")]
    [InlineData("-tls1_3", "other.example", "alert bad certificate")]
    public async Task A_server_that_we_refuse_is_told(string version, string serverName, string alert)
    {
        var own = await MakeAsync("device");
        var port = FreePort.Tcp();
        await using var openssl = Tool.Start(
            "openssl",
            "s_server",
            "-accept",
            $"127.0.0.1:{port}",
            "-cert",
            own + ".pem",
            "-key",
            own + ".key",
            version
        );
        await FreePort.TakenAsync(port, udp: false);
        var client = await _lab.Supervisor.CreateAsync(
            new()
            {
                Kind = EndpointKind.TcpClient,
                Remote = new() { Host = "127.0.0.1", Port = port },
                Tcp = new()
                {
                    Tls = new()
                    {
                        Enabled = true,
                        ServerName = serverName,
                        TrustedCertificateId = serverName == "localhost" ? null : await TrustAsync(own),
                    },
                },
            },
            start: true,
            CancellationToken.None
        );
        Assert.Equal(EndpointState.Faulted, client.State);
        await openssl.SaysAsync(alert);
    }

    [Theory]
    [InlineData(TlsVersion.Tls12)]
    [InlineData(TlsVersion.Tls13)]
    public async Task Of_two_SocketLabs_the_refused_client_says_so(TlsVersion version)
    {
        var listener = await _lab.TcpListenerAsync(
            new()
            {
                Tls = new()
                {
                    Enabled = true,
                    RequireClientCertificate = ClientCertificateMode.Require,
                    MaximumVersion = version,
                },
            }
        );
        var port = ((System.Net.IPEndPoint)listener.Bound!).Port;
        var client = await _lab.Supervisor.CreateAsync(
            new()
            {
                Kind = EndpointKind.TcpClient,
                Remote = new() { Host = "localhost", Port = port },
                Tcp = new()
                {
                    Tls = new() { Enabled = true, TrustedCertificateId = CertificateLibrary.OwnId },
                },
            },
            start: true,
            CancellationToken.None
        );
        var failed = await client.Journal.EventAsync(EventType.TlsHandshakeFailed);
        Assert.Contains("client certificate", failed.Event!.Message, StringComparison.Ordinal);
        await Eventually.HoldsAsync(() => client.State == EndpointState.Faulted);
        Assert.Equal(Core.Faults.FaultCode.TlsHandshakeFailed, client.Fault!.Code);
    }

    [Theory]
    [InlineData("ed25519", "Ed25519")]
    [InlineData("ed448", "Ed448")]
    public async Task A_key_that_the_framework_cannot_use_is_named(string key, string words)
    {
        var file = Path.Combine(_folder.FullName, key);
        await Tool.RunAsync(
            "openssl",
            null,
            "req",
            "-x509",
            "-newkey",
            key,
            "-nodes",
            "-keyout",
            file + ".key",
            "-out",
            file + ".pem",
            "-subj",
            "/CN=ed"
        );
        await Tool.RunAsync(
            "openssl",
            null,
            "pkcs12",
            "-export",
            "-in",
            file + ".pem",
            "-inkey",
            file + ".key",
            "-passout",
            "pass:x",
            "-out",
            file + ".p12"
        );
        byte[] pem = [.. await File.ReadAllBytesAsync(file + ".pem"), .. await File.ReadAllBytesAsync(file + ".key")];
        foreach (var data in (byte[][])[pem, await File.ReadAllBytesAsync(file + ".p12")])
        {
            var error = await Assert.ThrowsAsync<InvalidDefinitionException>(() =>
                _lab.Certificates.ImportAsync("", new() { Data = Convert.ToBase64String(data), Password = "x" }, CancellationToken.None)
            );
            Assert.Contains(words, Assert.Single(error.Errors).Message, StringComparison.Ordinal);
        }
    }

    private async Task<string> TrustAsync(string file)
    {
        var pem = Convert.ToBase64String(await File.ReadAllBytesAsync(file + ".pem"));
        return (await _lab.Certificates.ImportAsync("", new() { Data = pem }, CancellationToken.None)).Id;
    }

    private async Task<string> MakeAsync(string kind)
    {
        var file = Path.Combine(_folder.FullName, kind.Replace(' ', '-'));
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        if (kind == "server only")
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1")], critical: false));
        }

        var begin = DateTimeOffset.UnixEpoch.AddYears(50);
        using var certificate = request.CreateSelfSigned(begin, begin.AddYears(kind == "expired" ? 1 : 40));
        await File.WriteAllTextAsync(file + ".pem", certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(file + ".key", key.ExportPkcs8PrivateKeyPem());
        return file;
    }
}
