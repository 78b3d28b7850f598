using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Tests.Transport.Tcp;
using SocketLab.Core.Transport;

namespace SocketLab.Core.Tests.Transport.Tls;

/// <summary>What is done with a stream is done with the plaintext of an encrypted one.</summary>
public sealed class TlsFeatureTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();
    private readonly Socket _server = Sockets.Listen();

    public async ValueTask DisposeAsync()
    {
        _server.Dispose();
        await _lab.DisposeAsync();
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Rules_answer_frames_behind_their_questions(SslProtocols version)
    {
        var listener = await _lab.StartAsync(
            new()
            {
                Kind = EndpointKind.TcpListener,
                Reply =
                [
                    new()
                    {
                        When = new() { Type = ReplyMatch.Regex, Value = "^ping (\\d+)$" },
                        Payload = new() { Data = @"pong $1\n" },
                    },
                    new()
                    {
                        When = new() { Value = "bye", Type = ReplyMatch.Exact },
                        CloseAfter = true,
                    },
                ],
                Tcp = new()
                {
                    Framing = new() { Mode = FramingMode.Line },
                    Tls = new() { Enabled = true },
                },
            }
        );
        await using var peer = await TlsPeer.ConnectAsync(listener, options => options.EnabledSslProtocols = version);
        await peer.Stream.WriteAsync("ping 1\npi"u8.ToArray());
        Assert.Equal("pong 1\n"u8.ToArray(), await peer.ReadAsync(7));
        await peer.Stream.WriteAsync("ng 2\n"u8.ToArray());
        Assert.Equal("pong 2\n"u8.ToArray(), await peer.ReadAsync(7));
        await peer.Stream.WriteAsync("bye\n"u8.ToArray());
        Assert.Empty(await peer.ReadToEndAsync());
        await listener.Journal.EventAsync(EventType.ConnectionClosed);
        EntryDirection[] inTurn = [EntryDirection.In, EntryDirection.Out, EntryDirection.In, EntryDirection.Out, EntryDirection.In];
        Assert.Equal(inTurn, listener.Journal.ReadAll().Where(entry => entry.Kind == EntryKind.Data).Select(entry => entry.Direction));
        Assert.Equal([2, 1], listener.Statistics.ReplyHits);
        listener.Journal.Ledger.AssertReconciles();
    }

    [Theory]
    [InlineData(null)]
    [InlineData(20_000.0)]
    public async Task A_job_inside_a_connection_is_exact_while_the_peer_talks(double? perSecond)
    {
        const int count = 1000;
        var listener = await _lab.TlsListenerAsync();
        await using var peer = await TlsPeer.ConnectAsync(listener);
        await listener.EstablishedAsync();
        var connection = listener.Connections.List()[0];
        var message = Sockets.Noise(777);
        var job = listener.StartJob(connection, new FixedPayload(message), new() { Count = count, PerSecond = perSecond });
        var talk = Sockets.Noise(100_000, 2);
        var talking = peer.Stream.WriteAsync(talk).AsTask();
        Assert.All((await peer.ReadAsync(count * message.Length)).Chunk(message.Length), received => Assert.Equal(message, received));
        await Eventually.Ends(talking);
        await Eventually.Ends(job.Completion);
        Assert.Equal((JobState.Completed, count, 0), (job.State, job.Progress.Sent, job.Progress.Failed));
        Assert.Equal(count, listener.Journal.Messages(EntryDirection.Out).Count);
        await Eventually.HoldsAsync(() => connection.ReceivedBytes == talk.Length);
        Assert.Equal(talk, TcpPair.EntriesOf(listener, connection).Bytes(EntryDirection.In));
    }

    [Fact]
    public async Task A_listeners_job_leaves_handshakes_under_way_alone()
    {
        var listener = await _lab.TlsListenerAsync();
        using var mute = await Sockets.ConnectAsync(listener.Bound);
        await using var peer = await TlsPeer.ConnectAsync(listener);
        await listener.EstablishedAsync();
        await Eventually.HoldsAsync(() => listener.Connections.Open == 2);
        Assert.Equal(1, listener.Connections.Ready);
        var job = await listener.StartJobAsync(new FixedPayload("tick"u8.ToArray()), new() { Count = 10 }, null, CancellationToken.None);
        await Eventually.Ends(job.Completion);
        Assert.Equal((JobState.Completed, 10, 40L, 0), (job.State, job.Progress.Sent, job.Progress.Bytes, job.Progress.Failed));
        Assert.Equal(40, (await peer.ReadAsync(40)).Length);
        Assert.Equal(0, mute.Available);
    }

    [Fact]
    public async Task Ending_all_ends_handshakes_under_way_too()
    {
        var listener = await _lab.TlsListenerAsync();
        using var mute = await Sockets.ConnectAsync(listener.Bound);
        await using var peer = await TlsPeer.ConnectAsync(listener);
        await listener.EstablishedAsync();
        await Eventually.HoldsAsync(() => listener.Connections.Open == 2);
        Assert.Single(listener.Connections.ShutdownAll());
        Assert.Equal(2, (await Eventually.Ends(listener.Connections.CloseAllAsync())).Count);
        Assert.Equal(0, listener.Connections.Open);
        Assert.Empty(await mute.ReadToEndAsync());
    }

    [Fact]
    public async Task Counts_are_of_the_plaintext_and_the_system_tells_of_the_records()
    {
        var listener = await _lab.TlsListenerAsync();
        await using var peer = await TlsPeer.ConnectAsync(listener);
        await listener.EstablishedAsync();
        var connection = listener.Connections.List()[0];
        await peer.Stream.WriteAsync(new byte[1000]);
        await Eventually.HoldsAsync(() => connection.ReceivedBytes == 1000);
        await connection.SendAsync(new byte[500], CancellationToken.None);
        await peer.ReadAsync(500);
        var info = connection.ReadTcpInfo()!;
        Assert.Equal("ESTABLISHED", info.State);
        Assert.True(info is { BytesReceived: > 1000, BytesSent: > 500 }, info.ToString());
        connection.Change(new ConnectionOptions { NoDelay = false, SendTimeoutSeconds = 1 });
        Assert.Equal((500, 1000), (connection.SentBytes, connection.ReceivedBytes));
        await peer.DisposeAsync();
        await listener.Journal.FirstAsync(entry => TcpPair.IsEndOf(entry, connection));
        await Eventually.HoldsAsync(() => connection.Traffic.Peak is { ReceiveBytesPerSecond: > 0, SendBytesPerSecond: > 0 });
    }

    [Fact]
    public async Task A_failed_handshake_is_a_failed_attempt_and_the_client_tries_again()
    {
        var certificate = await _lab.CertificateAsync();
        var definition = TlsLab.TlsClient(_server, new() { TrustedCertificateId = certificate.Id });
        var creating = _lab.Supervisor.CreateAsync(
            definition with
            {
                Tcp = definition.Tcp with { Reconnect = true },
            },
            start: true,
            CancellationToken.None
        );
        for (var attempt = 2L; attempt <= 3; attempt++)
        {
            // A server that hangs up in the middle of it.
            (await Eventually.Ends(_server.AcceptAsync())).Dispose();
            var client = await creating;
            var told = await client.Journal.FirstAsync(entry =>
                entry.Event is { Type: EventType.ConnectFailed, Data: RetryData retry } && retry.Attempt == attempt
            );
            Assert.Equal("tlsHandshakeFailed", told.Event!.Code);
            Assert.Equal((EndpointState.Starting, FaultCode.TlsHandshakeFailed), (client.State, client.Fault!.Code));
        }

        await using var peer = await TlsPeer.AcceptAsync(_server, certificate.Leaf);
        var endpoint = await creating;
        await Eventually.HoldsAsync(_lab.Supervisor.Changed, () => endpoint.State == EndpointState.Running);
        Assert.Null(endpoint.Fault);
        Assert.Equal(2, endpoint.Journal.Events(EventType.TlsHandshakeFailed).Count);
        Assert.Equal(3, Assert.Single(endpoint.Journal.Events(EventType.Started)).Data<StartedData>().Attempt);
        Assert.Empty(endpoint.Journal.Events(EventType.Faulted));
        await peer.Stream.WriteAsync("hello"u8.ToArray());
        await endpoint.Journal.FirstAsync(entry => entry.Payload.Span.SequenceEqual("hello"u8));
    }

    [Fact]
    public async Task Pauses_between_failed_handshakes_grow()
    {
        var clock = new FakeTimeProvider();
        await using var lab = new EndpointLab(clock);
        var definition = TlsLab.TlsClient(_server, new() { TrustAny = true });
        var creating = lab.Supervisor.CreateAsync(
            definition with
            {
                Tcp = definition.Tcp with { Reconnect = true },
            },
            start: true,
            CancellationToken.None
        );
        var last = TimeSpan.Zero;
        for (var attempt = 2L; attempt <= 4; attempt++)
        {
            (await Eventually.Ends(_server.AcceptAsync())).Dispose();
            var client = await creating;
            var told = await client.Journal.FirstAsync(entry =>
                entry.Event is { Type: EventType.ConnectFailed, Data: RetryData retry } && retry.Attempt == attempt
            );
            var pause = TimeSpan.FromMilliseconds(told.Data<RetryData>().RetryInMs);
            Assert.True(pause > last, $"{pause} after {last}");
            last = pause;
            await Eventually.HoldsAsync(() => client.Status.NextAttemptAt is not null);
            clock.Advance(pause + TimeSpan.FromMilliseconds(1));
        }

        await lab.Supervisor.StopAsync((await creating).Id, CancellationToken.None);
    }

    [Fact]
    public async Task A_start_whose_handshake_fails_tells_the_reason_once()
    {
        var certificate = await _lab.CertificateAsync(names: ["other.example"]);
        var refused = TlsPeer.AcceptAsync(_server, certificate.Leaf).RefusedAsync();
        var client = await _lab.Supervisor.CreateAsync(TlsLab.TlsClient(_server, new()), start: true, CancellationToken.None);
        await refused;
        Assert.Equal(
            [EventType.ConnectionOpened, EventType.TlsHandshakeFailed, EventType.ConnectionClosed, EventType.Faulted],
            client.Journal.EventTypes()
        );
    }
}

/// <summary>TLS inside Unix sockets.</summary>
public sealed class TlsUnixTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lab").FullName;
    private readonly EndpointLab _lab;

    public TlsUnixTests() => _lab = new EndpointLab(destinations: new([], []) { UnixSockets = new UnixFolders(_folder, []) });

    public async ValueTask DisposeAsync()
    {
        await _lab.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_stream_goes_both_ways_and_ends_in_order()
    {
        var certificate = await _lab.CertificateAsync(names: ["lab.example"]);
        var server = await _lab.StartAsync(
            new()
            {
                Kind = EndpointKind.TcpListener,
                Local = new() { Address = "unix:lab.sock" },
                Reply = [new() { Echo = true }],
                Tcp = new()
                {
                    Tls = new() { Enabled = true, CertificateId = certificate.Id },
                },
            }
        );
        var client = await _lab.StartAsync(
            new()
            {
                Kind = EndpointKind.TcpClient,
                Remote = new() { Host = "unix:lab.sock" },
                Tcp = new()
                {
                    Tls = new()
                    {
                        Enabled = true,
                        TrustedCertificateId = certificate.Id,
                        ServerName = "lab.example",
                    },
                },
            }
        );
        var payload = Sockets.Noise(1_000_000);
        await client.SendAsync(payload, null, CancellationToken.None);
        await Eventually.HoldsAsync(client.Journal.Changed, () => client.Journal.Ledger.ReceivedBytes == payload.Length);
        Assert.Equal(payload, client.Journal.ReadAll().Bytes(EntryDirection.In));
        Assert.Equal("lab.example", server.Connections.List()[0].Tls!.ServerName);
        var accepted = server.Connections.List()[0];
        await _lab.Supervisor.StopAsync(client.Id, CancellationToken.None);
        await Eventually.Ends(accepted.Completion);
        Assert.Equal(CloseReason.PeerClosed, accepted.CloseReason);
        Assert.True(Assert.Single(server.Journal.Events(EventType.PeerHalfClosed)).Data<PeerHalfClosedData>().CloseNotify);
    }
}
