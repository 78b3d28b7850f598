using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Definitions;
using SocketLab.Core.Transport.Tls;

namespace SocketLab.Core.Tests.Transport.Tls;

public sealed class CertificateLibraryTests
{
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly Store _store = new();
    private readonly CertificateLibrary _library;

    public CertificateLibraryTests() => _library = New();

    [Theory]
    [InlineData(CertificateKeyType.EcdsaP256, "ECDSA P-256")]
    [InlineData(CertificateKeyType.Rsa2048, "RSA 2048")]
    public async Task Generated_certificate_is_for_its_names_and_comes_back_after_a_restart(CertificateKeyType type, string key)
    {
        var made = await _library.GenerateAsync(
            " lab ",
            new()
            {
                Names = ["lab.example", "*.lab.example", "10.0.0.1", "fd00::1"],
                Days = 30,
                KeyType = type,
            },
            CancellationToken.None
        );
        Assert.Equal(
            ("lab", "CN=lab.example", "CN=lab.example", key, true, true),
            (made.Name, made.Info.Subject, made.Info.Issuer, made.Info.KeyType, made.Info.SelfSigned, made.HasPrivateKey)
        );
        Assert.Equal(["lab.example", "*.lab.example", "10.0.0.1", "fd00::1"], made.Info.Names);
        Assert.Equal(_time.GetUtcNow().UtcDateTime.AddDays(30), made.Info.NotAfter, TimeSpan.FromSeconds(2));
        Assert.DoesNotContain("PRIVATE", made.PublicPem, StringComparison.Ordinal);
        var again = New();
        await again.RestoreAsync(CancellationToken.None);
        var found = again.Find(made.Id)!;
        Assert.Equal((made.Info.Fingerprint, made.Name, made.CreatedAt), (found.Info.Fingerprint, found.Name, found.CreatedAt));
        Assert.True(found.Leaf.HasPrivateKey);
        Assert.True(await again.DeleteAsync(made.Id, CancellationToken.None));
        Assert.False(await again.DeleteAsync(made.Id, CancellationToken.None));
        Assert.Empty(_store.Rows);
    }

    [Theory]
    [InlineData("$.generate.names")]
    [InlineData("$.generate.names[1]", "ok.example", "not a name")]
    [InlineData("$.generate.names[0]", "127.1")]
    public async Task Wrong_names_are_refused(string path, params string[] names)
    {
        var error = await Assert.ThrowsAsync<InvalidDefinitionException>(() =>
            _library.GenerateAsync("", new() { Names = names }, CancellationToken.None)
        );
        Assert.Equal(path, Assert.Single(error.Errors).Path);
    }

    [Fact]
    public async Task Own_certificate_is_made_once_and_again_when_it_runs_out_or_is_gone()
    {
        var first = await _library.GetOwnAsync(CancellationToken.None);
        Assert.Equal(("SocketLab self-signed", CertificateLibrary.OwnId), (first.Name, first.Id));
        Assert.Equal(((string[])["localhost", Dns.GetHostName(), "127.0.0.1", "::1"]).Distinct(), first.Info.Names);
        Assert.Same(first, await _library.GetOwnAsync(CancellationToken.None));
        Assert.Single(_store.Rows);
        _time.Advance(TimeSpan.FromDays(364.5));
        var second = await _library.GetOwnAsync(CancellationToken.None);
        Assert.NotEqual(first.Info.Fingerprint, second.Info.Fingerprint);
        Assert.Same(second, Assert.Single(_library.List()));
        await _library.DeleteAsync(CertificateLibrary.OwnId, CancellationToken.None);
        Assert.NotEqual(second.Info.Fingerprint, (await _library.GetOwnAsync(CancellationToken.None)).Info.Fingerprint);
    }

    [Fact]
    public async Task Own_certificate_does_without_a_disk_that_is_full()
    {
        _store.Failure = new NotSavedException(new IOException("full"));
        Assert.True((await _library.GetOwnAsync(CancellationToken.None)).HasPrivateKey);
        await Assert.ThrowsAsync<NotSavedException>(() => _library.GenerateAsync("", new(), CancellationToken.None));
    }

    [Fact]
    public async Task There_is_a_limit()
    {
        for (var i = 0; i < CertificateLibrary.MostCertificates; i++)
        {
            await _library.GenerateAsync("", new(), CancellationToken.None);
        }

        var error = await Assert.ThrowsAsync<LimitReachedException>(() => _library.GenerateAsync("", new(), CancellationToken.None));
        Assert.Equal(("Certificates", 100L), (error.Limit, error.Value));
        Assert.Equal(CertificateLibrary.MostCertificates, _store.Rows.Count);
    }

    [Fact]
    public async Task Damaged_row_is_left_alone_and_left_out()
    {
        var good = await _library.GenerateAsync("", new(), CancellationToken.None);
        _store.Rows.Add(
            new()
            {
                Id = "bad",
                Name = "bad",
                CreatedAt = default,
                Pem = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                PrivateKey = null,
            }
        );
        _store.Rows.Add(
            new()
            {
                Id = "worse",
                Name = "worse",
                CreatedAt = default,
                Pem = good.PublicPem,
                PrivateKey = [1, 2, 3],
            }
        );
        var again = New();
        await again.RestoreAsync(CancellationToken.None);
        Assert.Equal(good.Id, Assert.Single(again.List()).Id);
        Assert.Equal(3, _store.Rows.Count);
    }

    public static TheoryData<string, string?> Files
    {
        get
        {
            var (rsa, ecdsa) = (RSA.Create(2048), ECDsa.Create(ECCurve.NamedCurves.nistP384));
            var now = TimeProvider.System.GetUtcNow();
            var byRsa = new CertificateRequest("CN=up", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(
                now,
                now.AddDays(1)
            );
            var byEcdsa = new CertificateRequest("CN=up", ecdsa, HashAlgorithmName.SHA256).CreateSelfSigned(now, now.AddDays(1));
            var pbe = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
            return new()
            {
                { Convert.ToBase64String(byRsa.Export(X509ContentType.Pfx)), null },
                { Convert.ToBase64String(byRsa.Export(X509ContentType.Pfx, "s3cret")), "s3cret" },
                { Convert.ToBase64String(byEcdsa.Export(X509ContentType.Pfx, "s3cret")), "s3cret" },
                { Base64(byRsa.ExportCertificatePem() + "\n" + rsa.ExportRSAPrivateKeyPem()), null },
                { Base64(ecdsa.ExportECPrivateKeyPem() + "\n" + byEcdsa.ExportCertificatePem()), null },
                {
                    Base64("notes\n" + byEcdsa.ExportCertificatePem() + "\n" + ecdsa.ExportEncryptedPkcs8PrivateKeyPem("s3cret", pbe)),
                    "s3cret"
                },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Files_that_people_have_are_taken_with_their_key(string data, string? password)
    {
        var taken = await _library.ImportAsync("", new() { Data = data, Password = password }, CancellationToken.None);
        Assert.Equal(("CN=up", true), (taken.Name, taken.HasPrivateKey));
        Assert.True(TlsCertificate.From(_store.Rows[0]).Leaf.HasPrivateKey);
        if (password is not null)
        {
            var wrong = await Assert.ThrowsAsync<InvalidDefinitionException>(() =>
                _library.ImportAsync("", new() { Data = data, Password = "wrong" }, CancellationToken.None)
            );
            Assert.Equal("$.upload.password", Assert.Single(wrong.Errors).Path);
            var none = await Assert.ThrowsAsync<InvalidDefinitionException>(() =>
                _library.ImportAsync("", new() { Data = data }, CancellationToken.None)
            );
            Assert.Contains("needed", Assert.Single(none.Errors).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Other_files_are_refused_in_words()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var own = await _library.GenerateAsync("", new(), CancellationToken.None);
        foreach (
            var (data, words) in ((string, string)[])
                [
                    ("!", "not base64"),
                    ("", "no certificate"),
                    (Base64("hello"), "no certificate"),
                    (Base64("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"), "no certificate"),
                    (Base64(other.ExportPkcs8PrivateKeyPem()), "no certificate"),
                    (Base64(own.PublicPem + other.ExportPkcs8PrivateKeyPem()), "not the first certificate's"),
                    (Base64(new string('x', CertificateUpload.MostBytes + 1)), "at most 65,536 bytes"),
                ]
        )
        {
            var error = await Assert.ThrowsAsync<InvalidDefinitionException>(() =>
                _library.ImportAsync("", new() { Data = data }, CancellationToken.None)
            );
            var one = Assert.Single(error.Errors);
            Assert.Equal("$.upload.data", one.Path);
            Assert.Contains(words, one.Message, StringComparison.Ordinal);
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));

    private CertificateLibrary New() => new(_store, _time, NullLogger<CertificateLibrary>.Instance);

    private sealed class Store : ICertificateStore
    {
        public List<StoredCertificate> Rows { get; } = [];

        public Exception? Failure { get; set; }

        public Task<IReadOnlyList<StoredCertificate>> LoadAsync(CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<StoredCertificate>>([.. Rows]);

        public Task SaveAsync(StoredCertificate certificate, CancellationToken cancellation)
        {
            if (Failure is not null)
            {
                return Task.FromException(Failure);
            }

            Rows.RemoveAll(row => row.Id == certificate.Id);
            Rows.Add(certificate);
            return Task.CompletedTask;
        }

        public Task DeleteAsync(string id, CancellationToken cancellation)
        {
            Rows.RemoveAll(row => row.Id == id);
            return Task.CompletedTask;
        }
    }
}
