using System.Globalization;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tls;

namespace SocketLab.Interop.Tests;

/// <summary>TLS clients that write, close and never read: whatever they sent arrives, and they end in order.</summary>
public sealed class TlsWriteOnlyTests : IAsyncDisposable
{
    private static readonly int Clients = int.Parse(
        Environment.GetEnvironmentVariable("SOCKETLAB_TEST_TLS_CLIENTS") ?? "5",
        CultureInfo.InvariantCulture
    );

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
