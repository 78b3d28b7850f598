using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Tests.Transport.Tcp;

namespace SocketLab.Core.Tests.Transport.Tls;

/// <summary>The stream inside TLS: bytes, order and ends are those of the plaintext.</summary>
public sealed class TlsStreamTests : IAsyncDisposable
{
    private static readonly byte[] AllBytes = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

    private readonly EndpointLab _lab = new();
    private readonly Socket _server = Sockets.Listen();

    public async ValueTask DisposeAsync()
    {
        _server.Dispose();
        await _lab.DisposeAsync();
    }

    [Theory]
    [InlineData(TlsVersion.Tls12)]
    [InlineData(TlsVersion.Tls13)]
    public async Task Listener_journals_the_plaintext_both_ways(TlsVersion version)
    {
        var listener = await _lab.TlsListenerAsync(tcp: new() { HalfClosedSeconds = 0 });
        await using var peer = await TlsPeer.ConnectAsync(listener, options =>
            options.EnabledSslProtocols = version == TlsVersion.Tls12 ? SslProtocols.Tls12 : SslProtocols.Tls13
        );
        var tls = await listener.EstablishedAsync();
        Assert.Equal((version, "localhost"), (tls.Version, tls.ServerName));
        await peer.Stream.WriteAsync(AllBytes);
        await listener.Journal.FirstAsync(e => e.Direction == EntryDirection.In);
        var receipt = await listener.SendAsync("answer"u8.ToArray(), null, CancellationToken.None);
        Assert.Equal((1, 6L), (receipt.Messages, receipt.Bytes));
        Assert.Equal("answer"u8.ToArray(), await peer.ReadAsync(6));
        await peer.Stream.ShutdownAsync();
        await listener.Journal.EventAsync(EventType.ConnectionClosed);
        var connection = Assert.Single(listener.Connections.List());
        TcpPair.AssertEnded(listener, connection, CloseReason.PeerClosed);
        var entries = TcpPair.EntriesOf(listener, connection);
        Assert.Equal(AllBytes, entries.Bytes(EntryDirection.In));
        Assert.Equal("answer"u8.ToArray(), entries.Bytes(EntryDirection.Out));
        Assert.Equal(
            [EventType.ConnectionOpened, EventType.TlsEstablished, EventType.PeerHalfClosed, EventType.ConnectionClosed],
            entries.Where(e => e.Event is not null).Select(e => e.Event!.Type)
        );
        Assert.True(entries.Single(e => e.Event?.Type == EventType.PeerHalfClosed).Data<PeerHalfClosedData>().CloseNotify);
        Assert.Empty(await peer.ReadToEndAsync());
    }

    [Fact]
    public async Task Four_MiB_each_way_at_once_are_exact()
    {
        const int size = 4 << 20;
        var listener = await _lab.TlsListenerAsync(tcp: new() { HalfClosedSeconds = 0 });
        await using var peer = await TlsPeer.ConnectAsync(listener);
        await listener.EstablishedAsync();
        var (to, from) = (Sockets.Noise(size, 1), Sockets.Noise(size, 2));
        var sending = listener.SendAsync(to, null, CancellationToken.None);
        var writing = Task.Run(async () =>
        {
            foreach (var piece in from.Chunk(10_007))
            {
                await peer.Stream.WriteAsync(piece);
            }
        });
        Assert.Equal(to, await peer.ReadAsync(size));
        await Eventually.Ends(writing);
        Assert.Equal(size, (await Eventually.Ends(sending)).Bytes);
        await peer.Stream.ShutdownAsync();
        await listener.Journal.EventAsync(EventType.ConnectionClosed);
        var entries = TcpPair.EntriesOf(listener, listener.Connections.List()[0]);
        Assert.Equal(from, entries.Bytes(EntryDirection.In));
        Assert.Equal(to, entries.Bytes(EntryDirection.Out));
        TcpPair.AssertContiguous(entries, EntryDirection.In);
        TcpPair.AssertContiguous(entries, EntryDirection.Out);
        listener.Journal.Ledger.AssertReconciles();
    }

    [Fact]
    public async Task Answer_never_stands_before_its_question()
    {
        var listener = await _lab.TlsListenerAsync();
        await using var peer = await TlsPeer.ConnectAsync(listener);
        await listener.EstablishedAsync();
        var echo = Task.Run(async () =>
        {
            var buffer = new byte[100];
            for (var i = 0; i < 500; i++)
            {
                await peer.Stream.WriteAsync(buffer.AsMemory(0, await peer.Stream.ReadAsync(buffer)));
            }
        });
        for (var i = 0; i < 500; i++)
        {
            var seen = listener.Connections.ListOpen()[0].ReceivedBytes;
            await listener.SendAsync(BitConverter.GetBytes(i), null, CancellationToken.None);
            await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Connections.ListOpen()[0].ReceivedBytes > seen);
        }

        await Eventually.Ends(echo);
        var messages = listener.Journal.ReadAll().Where(e => e.Kind == EntryKind.Data).ToList();
        Assert.Equal(1000, messages.Count);
        for (var i = 0; i < messages.Count; i++)
        {
            Assert.Equal(i % 2 == 0 ? EntryDirection.Out : EntryDirection.In, messages[i].Direction);
            Assert.Equal(i / 2, BitConverter.ToInt32(messages[i].Payload.Span));
        }
    }

    [Fact]
    public async Task Half_close_is_a_close_notify_and_we_still_receive()
    {
        var listener = await _lab.TlsListenerAsync();
        await using var peer = await TlsPeer.ConnectAsync(listener);
        await listener.EstablishedAsync();
        var connection = listener.Connections.ListOpen()[0];
        await connection.SendAsync("last"u8.ToArray(), CancellationToken.None);
        connection.ShutdownSend();
        Assert.Equal("last"u8.ToArray(), await peer.ReadToEndAsync());
        Assert.Equal(ConnectionState.HalfClosed, connection.State);
        await Assert.ThrowsAsync<ConnectionClosedException>(() => connection.SendAsync("x"u8.ToArray(), CancellationToken.None));
        await peer.Stream.WriteAsync("still there"u8.ToArray());
        var heard = await listener.Journal.FirstAsync(e => e.Direction == EntryDirection.In);
        Assert.Equal("still there"u8.ToArray(), heard.Payload.ToArray());
        await peer.Stream.ShutdownAsync();
        await listener.Journal.EventAsync(EventType.ConnectionClosed);
        TcpPair.AssertEnded(listener, connection, CloseReason.Closed);
    }

    [Fact]
    public async Task We_can_send_after_the_peers_close_notify()
    {
        var listener = await _lab.TlsListenerAsync(tcp: new() { HalfClosedSeconds = 60 });
        await using var peer = await TlsPeer.ConnectAsync(listener);
        await peer.Stream.ShutdownAsync();
        await listener.Journal.EventAsync(EventType.PeerHalfClosed);
        var connection = listener.Connections.ListOpen()[0];
        Assert.Equal(ConnectionState.PeerHalfClosed, connection.State);
        await connection.SendAsync("after your end"u8.ToArray(), CancellationToken.None);
        await connection.Close();
        Assert.Equal("after your end"u8.ToArray(), await peer.ReadToEndAsync());
    }

    [Fact]
    public async Task Stream_that_ends_without_close_notify_is_said_to_be_cut()
    {
        var listener = await _lab.TlsListenerAsync();
        await using var peer = await TlsPeer.ConnectAsync(listener);
        await listener.EstablishedAsync();
        peer.Socket.Shutdown(SocketShutdown.Send);
        var half = await listener.Journal.EventAsync(EventType.PeerHalfClosed);
        Assert.False(half.Data<PeerHalfClosedData>().CloseNotify);
        Assert.Contains("may have been cut", half.Event!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resets_are_resets_both_ways()
    {
        var listener = await _lab.TlsListenerAsync();
        var first = await TlsPeer.ConnectAsync(listener);
        await listener.EstablishedAsync();
        first.Socket.Abort();
        await listener.Journal.EventAsync(EventType.ConnectionReset);
        TcpPair.AssertEnded(listener, listener.Connections.List()[0], CloseReason.PeerReset);

        await using var second = await TlsPeer.ConnectAsync(listener);
        await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Connections.ListOpen().Count == 1);
        var connection = listener.Connections.ListOpen()[0];
        await Eventually.Ends(connection.Reset());
        TcpPair.AssertEnded(listener, connection, CloseReason.Reset);
        var error = await Assert.ThrowsAnyAsync<IOException>(() => second.ReadToEndAsync());
        Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(error.GetBaseException()).SocketErrorCode);
    }

    [Fact]
    public async Task Damaged_record_breaks_the_connection_and_says_so()
    {
        var listener = await _lab.TlsListenerAsync();
        await using var peer = await TlsPeer.ConnectAsync(listener);
        await listener.EstablishedAsync();
        await peer.Stream.WriteAsync("good"u8.ToArray());
        await listener.Journal.FirstAsync(e => e.Direction == EntryDirection.In);
        await peer.Socket.SendAsync((byte[])[0x17, 3, 3, 0, 32, .. new byte[32]]);
        await listener.Journal.EventAsync(EventType.TlsFailed);
        await listener.Journal.EventAsync(EventType.ConnectionClosed);
        TcpPair.AssertEnded(listener, listener.Connections.List()[0], CloseReason.Error);
        Assert.Equal("good"u8.ToArray(), listener.Journal.ReadAll().Bytes(EntryDirection.In));
    }

    [Fact]
    public async Task Peer_that_does_not_read_times_a_send_out_and_gets_whole_records_all_the_same()
    {
        var time = new FakeTimeProvider();
        await using var lab = new EndpointLab(time);
        var listener = await lab.TlsListenerAsync(tcp: new() { SendTimeoutSeconds = 5 });
        await using var peer = await TlsPeer.ConnectAsync(listener);
        await listener.EstablishedAsync();
        var connection = listener.Connections.ListOpen()[0];
        var payload = Sockets.Noise(32 << 20);
        var sending = connection.SendAsync(payload, CancellationToken.None);
        await Eventually.HoldsAsync(time, () => sending.IsCompleted);
        var fault = (await Assert.ThrowsAsync<NetworkException>(() => sending)).Fault;
        Assert.Equal(FaultCode.TimedOut, fault.Code);
        var timedOut = await listener.Journal.EventAsync(EventType.SendTimedOut);

        // The record that was under way is finished when the peer reads again, and what is sent then follows it.
        Array.Clear(payload);
        var rest = connection.SendAsync("the rest"u8.ToArray(), CancellationToken.None);
        var expected = Sockets.Noise(32 << 20);
        var record = (int)timedOut.Data<PartlySentData>().Sent + (16 << 10);
        Assert.Equal(expected[..record], await peer.ReadAsync(record));
        Assert.Equal("the rest"u8.ToArray(), await peer.ReadAsync(8));
        await Eventually.Ends(rest);
        var entries = TcpPair.EntriesOf(listener, connection);
        Assert.Equal([.. expected.AsSpan(0, record), .. "the rest"u8], entries.Bytes(EntryDirection.Out));
        TcpPair.AssertContiguous(entries, EntryDirection.Out);
    }

    [Fact]
    public async Task Two_hundred_connections_at_once_are_each_exact()
    {
        const int count = 200;
        var listener = await _lab.TlsListenerAsync(tcp: new() { HalfClosedSeconds = 0 });
        await Eventually.Ends(
            Task.WhenAll(
                Enumerable
                    .Range(0, count)
                    .Select(i =>
                        Task.Run(async () =>
                        {
                            await using var peer = await TlsPeer.ConnectAsync(listener);
                            await peer.Stream.WriteAsync(Sockets.Noise(20_000, i));
                            await peer.Stream.ShutdownAsync();
                            Assert.Empty(await peer.ReadToEndAsync());
                        })
                    )
            )
        );
        await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Events(EventType.ConnectionClosed).Count == count);
        var received = listener
            .Journal.ReadAll()
            .ToLookup(e => e.ConnectionId)
            .Where(one => one.Any(e => e.Direction == EntryDirection.In))
            .Select(one => Convert.ToHexString(one.Bytes(EntryDirection.In)));
        Assert.Equal(Enumerable.Range(0, count).Select(i => Convert.ToHexString(Sockets.Noise(20_000, i))).Order(), received.Order());
    }

    [Fact]
    public async Task Client_talks_to_a_server_that_it_trusts_by_the_workspace()
    {
        var certificate = await _lab.CertificateAsync();
        var accepting = TlsPeer.AcceptAsync(_server, certificate.Leaf);
        var client = await _lab.StartAsync(TlsLab.TlsClient(_server, new() { TrustedCertificateId = certificate.Id }));
        await using var peer = await accepting;
        var tls = await client.EstablishedAsync();
        Assert.Equal((null, 0, false), (tls.ServerName, tls.Problems.Count, tls.TrustAny));
        Assert.Equal(certificate.Info.Fingerprint, tls.PeerCertificate!.Fingerprint);
        await client.SendAsync(AllBytes, null, CancellationToken.None);
        Assert.Equal(AllBytes, await peer.ReadAsync(256));
        await peer.Stream.WriteAsync("pong"u8.ToArray());
        Assert.Equal("pong"u8.ToArray(), (await client.Journal.FirstAsync(e => e.Direction == EntryDirection.In)).Payload.ToArray());
        Assert.DoesNotContain(EventType.TlsUnverified, client.Journal.EventTypes());
        await peer.Stream.ShutdownAsync();
        await Eventually.HoldsAsync(_lab.Supervisor.Changed, () => client.State == EndpointState.Stopped);
        Assert.Empty(await peer.ReadToEndAsync());
    }

    [Fact]
    public async Task Application_protocol_and_name_are_negotiated()
    {
        var listener = await _lab.TlsListenerAsync(new() { Alpn = ["lab/2", "lab/1"] });
        await using var peer = await TlsPeer.ConnectAsync(listener, options =>
            (options.TargetHost, options.ApplicationProtocols) = ("deep.lab.example", [new("lab/1"), new("other")])
        );
        var tls = await listener.EstablishedAsync();
        Assert.Equal(("lab/1", "deep.lab.example"), (tls.Alpn, tls.ServerName));
        Assert.Equal("lab/1", peer.Stream.NegotiatedApplicationProtocol.ToString());
        var data = (await listener.Journal.EventAsync(EventType.TlsEstablished)).Data<TlsEstablishedData>();
        Assert.Equal(("tls13", "lab/1", "deep.lab.example"), (data.Version, data.Alpn, data.ServerName));
        Assert.StartsWith("TLS_", data.CipherSuite, StringComparison.Ordinal);
    }
}
