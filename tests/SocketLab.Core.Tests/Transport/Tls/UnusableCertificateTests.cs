using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Transport.Tls;

namespace SocketLab.Core.Tests.Transport.Tls;

/// <summary>Certificates that can be read, and that no handshake can be done with.</summary>
public sealed class UnusableCertificateTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task A_key_that_is_too_small_is_refused_when_it_comes()
    {
        using var key = RSA.Create(1024);
        var pem = Sign(new("CN=old", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)) + key.ExportPkcs8PrivateKeyPem();
        Assert.Contains("its key (RSA 1024) is too small", await RefusalAsync(pem), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_curve_that_TLS_does_not_know_is_refused_when_it_comes()
    {
        using var key = ECDsa.Create(ECCurve.CreateFromFriendlyName("secp256k1"));
        var pem = Sign(new("CN=coin", key, HashAlgorithmName.SHA256)) + key.ExportPkcs8PrivateKeyPem();
        Assert.Contains("cannot be used for TLS", await RefusalAsync(pem), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_lies_in_the_workspace_already_fails_the_start_in_words()
    {
        using var key = RSA.Create(1024);
        var store = new OneCertificate(
            new()
            {
                Id = "old",
                Name = "old one",
                CreatedAt = default,
                Pem = Sign(new("CN=old", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
                PrivateKey = key.ExportPkcs8PrivateKey(),
            }
        );
        var library = new CertificateLibrary(store, TimeProvider.System, NullLogger<CertificateLibrary>.Instance);
        Assert.Equal(0, await library.RestoreAsync(CancellationToken.None));
        var definition = new EndpointDefinition
        {
            Kind = EndpointKind.TcpListener,
            Tcp = new()
            {
                Tls = new() { Enabled = true, CertificateId = "old" },
            },
        };
        var error = await Assert.ThrowsAsync<NetworkException>(() =>
            TlsSetup.PrepareAsync(definition, library, NullLogger.Instance, CancellationToken.None)
        );
        Assert.Equal(FaultCode.TlsHandshakeFailed, error.Fault.Code);
        Assert.StartsWith(
            "The certificate 'old one' cannot be used: its key (RSA 1024) is too small",
            error.Fault.Message,
            StringComparison.Ordinal
        );
    }

    private static string Sign(CertificateRequest request)
    {
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(90));
        return certificate.ExportCertificatePem() + "\n";
    }

    private async Task<string> RefusalAsync(string pem)
    {
        var upload = new CertificateUpload { Data = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(pem)) };
        var error = await Assert.ThrowsAsync<InvalidDefinitionException>(() =>
            _lab.Certificates.ImportAsync("", upload, CancellationToken.None)
        );
        var only = Assert.Single(error.Errors);
        Assert.Equal("$.upload.data", only.Path);
        return only.Message;
    }

    private sealed class OneCertificate(StoredCertificate stored) : ICertificateStore
    {
        public Task<IReadOnlyList<StoredCertificate>> LoadAsync(CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<StoredCertificate>>([stored]);

        public Task SaveAsync(StoredCertificate certificate, CancellationToken cancellation) => Task.CompletedTask;

        public Task DeleteAsync(string id, CancellationToken cancellation) => Task.CompletedTask;
    }
}
