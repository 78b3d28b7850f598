using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Interop.Tests;

/// <summary>TLS clients that write, close and never read: whatever they sent arrives, and they end in order.</summary>
public sealed class TlsWriteOnlyTests : IAsyncDisposable
{
    private static readonly int Clients = int.Parse(
        Environment.GetEnvironmentVariable("SOCKETLAB_TEST_TLS_CLIENTS") ?? "5",
        CultureInfo.InvariantCulture
    );

    /// <summary>Sends session tickets, and tells how much came and how it ended.</summary>
    private const string Server = """
        import socket, ssl
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain("FILE")
        listener = socket.create_server(("127.0.0.1", 0))
        print("port", listener.getsockname()[1])
        client = 0
        while True:
            s = context.wrap_socket(listener.accept()[0], server_side=True, suppress_ragged_eofs=False)
            client += 1
            count, end = 0, "in order"
            try:
                while data := s.recv(16384):
                    count += len(data)
            except OSError as error:
                end = repr(error)
            print(f"client {client}: {count} bytes, {end}")
            s.close()
        """;

    private readonly EndpointLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Theory]
    [InlineData("openssl", 10)]
    [InlineData("openssl", 200_000)]
    [InlineData("openssl", 3_000_000)]
    [InlineData("python", 10)]
    [InlineData("python", 200_000)]
    [InlineData("python", 3_000_000)]
    [InlineData("ncat", 10)]
    [InlineData("ncat", 200_000)]
    [InlineData("ncat", 3_000_000)]
    public async Task All_is_whole_and_orderly(string tool, int bytes)
    {
        var listener = await _lab.TcpListenerAsync(
            new()
            {
                HalfClosedSeconds = 0,
                Tls = new() { Enabled = true },
            }
        );
        var port = ((System.Net.IPEndPoint)listener.Bound!).Port;
        for (var client = 1; client <= Clients; client++)
        {
            await RunAsync(tool, bytes, port);
            await Eventually.HoldsAsync(listener.Journal.Changed, () => Ends(listener.Journal).Count == 1);
            var end = Ends(listener.Journal)[0].Event!;
            Assert.Equal(("peerClosed", (long)bytes), (end.Code, ((ConnectionEndedData)end.Data!).ReceivedBytes));
            listener.Journal.Clear();
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(3_000_000)]
    public async Task What_our_own_client_wrote_before_it_closed_arrives(int bytes)
    {
        var certificate = await _lab.Certificates.GenerateAsync("", new(), CancellationToken.None);
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "both.pem");
        using var key = certificate.Leaf.GetECDsaPrivateKey()!;
        await File.WriteAllTextAsync(file, certificate.PublicPem + key.ExportPkcs8PrivateKeyPem());
        await using var server = Tool.Start("python3", "-u", "-c", Server.Replace("FILE", file, StringComparison.Ordinal));
        await server.SaysAsync("port ");
        var port = int.Parse(server.Output.Split("port ")[1].Split('\n')[0], CultureInfo.InvariantCulture);
        for (var client = 1; client <= Clients; client++)
        {
            var endpoint = await _lab.StartAsync(
                new()
                {
                    Kind = EndpointKind.TcpClient,
                    Remote = new() { Host = "127.0.0.1", Port = port },
                    Tcp = new()
                    {
                        Tls = new()
                        {
                            Enabled = true,
                            TrustedCertificateId = certificate.Id,
                            ServerName = "localhost",
                        },
                    },
                }
            );
            await endpoint.SendAsync(new byte[bytes], null, CancellationToken.None);
            await _lab.Supervisor.StopAsync(endpoint.Id, CancellationToken.None);
            await server.SaysAsync($"client {client}: {bytes} bytes, in order");
        }
    }

    private static List<Entry> Ends(EntryJournal journal) =>
        [.. journal.Events(EventType.ConnectionClosed), .. journal.Events(EventType.ConnectionReset)];

    private static Task RunAsync(string tool, int bytes, int port) =>
        tool switch
        {
            "python" => Tool.PythonAsync(
                $"""
                import socket, ssl
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
                context.check_hostname = False
                context.verify_mode = ssl.CERT_NONE
                s = context.wrap_socket(socket.create_connection(("127.0.0.1", {port})))
                assert s.version() == "TLSv1.3"
                s.sendall(b"m" * {bytes})
                s.close()
                """
            ),
            "ncat" => Tool.RunAsync("sh", null, "-c", $"head -c {bytes} /dev/zero | ncat --ssl --send-only 127.0.0.1 {port}"),
            _ => Tool.RunAsync(
                "sh",
                null,
                "-c",
                $"head -c {bytes} /dev/zero | openssl s_client -connect 127.0.0.1:{port} -tls1_3 -quiet -no_ign_eof"
            ),
        };
}
