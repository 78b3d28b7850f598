using System.Text;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport;
using SocketLab.Core.Transport.Tls;

namespace SocketLab.Interop.Tests;

/// <summary>TLS with the tools that people have, in both roles.</summary>
public sealed class TlsToolsTests : IAsyncLifetime
{
    private static readonly byte[] AllBytes = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

    private readonly EndpointLab _lab = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("socketlab-tls-");
    private TlsCertificate _certificate = null!;

    private string Certificate => Path.Combine(_folder.FullName, "certificate.pem");

    private string Key => Path.Combine(_folder.FullName, "key.pem");

    public async ValueTask InitializeAsync()
    {
        _certificate = await _lab.Certificates.GenerateAsync("", new() { KeyType = CertificateKeyType.Rsa2048 }, CancellationToken.None);
        await File.WriteAllTextAsync(Certificate, _certificate.PublicPem);
        using var rsa = System.Security.Cryptography.X509Certificates.RSACertificateExtensions.GetRSAPrivateKey(_certificate.Leaf)!;
        await File.WriteAllTextAsync(Key, rsa.ExportPkcs8PrivateKeyPem());
    }

    public async ValueTask DisposeAsync()
    {
        await _lab.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("-tls1_2", "tls12")]
    [InlineData("-tls1_3", "tls13")]
    public async Task OpenSSL_connects_checks_us_and_talks(string version, string expected)
    {
        var listener = await ListenAsync(new() { Alpn = ["lab/1"] });
        await using var openssl = Tool.Start(
            "openssl",
            "s_client",
            "-connect",
            $"127.0.0.1:{listener.Bound!.Port}",
            "-servername",
            "localhost",
            "-CAfile",
            Certificate,
            "-verify_return_error",
            "-verify_hostname",
            "localhost",
            "-alpn",
            "lab/1",
            "-quiet",
            "-no_ign_eof",
            version
        );
        await openssl.WriteAsync("from openssl\n");
        var said = await listener.Journal.FirstAsync(e => e.Direction == EntryDirection.In);
        Assert.Equal("from openssl\n"u8.ToArray(), said.Payload.ToArray());
        await listener.SendAsync("from socketlab\n"u8.ToArray(), null, CancellationToken.None);
        await openssl.SaysAsync("from socketlab");
        var data = (await listener.Journal.EventAsync(EventType.TlsEstablished)).Data<TlsEstablishedData>();
        Assert.Equal((expected, "lab/1", "localhost"), (data.Version, data.Alpn, data.ServerName));
        openssl.CloseInput();
        await listener.Journal.EventAsync(EventType.ConnectionClosed);
        Assert.True((await listener.Journal.EventAsync(EventType.PeerHalfClosed)).Data<PeerHalfClosedData>().CloseNotify);
    }

    [Theory]
    [InlineData("-tls1_1", "no version of TLS suits both sides")]
    [InlineData("-tls1_2 -cipher ECDHE-ECDSA-AES128-GCM-SHA256", "no cipher suite suits both sides")]
    [InlineData("-alpn other", "no application protocol (ALPN) suits both sides")]
    [InlineData("-verify_return_error -verify 1", "the peer refused our certificate")]
    public async Task A_refusal_by_or_of_OpenSSL_is_explained(string arguments, string sentence)
    {
        var listener = await ListenAsync(new() { Alpn = ["lab/1"] });
        await using var openssl = Tool.Start(
            "openssl",
            [
                "s_client",
                "-connect",
                $"127.0.0.1:{listener.Bound!.Port}",
                .. arguments.Split(' '),
                .. arguments.Contains("tls1_1", StringComparison.Ordinal) ? ["-cipher", "DEFAULT@SECLEVEL=0"] : Array.Empty<string>(),
            ]
        );
        var failed = await listener.Journal.EventAsync(EventType.TlsHandshakeFailed);
        Assert.Contains(sentence, failed.Event!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("-Verify 1 -verify_return_error", "client certificate")]
    [InlineData("-tls1_2 -Verify 1 -verify_return_error", "client certificate")]
    [InlineData("-tls1_1 -cipher DEFAULT@SECLEVEL=0", "no version of TLS suits both sides")]
    public async Task We_connect_to_OpenSSL(string arguments, string? sentence)
    {
        var port = FreePort.Tcp();
        await using var openssl = Tool.Start(
            "openssl",
            [
                "s_server",
                "-accept",
                $"127.0.0.1:{port}",
                "-cert",
                Certificate,
                "-key",
                Key,
                "-quiet",
                .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            ]
        );
        await FreePort.TakenAsync(port, udp: false);
        var client = await _lab.Supervisor.CreateAsync(
            Client(port, new() { TrustedCertificateId = _certificate.Id, ServerName = "localhost" }),
            start: true,
            CancellationToken.None
        );
        if (sentence is null)
        {
            Assert.Null(client.Fault);
            await client.SendAsync("to openssl\n"u8.ToArray(), null, CancellationToken.None);
            await openssl.SaysAsync("to openssl");
            await openssl.WriteAsync("answer\n");
            Assert.Equal(
                "answer\n"u8.ToArray(),
                (await client.Journal.FirstAsync(e => e.Direction == EntryDirection.In)).Payload.ToArray()
            );
            return;
        }

        var failed = await client.Journal.EventAsync(EventType.TlsHandshakeFailed);
        Assert.Contains(sentence, failed.Event!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("openssl", "s_client", "-connect", "{0}", "-quiet", "-no_ign_eof")]
    [InlineData("ncat", "--ssl", "127.0.0.1", "{1}")]
    [InlineData("socat", "-", "OPENSSL:{0},verify=0")]
    public async Task A_client_is_answered_by_rule_line_by_line(string tool, params string[] arguments)
    {
        var listener = await _lab.StartAsync(
            new()
            {
                Kind = EndpointKind.TcpListener,
                Reply =
                [
                    new()
                    {
                        When = new() { Type = ReplyMatch.Regex, Value = "^ping (\\d+)$" },
                        Payload = new() { Data = @"pong $1\n" },
                    },
                ],
                Tcp = new()
                {
                    Framing = new() { Mode = FramingMode.Line },
                    Tls = new() { Enabled = true, CertificateId = _certificate.Id },
                },
            }
        );
        await using var client = Tool.Start(
            tool,
            [
                .. arguments.Select(argument =>
                    argument
                        .Replace("{0}", $"127.0.0.1:{listener.Bound!.Port}", StringComparison.Ordinal)
                        .Replace("{1}", $"{listener.Bound.Port}", StringComparison.Ordinal)
                ),
            ]
        );
        await client.WriteAsync("ping 1\nping 2\n");
        await client.SaysAsync("pong 1");
        await client.SaysAsync("pong 2");
        await client.WriteAsync("ping 3\n");
        await client.SaysAsync("pong 3");
        Assert.Equal([3], listener.Statistics.ReplyHits);
    }

    [Fact]
    public async Task A_job_reaches_OpenSSL_whole()
    {
        const int count = 2000;
        var listener = await ListenAsync(new());
        await using var openssl = Tool.Start(
            "openssl",
            "s_client",
            "-connect",
            $"127.0.0.1:{listener.Bound!.Port}",
            "-quiet",
            "-no_ign_eof"
        );
        await listener.Journal.EventAsync(EventType.TlsEstablished);
        var job = await listener.StartJobAsync(
            new FixedPayload("tick tock\n"u8.ToArray()),
            new() { Count = count },
            null,
            CancellationToken.None
        );
        await job.Completion;
        Assert.Equal((JobState.Completed, count, 0), (job.State, job.Progress.Sent, job.Progress.Failed));
        await listener.SendAsync("that was all\n"u8.ToArray(), null, CancellationToken.None);
        await openssl.SaysAsync("that was all");
        Assert.Equal(count, openssl.Output.Split('\n').Count(line => line == "tick tock"));
    }

    [Fact]
    public async Task Ncat_connects_and_its_bytes_are_exact()
    {
        var listener = await ListenAsync(new());
        await Tool.RunAsync("ncat", Encoding.Latin1.GetString(AllBytes), "--ssl", "--send-only", "127.0.0.1", $"{listener.Bound!.Port}");

        // It does not read the session tickets of TLS 1.3, so the system resets the connection when it ends.
        await listener.Journal.FirstAsync(e => e.Event?.Type is EventType.ConnectionClosed or EventType.ConnectionReset);
        Assert.Equal(AllBytes, listener.Journal.ReadAll().Bytes(EntryDirection.In));
    }

    [Fact]
    public async Task We_connect_to_ncat()
    {
        var port = FreePort.Tcp();
        await using var ncat = Tool.Start("ncat", "--ssl", "--ssl-cert", Certificate, "--ssl-key", Key, "-l", "-n", "127.0.0.1", $"{port}");
        await FreePort.TakenAsync(port, udp: false);
        var client = await _lab.StartAsync(Client(port, new() { TrustedCertificateId = _certificate.Id }));
        await client.SendAsync("question\n"u8.ToArray(), null, CancellationToken.None);
        await ncat.SaysAsync("question");
        await ncat.WriteAsync("answer\n");
        Assert.Equal("answer\n"u8.ToArray(), (await client.Journal.FirstAsync(e => e.Direction == EntryDirection.In)).Payload.ToArray());
    }

    [Fact]
    public async Task Curl_gets_an_answer_over_https_and_its_plain_request_is_named()
    {
        var listener = await ListenAsync(new() { Alpn = ["http/1.1"] });
        await using var curl = Tool.Start("curl", "-sk", "--http1.1", "--noproxy", "*", $"https://localhost:{listener.Bound!.Port}/path");
        var request = await listener.Journal.FirstAsync(e => e.Direction == EntryDirection.In);
        Assert.StartsWith("GET /path HTTP/1.1\r\n", Encoding.ASCII.GetString(request.Payload.Span), StringComparison.Ordinal);
        await listener.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello\n"u8.ToArray(), null, CancellationToken.None);
        Assert.Equal(0, await curl.EndAsync());
        Assert.Contains("hello", curl.Output, StringComparison.Ordinal);

        await using var plain = Tool.Start("curl", "-s", "--noproxy", "*", $"http://127.0.0.1:{listener.Bound.Port}/");
        var failed = await listener.Journal.EventAsync(EventType.TlsHandshakeFailed);
        Assert.Contains("does not speak TLS but plain HTTP", failed.Event!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Python_shows_a_client_certificate_and_closes_with_close_notify()
    {
        var listener = await ListenAsync(
            new() { RequireClientCertificate = ClientCertificateMode.Require, TrustedCertificateId = _certificate.Id }
        );
        await using var python = Tool.Start(
            "python3",
            "-u",
            "-c",
            $"""
            import socket, ssl
            context = ssl.create_default_context(cafile={Quote(Certificate)})
            context.load_cert_chain({Quote(Certificate)}, {Quote(Key)})
            s = context.wrap_socket(socket.create_connection(("127.0.0.1", {listener.Bound!.Port})), server_hostname="localhost")
            s.sendall(bytes(range(256)))
            print("heard", s.recv(100))
            s.unwrap()
            print("closed in order")
            """
        );
        await listener.Journal.FirstAsync(e => e.Direction == EntryDirection.In);
        await listener.SendAsync("hello"u8.ToArray(), null, CancellationToken.None);
        await python.SaysAsync("heard b'hello'");
        await python.SaysAsync("closed in order");
        await listener.Journal.EventAsync(EventType.ConnectionClosed);
        Assert.Equal(AllBytes, listener.Journal.ReadAll().Bytes(EntryDirection.In));
        Assert.Equal("CN=localhost", listener.Connections.List()[0].Tls!.PeerCertificate!.Subject);
    }

    private static string Quote(string path) => $"'{path}'";

    private static EndpointDefinition Client(int port, TlsOptions tls) =>
        new()
        {
            Kind = EndpointKind.TcpClient,
            Remote = new() { Host = "127.0.0.1", Port = port },
            Tcp = new() { Tls = tls with { Enabled = true } },
        };

    private Task<Endpoint> ListenAsync(TlsOptions tls) =>
        _lab.TcpListenerAsync(new() { HalfClosedSeconds = 0, Tls = tls with { Enabled = true, CertificateId = _certificate.Id } });
}
