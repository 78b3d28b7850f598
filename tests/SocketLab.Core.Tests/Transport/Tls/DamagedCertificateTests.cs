using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SocketLab.Core.Definitions;
using SocketLab.Core.Transport.Tls;

namespace SocketLab.Core.Tests.Transport.Tls;

/// <summary>A damaged certificate file is refused in words, wherever the damage is.</summary>
/// <remarks>
/// Each file is damaged 120 times, always in the same ways. <c>SOCKETLAB_TEST_CERTIFICATES=6000</c> tries each that often.
/// </remarks>
public sealed class DamagedCertificateTests
{
    private const string Password = "s3cret";

    private static readonly int Times = int.Parse(
        Environment.GetEnvironmentVariable("SOCKETLAB_TEST_CERTIFICATES") ?? "120",
        CultureInfo.InvariantCulture
    );

    /// <summary>One character of a date is wrong, which nobody sees before the date is asked for.</summary>
    private const string WrongDate =
        "MIIBfDCCASOgAwIBAgIUHtNrwnI4rAfoSrLxBzhW8m64dzswCgYIKoZIzj0EAwIwFDESMBAGA1UEAwwJbG9jYWxob3N0MB4XDTI2MV8yNzE2MTgwMVoXDTI2"
        + "MTIyNzE2MTgwMVowFDESMBAGA1UEAwwJbG9jYWxob3N0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEuitH37dQKfrd5x2iWccmU20/E5a/63vJZZl2e2nv"
        + "CJ9f0Y16gaQ6a8Xw1oY+C2FnPqqj2KsVbQ9fa2zMlS95Q6NTMFEwHQYDVR0OBBYEFLaJ2wjf89ZrMnKBfpN04HvMKQsJMB8GA1UdIwQYMBaAFLaJ2wjf89Zr"
        + "MnKBfpN04HvMKQsJMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDRwAwRAIgFFn5Yl/shVDLk4ozIG7rRYa1nJ8Mz+srPRlkKw7qA+ACIFql5gkOAB6R"
        + "LqSt3f9cpyBWmToMxWudRwL+z0CMqWit";

    private readonly CertificateLibrary _library = new(new NoStore(), TimeProvider.System, NullLogger<CertificateLibrary>.Instance);

    public static TheoryData<string> Files => ["DER RSA", "DER ECDSA", "PEM RSA", "PEM ECDSA", "PEM sealed", "PKCS12 RSA", "PKCS12 ECDSA"];

    [Fact]
    public async Task A_date_that_is_none_is_found() => Assert.Equal("$.upload.data", await RefusalAsync(WrongDate));

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Damage_is_an_answer(string kind)
    {
        var file = Make(kind);
        Assert.Null(await RefusalAsync(Convert.ToBase64String(file)));
        var random = new Random(kind.Length + kind[^1]);
        for (var i = 0; i < Times; i++)
        {
            var damaged = kind.StartsWith("PEM", StringComparison.Ordinal) ? DamagePem(file, random) : Damage(file, random);
            var data = Convert.ToBase64String(damaged);
            var error = await Record.ExceptionAsync(() => RefusalAsync(data));
            Assert.True(error is null, $"{error} for {data}");
        }
    }

    /// <summary>The path of what is wrong; null when the file was taken.</summary>
    private async Task<string?> RefusalAsync(string data)
    {
        try
        {
            var taken = await _library.ImportAsync("", new() { Data = data, Password = Password }, CancellationToken.None);
            await _library.DeleteAsync(taken.Id, CancellationToken.None);
            return null;
        }
        catch (InvalidDefinitionException error)
        {
            return Assert.Single(error.Errors).Path;
        }
    }

    private static byte[] Damage(byte[] file, Random random)
    {
        List<byte> bytes = [.. file];
        for (var times = random.Next(1, 4); times > 0 && bytes.Count > 1; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                case 3:
                    bytes.RemoveAt(at);
                    break;
                default:
                    bytes.RemoveRange(at, random.Next(Math.Min(8, bytes.Count - at)));
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>Mostly what the lines stand for, since most damage to the letters is no base64.</summary>
    private static byte[] DamagePem(byte[] file, Random random)
    {
        var text = Encoding.ASCII.GetString(file);
        if (random.Next(4) == 0)
        {
            return Damage(file, random);
        }

        var blocks = new List<string>();
        var chosen = random.Next(text.Split("-----BEGIN").Length - 1);
        while (PemEncoding.TryFind(text, out var found))
        {
            var bytes = Convert.FromBase64String(text[found.Base64Data]);
            blocks.Add(PemEncoding.WriteString(text[found.Label], blocks.Count == chosen ? Damage(bytes, random) : bytes));
            text = text[found.Location.End..];
        }

        return Encoding.ASCII.GetBytes(string.Join('\n', blocks));
    }

    private static byte[] Make(string kind)
    {
        using var rsa = RSA.Create(2048);
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = kind.EndsWith("RSA", StringComparison.Ordinal)
            ? new CertificateRequest("CN=up", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest("CN=up", ecdsa, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("lab.example");
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now, now.AddDays(1));
        var pem = certificate.ExportCertificatePem() + "\n";
        var pbe = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        return kind switch
        {
            "PEM RSA" => Encoding.ASCII.GetBytes(pem + rsa.ExportRSAPrivateKeyPem()),
            "PEM ECDSA" => Encoding.ASCII.GetBytes(pem + ecdsa.ExportECPrivateKeyPem()),
            "PEM sealed" => Encoding.ASCII.GetBytes(pem + ecdsa.ExportEncryptedPkcs8PrivateKeyPem(Password, pbe)),
            _ when kind.StartsWith("DER", StringComparison.Ordinal) => certificate.RawData,
            _ => certificate.Export(X509ContentType.Pfx, Password),
        };
    }

    private sealed class NoStore : ICertificateStore
    {
        public Task<IReadOnlyList<StoredCertificate>> LoadAsync(CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<StoredCertificate>>([]);

        public Task SaveAsync(StoredCertificate certificate, CancellationToken cancellation) => Task.CompletedTask;

        public Task DeleteAsync(string id, CancellationToken cancellation) => Task.CompletedTask;
    }
}
