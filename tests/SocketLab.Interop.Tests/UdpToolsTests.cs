using System.Text;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Interop.Tests;

/// <summary>Datagrams to and from the tools that people have.</summary>
public sealed class UdpToolsTests
{
    [Theory]
    [InlineData("nc", "-u -w 1 {0} {1}", "127.0.0.1")]
    [InlineData("nc", "-u -w 1 {0} {1}", "::1")]
    [InlineData("ncat", "-u --send-only {0} {1}", "127.0.0.1")]
    [InlineData("socat", "-u - UDP4-SENDTO:{0}:{1}", "127.0.0.1")]
    public async Task A_listener_receives_the_exact_bytes(string tool, string arguments, string address)
    {
        await using var lab = new EndpointLab();
        var listener = await lab.UdpListenerAsync(address: address);
        var all = new string([.. Enumerable.Range(0, 256).Select(value => (char)value)]);
        await Tool.RunAsync(tool, all, Fill(arguments, address, listener.Bound!.Port));
        var received = await listener.Journal.FirstAsync(entry => entry.Direction == EntryDirection.In);
        Assert.Equal(Encoding.Latin1.GetBytes(all), received.Payload.ToArray());
        Assert.Equal(address, received.Peer.Address);
    }

    [Theory]
    [InlineData("nc", "-l -u -v -n {0} {1}")]
    [InlineData("ncat", "-l -u -v -n {0} {1}")]
    public async Task A_sender_reaches_a_listening_tool_and_shows_its_answer(string name, string arguments)
    {
        var port = FreePort.Udp();
        await using var tool = Tool.Start(name, Fill(arguments, "127.0.0.1", port));
        await FreePort.TakenAsync(port, udp: true);
        await using var lab = new EndpointLab();
        var sender = await lab.StartAsync(
            new()
            {
                Kind = EndpointKind.UdpSender,
                Remote = new() { Host = "127.0.0.1", Port = port },
            }
        );
        await sender.SendAsync("question\n"u8.ToArray(), null, CancellationToken.None);
        await tool.SaysAsync("question");
        await tool.WriteAsync("answer\n");
        var answer = await sender.Journal.FirstAsync(entry => entry.Direction == EntryDirection.In);
        Assert.Equal("answer\n"u8.ToArray(), answer.Payload.ToArray());
        Assert.Equal(port, answer.Peer.Port);
    }

    [Fact]
    public async Task A_listener_answers_nc_from_its_own_port()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.UdpListenerAsync();
        await using var nc = Tool.Start("nc", "-u", "127.0.0.1", $"{listener.Bound!.Port}");
        await nc.WriteAsync("hello\n");
        var received = await listener.Journal.FirstAsync(entry => entry.Direction == EntryDirection.In);
        await listener.SendAsync(
            "welcome\n"u8.ToArray(),
            new() { Host = received.Peer.Address, Port = received.Peer.Port },
            CancellationToken.None
        );
        await nc.SaysAsync("welcome");
    }

    private static string[] Fill(string arguments, string address, int port) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, arguments, address, port).Split(' ');
}
