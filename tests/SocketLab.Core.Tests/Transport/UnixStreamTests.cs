using System.Net.Sockets;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport;

namespace SocketLab.Core.Tests.Transport;

/// <summary>TCP endpoints on Unix sockets.</summary>
public sealed class UnixStreamTests : UnixSocketTests
{
    [Fact]
    public async Task Streams_go_both_ways()
    {
        var server = await StartAsync(EndpointKind.TcpListener, "unix:lab.sock");
        var client = await StartAsync(EndpointKind.TcpClient, null, "unix:lab.sock");
        Assert.Equal("unix:lab.sock", server.Status.Bound!.ToString());
        Assert.True(
            OperatingSystem.IsWindows() || File.GetUnixFileMode(PathOf("lab.sock")) == (UnixFileMode.UserRead | UnixFileMode.UserWrite)
        );
        var payload = Sockets.Noise(1_000_000);
        var receipt = await client.SendAsync(payload, null, CancellationToken.None);
        Assert.Equal("unix:lab.sock", receipt.Remote!.ToString());
        await Eventually.HoldsAsync(server.Journal.Changed, () => server.Journal.Ledger.ReceivedBytes == payload.Length);
        Assert.Equal(payload, server.Journal.ReadAll().Bytes(EntryDirection.In));
        await server.SendAsync("answer"u8.ToArray(), null, CancellationToken.None);
        var answer = await client.Journal.FirstAsync(entry => entry.Direction == EntryDirection.In);
        Assert.Equal("unix:lab.sock", answer.Peer.Address);

        var accepted = Assert.Single(server.Connections.List());
        Assert.Equal(("unix:", "unix:lab.sock"), (accepted.Peer.Address, accepted.Local.Address));
        await Lab.Supervisor.StopAsync(client.Id, CancellationToken.None);
        await Eventually.Ends(accepted.Completion);
        Assert.Equal(CloseReason.PeerClosed, accepted.CloseReason);
        Assert.Equal("Connected to unix:lab.sock", Assert.Single(client.Journal.Events(EventType.ConnectionOpened)).Event!.Message);
    }

    [Theory]
    [InlineData(EndpointKind.UdpListener, EndpointKind.UdpSender, "unix:client.sock")]
    [InlineData(EndpointKind.TcpListener, EndpointKind.TcpClient, null)]
    public async Task Rules_answer(EndpointKind listens, EndpointKind sends, string? local)
    {
        await Lab.StartAsync(
            new()
            {
                Kind = listens,
                Local = new() { Address = "unix:server.sock" },
                Reply = [new() { Echo = true }],
            }
        );
        var client = await StartAsync(sends, local, "unix:server.sock");
        await client.SendAsync("ping"u8.ToArray(), null, CancellationToken.None);
        var answer = await client.Journal.FirstAsync(entry => entry.Direction == EntryDirection.In);
        Assert.Equal(("unix:server.sock", false), (answer.Peer.Address, answer.UnexpectedPeer));
        Assert.Equal("ping"u8.ToArray(), answer.Payload.ToArray());
    }

    [Fact]
    public async Task Connections_take_options_and_have_no_tcp_info()
    {
        var server = await StartAsync(EndpointKind.TcpListener, "unix:lab.sock");
        await StartAsync(EndpointKind.TcpClient, null, "unix:lab.sock");
        await Eventually.HoldsAsync(server.Journal.Changed, () => server.Connections.Open == 1);
        var connection = Assert.Single(server.Connections.ListOpen());
        connection.Change(connection.Options with { SendTimeoutSeconds = 5, LingerSeconds = 1 });
        Assert.Equal((5, (int?)1), (connection.Options.SendTimeoutSeconds, connection.Options.LingerSeconds));
        Assert.Null(connection.ReadTcpInfo());
        await Eventually.Ends(connection.Close());
    }

    [Fact]
    public async Task A_connection_that_was_broken_off_is_told_without_words_of_TCP()
    {
        var server = await StartAsync(EndpointKind.TcpListener, "unix:lab.sock");
        await StartAsync(EndpointKind.TcpClient, null, "unix:lab.sock");
        await Eventually.HoldsAsync(server.Journal.Changed, () => server.Connections.Open == 1);
        await Eventually.Ends(server.Connections.ListOpen()[0].Reset());
        Assert.DoesNotContain("RST", (await server.Journal.EventAsync(EventType.ConnectionReset)).Event!.Message, StringComparison.Ordinal);
        server.Journal.Clear();

        using var peer = UnixSocket.New(SocketType.Stream);
        await peer.ConnectAsync(new UnixDomainSocketEndPoint(PathOf("lab.sock")));
        await Eventually.HoldsAsync(server.Journal.Changed, () => server.Connections.Open == 1);
        await server.SendAsync("never read"u8.ToArray(), null, CancellationToken.None);
        peer.Dispose();
        var end = (await server.Journal.EventAsync(EventType.ConnectionReset)).Event!;
        Assert.Equal("peerReset", end.Code);
        Assert.DoesNotContain("RST", end.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("RST", SocketFaults.Reset("unix:lab.sock").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_peer_that_does_not_read_holds_nobody_up()
    {
        using var deaf = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        deaf.Bind(new UnixDomainSocketEndPoint(PathOf("deaf.sock")));
        var client = await StartAsync(EndpointKind.UdpSender, null, "unix:deaf.sock");
        var error = await Eventually.Ends(
            Assert.ThrowsAsync<NetworkException>(async () =>
            {
                for (var i = 0; i < 100_000; i++)
                {
                    await client.SendAsync(new byte[1000], null, CancellationToken.None);
                }
            })
        );
        Assert.Equal(FaultCode.TimedOut, error.Fault.Code);
        Assert.Equal(EndpointState.Running, client.State);
    }
}
