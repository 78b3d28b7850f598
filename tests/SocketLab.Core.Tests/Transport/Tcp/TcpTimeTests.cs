using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Transport.Tcp;

/// <summary>What ends by itself, on a clock that the test moves.</summary>
public sealed class TcpTimeTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly EndpointLab _lab;

    public TcpTimeTests() => _lab = new EndpointLab(_clock);

    public async ValueTask DisposeAsync()
    {
        var stopping = _lab.DisposeAsync().AsTask();
        await Eventually.HoldsAsync(_clock, () => stopping.IsCompleted);
        await stopping;
    }

    [Fact]
    public async Task After_the_peers_FIN_our_side_can_send_and_closes_when_it_has_been_quiet()
    {
        var pair = await OpenAsync(new() { HalfClosedSeconds = 2 });
        pair.Peer.Shutdown(SocketShutdown.Send);
        await pair.Journal.EventAsync(EventType.PeerHalfClosed);
        var fin = _clock.GetUtcNow();
        await Eventually.HoldsAsync(_clock, () => _clock.GetUtcNow() - fin >= TimeSpan.FromSeconds(1.5));
        await pair.Connection.SendAsync("still here"u8.ToArray(), CancellationToken.None);
        var sent = pair.Entries()[^1].Time;

        await EndAsync(pair, CloseReason.PeerClosed);
        Assert.True(pair.Connection.ClosedAt - sent >= TimeSpan.FromSeconds(2));
        Assert.Equal("still here"u8.ToArray(), await pair.Peer.ReadToEndAsync());
    }

    [Fact]
    public async Task Send_under_way_keeps_the_half_closed_connection_open()
    {
        var pair = await OpenAsync(new() { HalfClosedSeconds = 1, SendTimeoutSeconds = 86_400 });
        pair.Peer.Shutdown(SocketShutdown.Send);
        await pair.Journal.EventAsync(EventType.PeerHalfClosed);
        var payload = Sockets.Noise(32 << 20);
        var sending = pair.Connection.SendAsync(payload, CancellationToken.None);
        await Eventually.HoldsAsync(() => pair.Connection.SentBytes > 0);
        var before = _clock.GetUtcNow();
        await Eventually.HoldsAsync(_clock, () => _clock.GetUtcNow() - before >= TimeSpan.FromSeconds(10));

        var received = await pair.Peer.ReadAsync(payload.Length);
        await Eventually.Ends(sending);
        Assert.True(payload.AsSpan().SequenceEqual(received));
        await EndAsync(pair, CloseReason.PeerClosed);
    }

    [Fact]
    public async Task Idle_connection_is_closed_and_a_busy_one_is_not()
    {
        var listener = await _lab.TcpListenerAsync(new() { IdleTimeoutSeconds = 5 });
        var idle = await TcpPair.OpenAsync(listener);
        var busy = await TcpPair.OpenAsync(listener);
        await Eventually.HoldsAsync(_clock, () =>
        {
            // Traffic first: the clock moves only after it has arrived.
            var received = busy.Connection.ReceivedBytes;
            busy.Peer.Send("x"u8);
            SpinWait.SpinUntil(() => busy.Connection.ReceivedBytes > received, Eventually.Patience);
            return TcpPair.EntriesOf(listener, idle.Connection).Exists(e => TcpPair.IsEndOf(e, idle.Connection));
        });
        var end = await idle.EndAsync(CloseReason.Idle);
        Assert.Equal(EventType.ConnectionClosed, end.Event!.Type);
        Assert.True(idle.Connection.ClosedAt - idle.Connection.OpenedAt >= TimeSpan.FromSeconds(5));
        Assert.Empty(await idle.Peer.ReadToEndAsync());
        Assert.Equal(ConnectionState.Open, busy.Connection.State);
        busy.Peer.Dispose();
        idle.Peer.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Idle_client_is_stopped_or_connects_again(bool reconnects)
    {
        using var server = Sockets.Listen();
        var client = await _lab.TcpClientAsync(server.LocalEndPoint!, new() { IdleTimeoutSeconds = 5, Reconnect = reconnects });
        using var peer = await server.AcceptAsync();
        var connection = Assert.Single(client.Connections.List());
        await Eventually.HoldsAsync(_clock, () => connection.State == ConnectionState.Closed);
        TcpPair.AssertEnded(client, connection, CloseReason.Idle);
        Assert.True(connection.ClosedAt - connection.OpenedAt >= TimeSpan.FromSeconds(5));
        Assert.Empty(await peer.ReadToEndAsync());
        await Eventually.HoldsAsync(_clock, () => reconnects ? client.Connections.Total == 2 : client.State == EndpointState.Stopped);
        Assert.Null(client.Fault);
    }

    [Fact]
    public async Task Peer_that_never_reads_times_a_send_out_and_nothing_else()
    {
        var listener = await _lab.TcpListenerAsync(new() { SendTimeoutSeconds = 3 });
        var stuck = await TcpPair.OpenAsync(listener);
        var other = await TcpPair.OpenAsync(listener);
        var payload = Sockets.Noise(32 << 20);
        var sending = stuck.Connection.SendAsync(payload, CancellationToken.None);
        await other.Connection.SendAsync("unhindered"u8.ToArray(), CancellationToken.None);
        Assert.Equal("unhindered"u8.ToArray(), await other.Peer.ReadAsync(10));

        await Eventually.HoldsAsync(_clock, () => sending.IsCompleted);
        var error = await Assert.ThrowsAsync<NetworkException>(() => sending);
        Assert.Equal(FaultCode.TimedOut, error.Fault.Code);
        var sent = (int)stuck.Connection.SentBytes;
        Assert.InRange(sent, 1, payload.Length - 1);
        var told = Assert.Single(stuck.Entries(), e => e.Event?.Type == EventType.SendTimedOut).Data<PartlySentData>();
        Assert.Equal(((long)sent, payload.LongLength), (told.Sent, told.Asked));
        Assert.True(payload.AsSpan(0, sent).SequenceEqual(stuck.Entries().Bytes(EntryDirection.Out)));

        // Exactly that much is on the wire, and the connection goes on behind it.
        var received = await stuck.Peer.ReadAsync(sent);
        Assert.True(payload.AsSpan(0, sent).SequenceEqual(received));
        await stuck.Connection.SendAsync("more"u8.ToArray(), CancellationToken.None);
        Assert.Equal("more"u8.ToArray(), await stuck.Peer.ReadAsync(4));
        TcpPair.AssertContiguous(stuck.Entries(), EntryDirection.Out);
        stuck.Peer.Dispose();
        other.Peer.Dispose();
    }

    [Fact]
    public async Task Send_that_its_caller_gives_up_leaves_exact_bytes_in_the_journal()
    {
        var payload = Sockets.Noise(32 << 20);
        var listener = await _lab.TcpListenerAsync(new() { SendTimeoutSeconds = 0 });
        for (var round = 0; round < 8; round++)
        {
            var pair = await TcpPair.OpenAsync(listener);

            // Of a fixed size: the system would let it grow until all that is left has room in it.
            pair.Peer.ReceiveBufferSize = 64 << 10;
            using var cancellation = new CancellationTokenSource();
            var sending = pair.Connection.SendAsync(payload, cancellation.Token);
            await Eventually.HoldsAsync(() => pair.Connection.SentBytes > 0);

            // The peer takes some, so that a piece is under way when it is given up.
            var received = (await pair.Peer.ReadAsync(3_000_017 * round)).ToList();
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
            var closing = pair.Connection.Close();
            received.AddRange(await pair.Peer.ReadToEndAsync());
            pair.Peer.Dispose();
            await Eventually.Ends(closing);

            Assert.True(payload.AsSpan(0, received.Count).SequenceEqual(received.ToArray()));
            Assert.Equal(received.Count, pair.Connection.SentBytes);
            Assert.True(payload.AsSpan(0, received.Count).SequenceEqual(pair.Entries().Bytes(EntryDirection.Out)));
        }
    }

    private async Task<TcpPair> OpenAsync(TcpOptions options) => await TcpPair.OpenAsync(await _lab.TcpListenerAsync(options));

    private async Task EndAsync(TcpPair pair, CloseReason reason)
    {
        await Eventually.HoldsAsync(_clock, () => pair.Entries().Exists(e => TcpPair.IsEndOf(e, pair.Connection)));
        await pair.EndAsync(reason);
    }
}
