using System.Globalization;
using System.Net;
using System.Net.Sockets;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Hosting;

/// <summary>The port from which Wireshark reads live.</summary>
public sealed class WiresharkPortTests
{
    [Fact]
    public async Task Tshark_reads_what_comes_with_no_pipe()
    {
        var port = Sockets.QuietPort();
        await using var lab = Lab(port, ("SocketLab:Wireshark:Filter", "len > 3"));
        var (_, listening) = await lab.CreateAsync("udpListener");
        await using var tool = Tool.Start("tshark", "-l", "-i", $"TCP@127.0.0.1:{port}", "-T", "fields", "-e", "udp.payload");
        using var peer = Sockets.Udp();
        foreach (var (text, hex) in ((string, string)[])[("no", ""), ("first", "6669727374"), ("second", "7365636f6e64")])
        {
            peer.SendTo(text, listening);
            await tool.SaysAsync(hex);
        }

        Assert.DoesNotContain("6e6f\n", tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_off_unless_it_is_named()
    {
        var port = Sockets.QuietPort();
        await using var lab = new WebLab(null);
        using var client = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(async () => await client.ConnectAsync(IPAddress.Loopback, port, WebLab.Soon()));
    }

    [Fact]
    public async Task Eight_read_at_once_and_one_more_when_another_has_gone()
    {
        var port = Sockets.QuietPort();
        await using var lab = Lab(port);
        await lab.CreateAsync("udpListener");
        var readers = new List<TcpClient>();
        for (var i = 0; i < 8; i++)
        {
            readers.Add(await ReadingAsync(port) ?? throw new InvalidOperationException($"Reader {i} was refused."));
        }

        Assert.Null(await ReadingAsync(port));
        readers[0].Dispose();
        await Eventually.HoldsAsync(async () =>
        {
            using var late = await ReadingAsync(port);
            return late is not null;
        });
        readers.ForEach(reader => reader.Dispose());
    }

    [Fact]
    public async Task A_server_with_readers_stops_in_time()
    {
        var port = Sockets.QuietPort();
        var lab = Lab(port);
        await lab.CreateAsync("udpListener");
        using var reader = await ReadingAsync(port);
        await Eventually.Ends(lab.DisposeAsync().AsTask());
        Assert.NotNull(reader);
    }

    private static WebLab Lab(int port, params (string, string)[] more) =>
        new(null, [("SocketLab:Wireshark:Port", port.ToString(CultureInfo.InvariantCulture)), .. more]);

    /// <summary>Connects and reads the beginning of a file; null when the connection is closed instead.</summary>
    private static async Task<TcpClient?> ReadingAsync(int port)
    {
        var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, WebLab.Soon());
            var head = new byte[4];
            await client.GetStream().ReadExactlyAsync(head, WebLab.Soon());
            Assert.Equal([0x0a, 0x0d, 0x0d, 0x0a], head);
            return client;
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            client.Dispose();
            return null;
        }
    }
}
