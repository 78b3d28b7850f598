using System.Text;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Interop.Tests;

/// <summary>Streams to and from the tools that people have, with the ends of connections as they happened.</summary>
public sealed class TcpToolsTests
{
    private static readonly string AllBytes = new([.. Enumerable.Range(0, 256).Select(value => (char)value)]);

    [Theory]
    [InlineData("nc", "-N {0} {1}", "127.0.0.1")]
    [InlineData("nc", "-N {0} {1}", "::1")]
    [InlineData("ncat", "--send-only {0} {1}", "127.0.0.1")]
    [InlineData("socat", "-u - TCP4:{0}:{1}", "127.0.0.1")]
    public async Task A_listener_receives_the_exact_bytes_and_the_end(string tool, string arguments, string address)
    {
        await using var lab = new EndpointLab();
        var listener = await lab.TcpListenerAsync(address: address);
        await Tool.RunAsync(tool, AllBytes, Fill(arguments, address, listener.Bound!.Port));
        await listener.Journal.EventAsync(EventType.ConnectionClosed);
        Assert.Equal(Encoding.Latin1.GetBytes(AllBytes), listener.Journal.ReadAll().Bytes(EntryDirection.In));
        Assert.Equal(
            [EventType.Started, EventType.ConnectionOpened, EventType.PeerHalfClosed, EventType.ConnectionClosed],
            listener.Journal.EventTypes()
        );
        Assert.Equal(CloseReason.PeerClosed, listener.Connections.List()[0].CloseReason);
    }

    [Theory]
    [InlineData("nc", "-l -n {0} {1}")]
    [InlineData("ncat", "-l -n {0} {1}")]
    [InlineData("socat", "- TCP4-LISTEN:{1},bind={0}")]
    public async Task A_client_talks_to_a_listening_tool(string name, string arguments)
    {
        var port = FreePort.Tcp();
        await using var tool = Tool.Start(name, Fill(arguments, "127.0.0.1", port));
        await FreePort.TakenAsync(port, udp: false);
        await using var lab = new EndpointLab();
        var client = await lab.TcpClientAsync(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, port));
        await client.SendAsync("question\n"u8.ToArray(), null, CancellationToken.None);
        await tool.SaysAsync("question");
        await tool.WriteAsync("answer\n");
        var answer = await client.Journal.FirstAsync(entry => entry.Direction == EntryDirection.In);
        Assert.Equal("answer\n"u8.ToArray(), answer.Payload.ToArray());
    }

    [Fact]
    public async Task Several_nc_talk_at_once_and_each_is_answered_on_its_own_connection()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.TcpListenerAsync();
        await using var first = Tool.Start("nc", "127.0.0.1", $"{listener.Bound!.Port}");
        await using var second = Tool.Start("nc", "127.0.0.1", $"{listener.Bound!.Port}");
        await first.WriteAsync("first\n");
        await second.WriteAsync("second\n");
        foreach (var (tool, name) in ((Tool, string)[])[(first, "first"), (second, "second")])
        {
            var said = await listener.Journal.FirstAsync(entry => entry.Payload.Span.SequenceEqual(Encoding.ASCII.GetBytes(name + "\n")));
            await listener
                .Connections.Find(said.ConnectionId)!
                .SendAsync(Encoding.ASCII.GetBytes($"hello {name}\n"), CancellationToken.None);
            await tool.SaysAsync($"hello {name}");
        }

        Assert.DoesNotContain("second", first.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Python_sees_our_reset_as_a_reset()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.TcpListenerAsync();
        await using var python = Tool.Start(
            "python3",
            "-u",
            "-c",
            $"""
            import socket
            s = socket.create_connection(("127.0.0.1", {listener.Bound!.Port}))
            try:
                s.recv(1)
                print("end of stream")
            except ConnectionResetError:
                print("reset")
            """
        );
        var opened = await listener.Journal.EventAsync(EventType.ConnectionOpened);
        await listener.Connections.Find(opened.ConnectionId)!.Reset();
        await python.SaysAsync("reset");
        Assert.Single(listener.Journal.Events(EventType.ConnectionReset));
    }

    [Fact]
    public async Task A_reset_by_python_is_named_as_the_peers()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.TcpListenerAsync();
        await Tool.PythonAsync(
            $"""
            import socket, struct
            s = socket.create_connection(("127.0.0.1", {listener.Bound!.Port}))
            s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            s.close()
            """
        );
        await listener.Journal.EventAsync(EventType.ConnectionReset);
        Assert.Equal(CloseReason.PeerReset, listener.Connections.List()[0].CloseReason);
    }

    [Fact]
    public async Task A_half_closed_python_still_hears_us()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.TcpListenerAsync(new() { HalfClosedSeconds = 60 });
        await using var python = Tool.Start(
            "python3",
            "-u",
            "-c",
            $"""
            import socket
            s = socket.create_connection(("127.0.0.1", {listener.Bound!.Port}))
            s.shutdown(socket.SHUT_WR)
            print("heard", s.recv(100))
            """
        );
        var half = await listener.Journal.EventAsync(EventType.PeerHalfClosed);
        await listener.Connections.Find(half.ConnectionId)!.SendAsync("after your FIN"u8.ToArray(), CancellationToken.None);
        await python.SaysAsync("heard b'after your FIN'");
    }

    [Fact]
    public async Task Python_sees_a_close_with_linger_0_as_a_reset_and_one_without_as_the_end()
    {
        await using var lab = new EndpointLab();
        foreach (var (linger, seen) in ((int?, string)[])[(0, "reset"), (null, "end of stream"), (30, "end of stream")])
        {
            var listener = await lab.TcpListenerAsync(new() { LingerSeconds = linger });
            await using var python = Tool.Start(
                "python3",
                "-u",
                "-c",
                $"""
                import socket
                s = socket.create_connection(("127.0.0.1", {listener.Bound!.Port}))
                try:
                    print("end of stream" if s.recv(1) == b"" else "data")
                except ConnectionResetError:
                    print("reset")
                """
            );
            var opened = await listener.Journal.EventAsync(EventType.ConnectionOpened);
            await listener.Connections.Find(opened.ConnectionId)!.Close();
            await python.SaysAsync(seen);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_half_closed_socat_still_hears_us_and_is_still_heard(bool weListen)
    {
        await using var lab = new EndpointLab();
        var options = new Core.Definitions.TcpOptions { HalfClosedSeconds = 60 };
        var (endpoint, socat) = weListen ? await ListenAsync(lab, options) : await ConnectAsync(lab, options);
        await using var _ = socat;
        var connection = endpoint.Connections.ListOpen().Single();

        // Its input ends: it sends FIN, and goes on reading for a minute (-t).
        socat.CloseInput();
        await endpoint.Journal.EventAsync(EventType.PeerHalfClosed);
        await connection.SendAsync("after your FIN\n"u8.ToArray(), CancellationToken.None);
        await socat.SaysAsync("after your FIN");
        connection.ShutdownSend();
        Assert.Equal(0, await socat.EndAsync());
        await endpoint.Journal.EventAsync(EventType.ConnectionClosed);
        Assert.Equal(CloseReason.PeerClosed, connection.CloseReason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Socat_is_still_heard_after_our_half_close(bool weListen)
    {
        await using var lab = new EndpointLab();
        var (endpoint, socat) = weListen ? await ListenAsync(lab, new()) : await ConnectAsync(lab, new());
        await using var _ = socat;
        var connection = endpoint.Connections.ListOpen().Single();
        connection.ShutdownSend();
        await socat.WriteAsync("after your FIN\n");
        var heard = await endpoint.Journal.FirstAsync(entry => entry.Direction == EntryDirection.In);
        Assert.Equal("after your FIN\n"u8.ToArray(), heard.Payload.ToArray());
        Assert.Equal(ConnectionState.HalfClosed, connection.State);
        socat.CloseInput();
        await endpoint.Journal.EventAsync(EventType.ConnectionClosed);
        Assert.Equal(CloseReason.Closed, connection.CloseReason);
    }

    /// <summary>The same kernel, read by two programs.</summary>
    [Fact]
    public async Task Our_TCP_INFO_is_what_ss_says()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.TcpListenerAsync();
        await using var nc = Tool.Start("nc", "127.0.0.1", $"{listener.Bound!.Port}");
        await nc.WriteAsync("question\n");
        await listener.Journal.FirstAsync(entry => entry.Direction == EntryDirection.In);
        var connection = listener.Connections.ListOpen().Single();
        await connection.SendAsync("a longer answer\n"u8.ToArray(), CancellationToken.None);
        await nc.SaysAsync("a longer answer");
        await Eventually.HoldsAsync(() => connection.ReadTcpInfo()!.UnackedSegments == 0);

        var told = await Tool.RunAsync("ss", null, "-Htin", "state", "established", "sport", "=", $":{listener.Bound.Port}");
        var info = connection.ReadTcpInfo()!;
        var words = told.Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries);
        foreach (
            var expected in (string[])
                [
                    $"mss:{info.MssBytes}",
                    $"cwnd:{info.CwndSegments}",
                    $"bytes_sent:{info.BytesSent}",
                    $"bytes_acked:{info.BytesAcked}",
                    $"bytes_received:{info.BytesReceived}",
                    $"segs_out:{info.SegmentsOut}",
                    $"segs_in:{info.SegmentsIn}",
                ]
        )
        {
            Assert.Contains(expected, words);
        }

        var minRtt = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"minrtt:{info.MinRttMicroseconds / 1000.0:0.###}");
        Assert.Contains(minRtt, words);
    }

    private static async Task<(Core.Endpoints.Endpoint Endpoint, Tool Socat)> ListenAsync(
        EndpointLab lab,
        Core.Definitions.TcpOptions options
    )
    {
        var listener = await lab.TcpListenerAsync(options);
        var socat = Tool.Start("socat", "-t", "60", "-", $"TCP4:127.0.0.1:{listener.Bound!.Port}");
        await listener.Journal.EventAsync(EventType.ConnectionOpened);
        return (listener, socat);
    }

    private static async Task<(Core.Endpoints.Endpoint Endpoint, Tool Socat)> ConnectAsync(
        EndpointLab lab,
        Core.Definitions.TcpOptions options
    )
    {
        var port = FreePort.Tcp();
        var socat = Tool.Start("socat", "-t", "60", "-", $"TCP4-LISTEN:{port},bind=127.0.0.1");
        await FreePort.TakenAsync(port, udp: false);
        return (await lab.TcpClientAsync(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, port), options), socat);
    }

    private static string[] Fill(string arguments, string address, int port) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, arguments, address, port).Split(' ');
}
