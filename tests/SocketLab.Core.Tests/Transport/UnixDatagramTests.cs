using System.Net.Sockets;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport;
using SocketLab.Core.Transport.Udp;

namespace SocketLab.Core.Tests.Transport;

/// <summary>UDP endpoints on Unix sockets.</summary>
public sealed class UnixDatagramTests : UnixSocketTests
{
    [Fact]
    public async Task Datagrams_go_both_ways_with_their_borders_and_peers()
    {
        var server = await StartAsync(EndpointKind.UdpListener, "unix:server.sock");
        var client = await StartAsync(EndpointKind.UdpSender, "unix:client.sock", "unix:server.sock");
        foreach (
            var payload in (byte[][])
                [
                    [],
                    [1],
                    Sockets.Noise(65_535),
                ]
        )
        {
            await client.SendAsync(payload, null, CancellationToken.None);
        }

        await Eventually.HoldsAsync(server.Journal.Changed, () => server.Journal.Ledger.ReceivedMessages == 3);
        var received = server.Journal.Messages(EntryDirection.In);
        Assert.Equal([0, 1, 65_535], received.Select(entry => entry.Length));
        Assert.All(received, entry => Assert.Equal(("unix:client.sock", 0), (entry.Peer.Address, entry.Peer.Port)));
        await server.SendAsync("answer"u8.ToArray(), new() { Host = received[0].Peer.Address }, CancellationToken.None);
        var answer = await client.Journal.FirstAsync(entry => entry.Direction == EntryDirection.In);
        Assert.Equal(("unix:server.sock", false), (answer.Peer.Address, answer.UnexpectedPeer));
        server.Journal.Ledger.AssertReconciles();
    }

    [Fact]
    public async Task A_sender_without_a_name_is_shown_as_such_and_a_stranger_is_marked()
    {
        var server = await StartAsync(EndpointKind.UdpListener, "unix:server.sock");
        var client = await StartAsync(EndpointKind.UdpSender, "unix:client.sock", "unix:server.sock");
        using var stranger = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        stranger.SendTo("hello"u8, SocketFlags.None, new UnixDomainSocketEndPoint(PathOf("server.sock")));
        stranger.SendTo("hello"u8, SocketFlags.None, new UnixDomainSocketEndPoint(PathOf("client.sock")));
        Assert.Equal(("unix:", 0), ((await server.Journal.FirstAsync(entry => entry.Direction == EntryDirection.In)).Peer.Address, 0));
        Assert.True((await client.Journal.FirstAsync(entry => entry.Direction == EntryDirection.In)).UnexpectedPeer);
    }

    [Fact]
    public async Task Datagrams_longer_than_asked_for_are_cut_and_their_length_is_true()
    {
        var server = await Lab.StartAsync(
            new()
            {
                Kind = EndpointKind.UdpListener,
                Local = new() { Address = "unix:server.sock" },
                Udp = new() { MaxDatagramBytes = 10 },
            }
        );
        var client = await StartAsync(EndpointKind.UdpSender, null, "unix:server.sock");
        await client.SendAsync(new byte[25], null, CancellationToken.None);
        var cut = await server.Journal.FirstAsync(entry => entry.Direction == EntryDirection.In);
        Assert.Equal((25, 10, true), (cut.Length, cut.Payload.Length, cut.Truncated));
    }

    [Fact]
    public async Task What_waits_in_the_queue_when_the_stop_comes_is_received()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems have no Unix datagram sockets.");
        using var journal = new EntryJournal(1 << 20, new JournalBudget(1 << 20), TimeProvider.System);
        using var socket = UnixSocket.New(SocketType.Dgram);
        socket.Bind(new UnixDomainSocketEndPoint(PathOf("server.sock")));
        var order = new Lock();
        using var receiver = new LinuxUdpReceiver(
            socket,
            maxDatagramBytes: 1000,
            journal,
            order,
            null,
            new UnixPeers(new UnixFolders(Folder, []))
        );
        var loop = Task.Factory.StartNew(receiver.Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        using var peer = UnixSocket.New(SocketType.Dgram);
        var to = new UnixDomainSocketEndPoint(PathOf("server.sock"));
        lock (order)
        {
            // The loop has the first one and cannot go on, so that the others are still queued at the stop.
            peer.SendTo("1"u8, SocketFlags.None, to);
            Assert.True(SpinWait.SpinUntil(() => receiver.IsWaiting, Eventually.Patience));
            peer.SendTo("2"u8, SocketFlags.None, to);
            peer.SendTo("3"u8, SocketFlags.None, to);
            receiver.Stop();
        }

        await Eventually.Ends(loop);
        Assert.Equal("123"u8.ToArray(), journal.ReadAll().Bytes(EntryDirection.In));
    }

    [Fact]
    public async Task A_peer_with_a_relative_name_is_not_taken_for_a_file_in_our_folder()
    {
        var server = await Lab.StartAsync(
            new()
            {
                Kind = EndpointKind.UdpListener,
                Local = new() { Address = "unix:server.sock" },
                Reply = [new() { Echo = true }],
            }
        );
        var name = $"{Guid.NewGuid():N}.sock";
        var ours = await StartAsync(EndpointKind.UdpListener, $"unix:{name}");
        using var peer = UnixSocket.New(SocketType.Dgram);
        peer.Bind(new UnixDomainSocketEndPoint(name));
        peer.SendTo("ping"u8, SocketFlags.None, new UnixDomainSocketEndPoint(PathOf("server.sock")));
        var skipped = await server.Journal.EventAsync(EventType.ReplySkipped);
        Assert.Equal("destinationDenied", skipped.Event!.Code);
        Assert.Equal($"unix:./{name}", Assert.Single(server.Journal.Messages(EntryDirection.In)).Peer.Address);
        var error = await Assert.ThrowsAsync<NetworkException>(() =>
            server.SendAsync("pong"u8.ToArray(), new() { Host = $"unix:./{name}" }, CancellationToken.None)
        );
        Assert.Equal(FaultCode.AccessDenied, error.Fault.Code);
        Assert.Equal(0, ours.Journal.Ledger.ReceivedMessages);
    }

    [Fact]
    public async Task Datagrams_to_nobody_and_to_the_other_family_fail_by_themselves()
    {
        var client = await StartAsync(EndpointKind.UdpSender, null, "unix:nobody.sock");
        Assert.Equal(FaultCode.ConnectionRefused, (await FailAsync(null)).Code);
        Assert.Equal(FaultCode.AddressNotAvailable, (await FailAsync(new() { Host = "127.0.0.1", Port = 9 })).Code);
        Assert.Equal(FaultCode.AccessDenied, (await FailAsync(new() { Host = "unix:/etc/lab.sock" })).Code);
        var udp = await Lab.UdpListenerAsync();
        var error = await Assert.ThrowsAsync<NetworkException>(() =>
            udp.SendAsync("x"u8.ToArray(), new() { Host = "unix:lab.sock" }, CancellationToken.None)
        );
        Assert.Equal(FaultCode.AddressNotAvailable, error.Fault.Code);

        async Task<Fault> FailAsync(RemoteAddress? to) =>
            (await Assert.ThrowsAsync<NetworkException>(() => client.SendAsync("x"u8.ToArray(), to, CancellationToken.None))).Fault;
    }
}
