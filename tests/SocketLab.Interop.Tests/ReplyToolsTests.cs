using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Interop.Tests;

/// <summary>Reply rules as the tools that people have see them.</summary>
public sealed class ReplyToolsTests
{
    private static readonly ReplyRule Ping = new()
    {
        When = new() { Type = ReplyMatch.Regex, Value = "^ping (?<n>\\d+)" },
        Payload = new() { Data = @"pong ${n}\n" },
    };

    [Theory]
    [InlineData("-s")]
    [InlineData("-s -0")]
    [InlineData("-s -d x=1")]
    public async Task Curl_takes_the_http_preset_for_a_web_server(string options)
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(
            new() { Kind = EndpointKind.TcpListener, Reply = ReplyPreset.All.Single(preset => preset.Name == "HTTP 200").Rules }
        );
        var output = await Tool.RunAsync(
            "curl",
            null,
            [.. options.Split(' '), "-w", "%{http_code} %{size_download} %{exitcode}", $"http://127.0.0.1:{listener.Bound!.Port}/any"]
        );
        Assert.Equal("Hello from SocketLab\n200 21 0", output.TrimEnd().ReplaceLineEndings("\n"));
        var head = await Tool.RunAsync("curl", null, "-s", "-I", $"http://127.0.0.1:{listener.Bound.Port}/");
        Assert.StartsWith("HTTP/1.1 200 OK", head, StringComparison.Ordinal);
        Assert.Equal([1, 1], listener.Statistics.ReplyHits);
    }

    [Fact]
    public async Task Nc_is_answered_line_by_line()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(
            new()
            {
                Kind = EndpointKind.TcpListener,
                Reply = [Ping, new() { Echo = true }],
                Tcp = new() { Framing = new() { Mode = FramingMode.Line } },
            }
        );
        await using var nc = Tool.Start("nc", "127.0.0.1", $"{listener.Bound!.Port}");
        await nc.WriteAsync("ping 1\nping 2\r\nechoed\n");
        await nc.SaysAsync("pong 1");
        await nc.SaysAsync("pong 2");
        await nc.SaysAsync("echoed");
        Assert.Equal([2, 1], listener.Statistics.ReplyHits);
    }

    [Fact]
    public async Task Nc_is_answered_over_udp()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(new() { Kind = EndpointKind.UdpListener, Reply = [Ping] });
        await using var nc = Tool.Start("nc", "-u", "127.0.0.1", $"{listener.Bound!.Port}");
        await nc.WriteAsync("ping 42\n");
        await listener.Journal.FirstAsync(entry => entry.Direction == EntryDirection.In);
        await listener.Journal.FirstAsync(entry => entry.Direction == EntryDirection.Out);
        await nc.SaysAsync("pong 42");
    }

    [Fact]
    public async Task A_client_answers_socat_that_listens()
    {
        var port = FreePort.Tcp();
        await using var socat = Tool.Start("socat", "-", $"TCP4-LISTEN:{port},bind=127.0.0.1");
        await FreePort.TakenAsync(port, udp: false);
        await using var lab = new EndpointLab();
        await lab.StartAsync(EndpointLab.TcpClient(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, port)) with { Reply = [Ping] });
        await socat.WriteAsync("ping 7\n");
        await socat.SaysAsync("pong 7");
    }

    [Fact]
    public async Task Python_gets_every_byte_of_an_echo_back()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(new() { Kind = EndpointKind.TcpListener, Reply = [new() { Echo = true }] });
        var output = await Tool.PythonAsync(
            $"""
            import os, socket
            data = os.urandom(1 << 20)
            s = socket.create_connection(("127.0.0.1", {listener.Bound!.Port}))
            got = b""
            for i in range(0, len(data), 8192):
                s.sendall(data[i:i + 8192])
                while len(got) < i + 8192:
                    got += s.recv(65536)
            print("same" if got == data else "different")
            """
        );
        Assert.Contains("same", output, StringComparison.Ordinal);
        listener.Journal.Ledger.AssertReconciles();
    }
}
