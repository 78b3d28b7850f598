using System.Net.Sockets;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport;
using SocketLab.Core.Transport.Udp;

namespace SocketLab.Core.Tests.Transport;

public sealed class UnixSocketTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lab").FullName;
    private readonly EndpointLab _lab;

    public UnixSocketTests() => _lab = new EndpointLab(destinations: new([], []) { UnixSockets = new UnixFolders(_folder, []) });

    public async ValueTask DisposeAsync()
    {
        await _lab.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

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
        await _lab.Supervisor.StopAsync(client.Id, CancellationToken.None);
        await Eventually.Ends(accepted.Completion);
        Assert.Equal(CloseReason.PeerClosed, accepted.CloseReason);
        Assert.Equal("Connected to unix:lab.sock", Assert.Single(client.Journal.Events(EventType.ConnectionOpened)).Event!.Message);
    }

    [Theory]
    [InlineData(EndpointKind.TcpListener)]
    [InlineData(EndpointKind.UdpListener)]
    public async Task The_file_goes_with_the_endpoint(EndpointKind kind)
    {
        var endpoint = await StartAsync(kind, "unix:lab.sock");
        Assert.True(File.Exists(PathOf("lab.sock")));
        await _lab.Supervisor.StopAsync(endpoint.Id, CancellationToken.None);
        Assert.False(File.Exists(PathOf("lab.sock")));
        await _lab.Supervisor.StartAsync(endpoint.Id, CancellationToken.None);
        Assert.Equal(EndpointState.Running, endpoint.State);
    }

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
        var server = await _lab.StartAsync(
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
            new UnixPeers(new UnixFolders(_folder, []))
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
    public async Task A_job_waits_for_room_and_loses_nothing()
    {
        const int count = 5_000;
        var server = await StartAsync(EndpointKind.UdpListener, "unix:server.sock");
        var client = await StartAsync(EndpointKind.UdpSender, null, "unix:server.sock");
        var job = await client.StartJobAsync(new FixedPayload(new byte[100]), new() { Count = count }, null, CancellationToken.None);
        await Eventually.Ends(job.Completion);
        Assert.Equal((JobState.Completed, count, 0), (job.State, job.Progress.Sent, job.Progress.Failed));
        Assert.Equal("unix:server.sock", job.To!.ToString());
        await Eventually.HoldsAsync(server.Journal.Changed, () => server.Journal.Ledger.ReceivedMessages == count);
    }

    [Fact]
    public async Task A_job_to_a_peer_that_does_not_read_can_be_cancelled()
    {
        using var deaf = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        deaf.Bind(new UnixDomainSocketEndPoint(PathOf("deaf.sock")));
        var client = await StartAsync(EndpointKind.UdpSender, null, "unix:deaf.sock");
        var job = await client.StartJobAsync(new FixedPayload(new byte[100]), new() { Count = 1_000_000 }, null, CancellationToken.None);
        await Eventually.HoldsAsync(client.Journal.Changed, () => client.Journal.Ledger.SentMessages > 0);
        await Eventually.Ends(job.CancelAsync());
        Assert.Equal((JobState.Cancelled, 0), (job.State, job.Progress.Failed));
    }

    [Fact]
    public async Task A_paced_job_to_a_peer_that_does_not_read_ends_in_time()
    {
        using var deaf = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        deaf.Bind(new UnixDomainSocketEndPoint(PathOf("deaf.sock")));
        var client = await StartAsync(EndpointKind.UdpSender, null, "unix:deaf.sock");
        var job = await client.StartJobAsync(
            new FixedPayload(new byte[100]),
            new() { PerSecond = 100_000, DurationSeconds = 0.1 },
            null,
            CancellationToken.None
        );
        await Eventually.Ends(job.Completion);
        Assert.Equal((JobState.Completed, 0), (job.State, job.Progress.Failed));
    }

    [Fact]
    public async Task A_peer_with_a_relative_name_is_not_taken_for_a_file_in_our_folder()
    {
        var server = await _lab.StartAsync(
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

    [Theory]
    [InlineData(EndpointKind.UdpListener, EndpointKind.UdpSender, "unix:client.sock")]
    [InlineData(EndpointKind.TcpListener, EndpointKind.TcpClient, null)]
    public async Task Rules_answer(EndpointKind listens, EndpointKind sends, string? local)
    {
        await _lab.StartAsync(
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

    [Theory]
    [InlineData(EndpointKind.TcpListener, SocketType.Stream)]
    [InlineData(EndpointKind.TcpListener, SocketType.Dgram)]
    [InlineData(EndpointKind.UdpListener, SocketType.Dgram)]
    [InlineData(EndpointKind.UdpListener, SocketType.Stream)]
    public async Task A_socket_that_somebody_listens_on_is_in_use_and_one_left_over_is_replaced(EndpointKind kind, SocketType type)
    {
        var live = new Socket(AddressFamily.Unix, type, ProtocolType.Unspecified);
        live.Bind(new UnixDomainSocketEndPoint(PathOf("kept.sock")));
        if (type == SocketType.Stream)
        {
            live.Listen();
        }

        File.Move(PathOf("kept.sock"), PathOf("lab.sock"));
        var endpoint = await CreateAsync(kind, "unix:lab.sock");
        Assert.Equal((EndpointState.Faulted, FaultCode.AddressInUse), (endpoint.State, endpoint.Fault!.Code));
        live.Dispose();
        Assert.True(File.Exists(PathOf("lab.sock")));
        await _lab.Supervisor.StartAsync(endpoint.Id, CancellationToken.None);
        Assert.Equal((EndpointState.Running, null), (endpoint.State, endpoint.Fault));
    }

    [Fact]
    public async Task A_file_that_is_no_socket_is_never_touched()
    {
        File.WriteAllText(PathOf("notes"), "");
        var endpoint = await CreateAsync(EndpointKind.TcpListener, "unix:notes");
        Assert.Equal(FaultCode.AddressInUse, endpoint.Fault!.Code);
        await _lab.Supervisor.DeleteAsync(endpoint.Id, CancellationToken.None);
        Assert.True(File.Exists(PathOf("notes")));
    }

    [Theory]
    [InlineData(EndpointKind.TcpClient, "unix:nobody.sock", FaultCode.ConnectionRefused)]
    [InlineData(EndpointKind.TcpClient, "unix:/etc/lab.sock", FaultCode.AccessDenied)]
    [InlineData(EndpointKind.UdpSender, "unix:/etc/lab.sock", FaultCode.AccessDenied)]
    public async Task What_cannot_be_reached_has_its_code(EndpointKind kind, string host, FaultCode code)
    {
        var endpoint = await CreateAsync(kind, null, host);
        Assert.Equal((EndpointState.Faulted, code), (endpoint.State, endpoint.Fault!.Code));
    }

    [Fact]
    public async Task Datagrams_to_nobody_and_to_the_other_family_fail_by_themselves()
    {
        var client = await StartAsync(EndpointKind.UdpSender, null, "unix:nobody.sock");
        Assert.Equal(FaultCode.ConnectionRefused, (await FailAsync(null)).Code);
        Assert.Equal(FaultCode.AddressNotAvailable, (await FailAsync(new() { Host = "127.0.0.1", Port = 9 })).Code);
        Assert.Equal(FaultCode.AccessDenied, (await FailAsync(new() { Host = "unix:/etc/lab.sock" })).Code);
        var udp = await _lab.UdpListenerAsync();
        var error = await Assert.ThrowsAsync<NetworkException>(() =>
            udp.SendAsync("x"u8.ToArray(), new() { Host = "unix:lab.sock" }, CancellationToken.None)
        );
        Assert.Equal(FaultCode.AddressNotAvailable, error.Fault.Code);

        async Task<Fault> FailAsync(RemoteAddress? to) =>
            (await Assert.ThrowsAsync<NetworkException>(() => client.SendAsync("x"u8.ToArray(), to, CancellationToken.None))).Fault;
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    private static EndpointDefinition Definition(EndpointKind kind, string? local, string? remote) =>
        new()
        {
            Kind = kind,
            Local = local is null ? null : new() { Address = local },
            Remote = remote is null ? null : new() { Host = remote },
        };

    private Task<Endpoint> CreateAsync(EndpointKind kind, string? local, string? remote = null) =>
        _lab.Supervisor.CreateAsync(Definition(kind, local, remote), start: true, CancellationToken.None);

    private Task<Endpoint> StartAsync(EndpointKind kind, string? local, string? remote = null) =>
        _lab.StartAsync(Definition(kind, local, remote));
}
