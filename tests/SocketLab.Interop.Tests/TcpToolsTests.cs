using System.Text;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tcp;

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
        await using var lab = new Lab();
        var listener = await lab.TcpListenerAsync(address: address);
        await Tool.RunAsync(tool, AllBytes, Fill(arguments, address, listener.Bound!.Port));
        await listener.Journal.EventAsync(EventType.ConnectionClosed);
        Assert.Equal(Encoding.Latin1.GetBytes(AllBytes), listener.Journal.ReadAll().Bytes(EntryDirection.In));
        Assert.Equal([EventType.Started, EventType.ConnectionOpened, EventType.PeerHalfClosed, EventType.ConnectionClosed], listener.Journal.EventTypes());
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
        await using var lab = new Lab();
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
        await using var lab = new Lab();
        var listener = await lab.TcpListenerAsync();
        await using var first = Tool.Start("nc", "127.0.0.1", $"{listener.Bound!.Port}");
        await using var second = Tool.Start("nc", "127.0.0.1", $"{listener.Bound!.Port}");
        await first.WriteAsync("first\n");
        await second.WriteAsync("second\n");
        foreach (var (tool, name) in ((Tool, string)[])[(first, "first"), (second, "second")])
        {
            var said = await listener.Journal.FirstAsync(entry => entry.Payload.Span.SequenceEqual(Encoding.ASCII.GetBytes(name + "\n")));
            await listener.Connections.Find(said.ConnectionId)!.SendAsync(Encoding.ASCII.GetBytes($"hello {name}\n"), CancellationToken.None);
            await tool.SaysAsync($"hello {name}");
        }

        Assert.DoesNotContain("second", first.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Python_sees_our_reset_as_a_reset()
    {
        await using var lab = new Lab();
        var listener = await lab.TcpListenerAsync();
        await using var python = Tool.Start("python3", "-u", "-c", $"""
            import socket
            s = socket.create_connection(("127.0.0.1", {listener.Bound!.Port}))
            try:
                s.recv(1)
                print("end of stream")
            except ConnectionResetError:
                print("reset")
            """);
        var opened = await listener.Journal.EventAsync(EventType.ConnectionOpened);
        await listener.Connections.Find(opened.ConnectionId)!.Reset();
        await python.SaysAsync("reset");
        Assert.Single(listener.Journal.Events(EventType.ConnectionReset));
    }

    [Fact]
    public async Task A_reset_by_python_is_named_as_the_peers()
    {
        await using var lab = new Lab();
        var listener = await lab.TcpListenerAsync();
        await Tool.PythonAsync($"""
            import socket, struct
            s = socket.create_connection(("127.0.0.1", {listener.Bound!.Port}))
            s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            s.close()
            """);
        await listener.Journal.EventAsync(EventType.ConnectionReset);
        Assert.Equal(CloseReason.PeerReset, listener.Connections.List()[0].CloseReason);
    }

    [Fact]
    public async Task A_half_closed_python_still_hears_us()
    {
        await using var lab = new Lab();
        var listener = await lab.TcpListenerAsync(new() { HalfClosedSeconds = 60 });
        await using var python = Tool.Start("python3", "-u", "-c", $"""
            import socket
            s = socket.create_connection(("127.0.0.1", {listener.Bound!.Port}))
            s.shutdown(socket.SHUT_WR)
            print("heard", s.recv(100))
            """);
        var half = await listener.Journal.EventAsync(EventType.PeerHalfClosed);
        await listener.Connections.Find(half.ConnectionId)!.SendAsync("after your FIN"u8.ToArray(), CancellationToken.None);
        await python.SaysAsync("heard b'after your FIN'");
    }

    private static string[] Fill(string arguments, string address, int port) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, arguments, address, port).Split(' ');
}
