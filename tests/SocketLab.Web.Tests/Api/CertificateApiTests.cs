using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SocketLab.Web.Access;
using SocketLab.Web.Tests.Support;
using X509 = System.Security.Cryptography.X509Certificates;

namespace SocketLab.Web.Tests.Api;

public sealed class CertificateApiTests(WebLab lab) : IClassFixture<WebLab>
{
    [Fact]
    public async Task Generated_certificate_is_described_listed_and_given_out_without_its_key()
    {
        var made = await lab.PostAsync(
            "/api/certificates",
            """{ "name": "lab", "generate": { "names": ["lab.example", "10.0.0.1"], "days": 30, "keyType": "rsa2048" } }"""
        );
        Assert.Equal(201, made.Status);
        var id = made.Body.GetProperty("id").GetString();
        Assert.Equal($"/api/certificates/{id}", made.Location!.ToString());
        const string expected = """
            { "id": "*", "name": "lab", "createdAt": "*", "subject": "CN=lab.example", "issuer": "CN=lab.example",
              "names": ["lab.example", "10.0.0.1"],
              "notBefore": "*", "notAfter": "*", "fingerprint": "*", "keyType": "RSA 2048", "selfSigned": true, "hasPrivateKey": true }
            """;
        made.MustEqual(expected);
        (await lab.GetAsync($"/api/certificates/{id}")).MustEqual(expected);
        Assert.Contains((await lab.GetAsync("/api/certificates")).Body.GetProperty("certificates").EnumerateArray(), one =>
            one.GetProperty("id").GetString() == id
        );

        using var answer = await lab.Http.GetAsync($"/api/certificates/{id}/file", WebLab.Soon());
        var pem = await answer.Content.ReadAsStringAsync(WebLab.Soon());
        Assert.Equal($"{id}.pem", answer.Content.Headers.ContentDisposition!.FileName);
        using var certificate = X509Certificate2.CreateFromPem(pem);
        Assert.Equal(
            made.Body.GetProperty("fingerprint").GetString(),
            certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant()
        );
        Assert.DoesNotContain("PRIVATE", pem, StringComparison.Ordinal);

        Assert.Equal(204, (await lab.DeleteAsync($"/api/certificates/{id}")).Status);
        (await lab.GetAsync($"/api/certificates/{id}")).MustBe(404, "notFound");
        (await lab.GetAsync($"/api/certificates/{id}/file")).MustBe(404, "notFound");
        (await lab.DeleteAsync($"/api/certificates/{id}")).MustBe(404, "notFound");
    }

    [Theory]
    [InlineData("{ }", "$")]
    [InlineData("""{ "generate": { }, "upload": { "data": "" } }""", "$")]
    [InlineData("""{ "generate": { "names": [] } }""", "$.generate.names")]
    [InlineData("""{ "generate": { "names": ["a b"] } }""", "$.generate.names[0]")]
    [InlineData("""{ "generate": { "days": 0 } }""", "$.generate.days")]
    [InlineData("""{ "generate": { "days": 4000 } }""", "$.generate.days")]
    [InlineData("""{ "generate": { "keyType": "dsa" } }""", "$.generate.keyType")]
    [InlineData("""{ "generate": { "size": 1 } }""", "$.generate.size")]
    [InlineData("""{ "upload": { } }""", "$.upload.data")]
    [InlineData("""{ "upload": { "data": "%%" } }""", "$.upload.data")]
    [InlineData("""{ "upload": { "data": "aGVsbG8=" } }""", "$.upload.data")]
    [InlineData("""{ "name": "a\nb", "generate": { } }""", "$.name")]
    public async Task What_cannot_be_made_is_refused_by_path(string request, string path) =>
        (await lab.PostAsync("/api/certificates", request)).MustBe(400, "invalidRequest", path);

    [Fact]
    public async Task Upload_is_kept_across_a_restart()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pfx = Pfx(key, "opensesame");
        using var data = new TempFolder();
        await using (var first = new WebLab(data.Path))
        {
            (await first.PostAsync("/api/certificates", $$"""{ "upload": { "data": "{{pfx}}", "password": "wrong" } }""")).MustBe(
                400,
                "invalidRequest",
                "$.upload.password"
            );
            var reply = await first.PostAsync("/api/certificates", $$"""{ "upload": { "data": "{{pfx}}", "password": "opensesame" } }""");
            Assert.Equal((201, "CN=uploaded"), (reply.Status, reply.Body.GetProperty("name").GetString()));
            await first.CreateAsync(
                "tcpListener",
                $$""" "tcp": { "tls": { "enabled": true, "certificateId": "{{reply.Body.GetProperty("id").GetString()}}" } } """
            );
        }

        await using var second = new WebLab(data.Path);
        using var peer = await Sockets.ConnectAsync(Assert.Single(second.Supervisor.List()).Bound!.Port);
        await using var tls = await HandshakeAsync(peer);
        Assert.Equal("CN=uploaded", tls.RemoteCertificate!.Subject);
    }

    [Fact]
    public async Task No_key_and_no_password_is_logged_however_much_is_logged()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pfx = Pfx(key, "opensesame");
        using var data = new TempFolder();
        await using (
            var host = HostProcess.Start(
                "--urls=http://127.0.0.1:0",
                $"--SocketLab:DataDirectory={data.Path}",
                "--Serilog:MinimumLevel:Default=Verbose",
                "--Serilog:MinimumLevel:Override:Microsoft.AspNetCore=Verbose"
            )
        )
        {
            using var http = new HttpClient { BaseAddress = await host.AddressAsync() };
            using var upload = new StringContent(
                $$"""{ "upload": { "data": "{{pfx}}", "password": "opensesame" } }""",
                Encoding.UTF8,
                "application/json"
            );
            using var answer = await http.PostAsync("/api/certificates", upload, WebLab.Soon());
            Assert.Equal(201, (int)answer.StatusCode);
            await host.TerminateAsync();
            await host.ExitAsync();
        }

        var logged = string.Concat(Directory.GetFiles(Path.Combine(data.Path, "logs")).Select(File.ReadAllText));
        Assert.Contains("POST /api/certificates answered 201", logged, StringComparison.Ordinal);
        var pkcs8 = key.ExportPkcs8PrivateKey();
        foreach (
            var secret in (string[])["opensesame", pfx[..40], Convert.ToBase64String(pkcs8)[40..80], Convert.ToHexString(pkcs8)[80..120]]
        )
        {
            Assert.DoesNotContain(secret, logged, StringComparison.OrdinalIgnoreCase);
        }

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(data.Database));
        }
    }

    [Fact]
    public async Task Database_that_others_could_read_is_closed_to_them()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        using var data = new TempFolder();
        await using (new WebLab(data.Path)) { }

#pragma warning disable CA1416 // asked above
        File.SetUnixFileMode(data.Database, (UnixFileMode)0b110_100_100);
        await using (new WebLab(data.Path))
        {
            Assert.Equal((UnixFileMode)0b110_000_000, File.GetUnixFileMode(data.Database));
        }
#pragma warning restore CA1416
    }

    [Fact]
    public async Task Listener_without_a_certificate_gets_SocketLabs_own_and_the_connection_tells_all()
    {
        var (id, port) = await lab.CreateAsync("tcpListener", """ "tcp": { "tls": { "enabled": true, "alpn": ["lab/1"] } } """);
        var own = (await lab.GetAsync("/api/certificates/self-signed")).Body;
        Assert.Equal("SocketLab self-signed", own.GetProperty("name").GetString());
        using var peer = await Sockets.ConnectAsync(port);
        await using var tls = await HandshakeAsync(peer, "lab/1");
        await tls.WriteAsync("hi"u8.ToArray(), WebLab.Soon());
        await lab.UntilAsync(id, e => e.Journal.Ledger.ReceivedBytes == 2);
        var connection = (await lab.GetAsync($"/api/endpoints/{id}/connections")).Body.GetProperty("connections")[0];
        JsonMust.Equal(
            """
            { "version": "tls13", "cipherSuite": "*", "alpn": "lab/1", "serverName": "localhost", "peerCertificate": null,
              "chainStatus": null }
            """,
            connection.GetProperty("tls")
        );

        var (client, _) = await lab.CreateAsync(
            "tcpClient",
            $$"""
            "remote": { "host": "127.0.0.1", "port": {{port}} }, "tcp": { "tls": { "enabled": true, "trustAny": true,
              "serverName": "else.where" } }
            """
        );
        var seen = (await lab.GetAsync($"/api/endpoints/{client}/connections")).Body.GetProperty("connections")[0].GetProperty("tls");
        JsonMust.Equal(
            """
            { "version": "tls13", "cipherSuite": "*", "alpn": null, "serverName": "else.where", "chainStatus": ["nameMismatch",
              "selfSigned"],
              "peerCertificate": { "subject": "CN=localhost", "issuer": "CN=localhost", "notBefore": "*", "notAfter": "*",
                "fingerprint": "*", "names": "*" } }
            """,
            seen
        );
        Assert.Equal(
            own.GetProperty("fingerprint").GetString(),
            seen.GetProperty("peerCertificate").GetProperty("fingerprint").GetString()
        );
    }

    [Fact]
    public async Task Viewer_reads_and_changes_nothing()
    {
        var rights = lab
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.RawText!.StartsWith("/api/certificates", StringComparison.Ordinal))
            .ToDictionary(
                route => $"{route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods[0]} {route.RoutePattern.RawText!.TrimEnd('/')}",
                route => route.Metadata.GetMetadata<IAuthorizeData>()?.Policy
            );
        Assert.Equal(
            new Dictionary<string, string?>
            {
                ["GET /api/certificates"] = Policies.Viewer,
                ["GET /api/certificates/{id}"] = Policies.Viewer,
                ["GET /api/certificates/{id}/file"] = Policies.Viewer,
                ["POST /api/certificates"] = Policies.Operator,
                ["DELETE /api/certificates/{id}"] = Policies.Operator,
            },
            rights
        );
        await using var guarded = new WebLab(
            null,
            ("SocketLab:Access:Mode", "token"),
            ("SocketLab:Access:OperatorToken", "operator-0123456789"),
            ("SocketLab:Access:ViewerToken", "viewer-0123456789")
        );
        (await guarded.GetAsync("/api/certificates")).MustBe(401, "tokenRequired");
        guarded.Http.DefaultRequestHeaders.Authorization = new("Bearer", "viewer-0123456789");
        Assert.Equal(200, (await guarded.GetAsync("/api/certificates")).Status);
        (await guarded.PostAsync("/api/certificates", """{ "generate": { } }""")).MustBe(403, "operatorRequired");
        (await guarded.DeleteAsync("/api/certificates/self-signed")).MustBe(403, "operatorRequired");
    }

    [Fact]
    public async Task Workspace_that_cannot_be_used_leaves_TLS_usable()
    {
        using var data = new TempFolder();
        await File.WriteAllBytesAsync(data.Database, Encoding.ASCII.GetBytes(new string('x', 20_000)), WebLab.Soon());
        await using var broken = new WebLab(data.Path);
        Assert.Equal(201, (await broken.PostAsync("/api/certificates", """{ "generate": { } }""")).Status);
        var (_, port) = await broken.CreateAsync("tcpListener", """ "tcp": { "tls": { "enabled": true } } """);
        using var peer = await Sockets.ConnectAsync(port);
        await using var tls = await HandshakeAsync(peer);
        Assert.Equal("CN=localhost", tls.RemoteCertificate!.Subject);
        Assert.Equal(2, (await broken.GetAsync("/api/certificates")).Body.GetProperty("certificates").GetArrayLength());
    }

    private static string Pfx(ECDsa key, string password)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var made = new X509.CertificateRequest("CN=uploaded", key, HashAlgorithmName.SHA256).CreateSelfSigned(now, now.AddDays(1));
        return Convert.ToBase64String(made.Export(X509ContentType.Pfx, password));
    }

    private static async Task<SslStream> HandshakeAsync(System.Net.Sockets.Socket peer, params string[] protocols)
    {
        var tls = new SslStream(new System.Net.Sockets.NetworkStream(peer));
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                ApplicationProtocols =
                    protocols.Length == 0 ? null : [.. protocols.Select(protocol => new SslApplicationProtocol(protocol))],
                RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
            },
            WebLab.Soon()
        );
        return tls;
    }
}
