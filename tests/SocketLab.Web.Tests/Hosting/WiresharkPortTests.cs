using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using SocketLab.Contracts;
using SocketLab.Core.Capture.Writing;
using SocketLab.Web.Commands;
using SocketLab.Web.Tests.Commands;
using SocketLab.Web.Tests.Support;
using SocketLab.Web.Wireshark;

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
    public async Task Where_the_settings_say_so_each_frame_is_a_packet()
    {
        var port = Sockets.QuietPort();
        await using var lab = Lab(port, ("SocketLab:Wireshark:As", "messages"), ("SocketLab:Wireshark:Per", "frame"));
        var (id, listening) = await lab.CreateAsync("tcpListener", "\"tcp\": { \"framing\": { \"mode\": \"line\" } }");
        await using var tool = Tool.Start("tshark", "-l", "-i", $"TCP@127.0.0.1:{port}", "-T", "fields", "-e", "data.data");
        using var peer = await Sockets.ConnectAsync(listening);
        foreach (var text in (string[])["fir", "st\nsecond\n"])
        {
            var before = lab.Supervisor.Get(id).Journal.Ledger.ReceivedBytes;
            peer.Send(System.Text.Encoding.ASCII.GetBytes(text));
            await lab.UntilAsync(id, e => e.Journal.Ledger.ReceivedBytes == before + text.Length);
        }

        await tool.SaysAsync("7365636f6e640a");
        Assert.Equal(
            ["66697273740a", "7365636f6e640a"],
            tool.Output.Split('\n').Where(line => line.EndsWith("0a", StringComparison.Ordinal))
        );
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
    public async Task What_somebody_looks_at_has_a_port_of_its_own()
    {
        await using var lab = Lab(Sockets.QuietPort(), ("SocketLab:Wireshark:Filter", "not text contains \"secret\""));
        var (id, listening) = await lab.CreateAsync("udpListener");
        var (_, other) = await lab.CreateAsync("udpListener");
        var choice = new WiresharkChoice(id, "len > 3 or text == \"s\"", "", CaptureForm.Packets);
        var port = await lab.Services.GetRequiredService<WiresharkCommands>().OfferAsync(Callers.Operator, choice);
        Assert.Equal(port, await lab.Services.GetRequiredService<WiresharkCommands>().OfferAsync(Callers.Operator, choice with { }));
        await using var tool = Tool.Start("tshark", "-l", "-i", $"TCP@127.0.0.1:{port}", "-T", "fields", "-e", "udp.payload");
        using var peer = Sockets.Udp();
        peer.SendTo("elsewhere", other);
        peer.SendTo("no", listening);
        peer.SendTo("a secret", listening);
        peer.SendTo("first", listening);
        await tool.SaysAsync("6669727374");
        Assert.DoesNotContain(tool.Output.Split('\n'), line => line is "656c73657768657265" or "6e6f" or "6120736563726574");
    }

    [Fact]
    public async Task The_choice_that_was_asked_for_longest_ago_loses_its_port_and_its_readers_go_on()
    {
        await using var lab = Lab(Sockets.QuietPort());
        var (id, _) = await lab.CreateAsync("udpListener");
        var commands = lab.Services.GetRequiredService<WiresharkCommands>();
        var ports = new List<int>();
        for (var i = 0; i < 16; i++)
        {
            ports.Add(await OfferAsync(i));
        }

        using var reader = await ReadingAsync(ports[1]);
        Assert.Equal(ports[0], await OfferAsync(0));
        var more = await OfferAsync(16);
        Assert.NotNull(reader);
        Assert.Null(await ReadingAsync(ports[1]));
        foreach (var kept in (int[])[ports[0], ports[2], more])
        {
            using var late = await ReadingAsync(kept);
            Assert.NotNull(late);
        }

        Assert.Equal(1, await reader.GetStream().ReadAsync(new byte[1], WebLab.Soon()));

        Task<int> OfferAsync(int length) => commands.OfferAsync(Callers.Operator, new(id, $"len > {length}", "", CaptureForm.Packets));
    }

    [Fact]
    public async Task What_the_settings_do_not_let_Wireshark_read_has_no_port()
    {
        var choice = new WiresharkChoice("", "", "", CaptureForm.Messages);
        await using (var off = new WebLab(null))
        {
            var (id, _) = await off.CreateAsync("udpListener");
            var commands = off.Services.GetRequiredService<WiresharkCommands>();
            Assert.False(commands.IsOn);
            var refused = await Assert.ThrowsAsync<InvalidRequestException>(() =>
                commands.OfferAsync(Callers.Operator, choice with { EndpointId = id })
            );
            Assert.Contains("is off", refused.Errors[0].Message, StringComparison.Ordinal);
        }

        await using var lab = Lab(Sockets.QuietPort(), ("SocketLab:Wireshark:Endpoints", "another"));
        var (left, _) = await lab.CreateAsync("udpListener");
        await Assert.ThrowsAsync<InvalidRequestException>(() =>
            lab.Services.GetRequiredService<WiresharkCommands>().OfferAsync(Callers.Operator, choice with { EndpointId = left })
        );
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
