using System.Net.Sockets;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Transport.Tcp;

/// <summary>A connection ends once, the journal says how, and both sides see the same.</summary>
public sealed class TcpCloseTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();
    private readonly List<Socket> _peers = [];

    public ValueTask DisposeAsync()
    {
        // First, for a stop waits a second for peers that do not close.
        _peers.ForEach(peer => peer.Dispose());
        return _lab.DisposeAsync();
    }

    [Fact]
    public async Task Peer_that_closes_ends_the_connection_in_order()
    {
        var pair = await OpenAsync(halfClosedSeconds: 0);
        await pair.Peer.SendAsync("last words"u8.ToArray());
        pair.Peer.Shutdown(SocketShutdown.Send);
        await pair.EndAsync(CloseReason.PeerClosed);
        Assert.Equal([EventType.ConnectionOpened, EventType.PeerHalfClosed, EventType.ConnectionClosed], pair.Events());
        Assert.Equal("last words"u8.ToArray(), pair.Entries().Bytes(EntryDirection.In));
        Assert.Empty(await pair.Peer.ReadToEndAsync());
    }

    [Fact]
    public async Task Peer_that_resets_ends_the_connection_once()
    {
        var pair = await OpenAsync();
        await pair.Peer.SendAsync("x"u8.ToArray());
        await pair.Journal.FirstAsync(e => e.Direction == EntryDirection.In);
        pair.Peer.Abort();
        var end = await pair.EndAsync(CloseReason.PeerReset);
        Assert.Equal(EventType.ConnectionReset, end.Event!.Type);
        Assert.Equal([EventType.ConnectionOpened, EventType.ConnectionReset], pair.Events());
    }

    [Fact]
    public async Task Reset_that_a_send_learns_of_first_is_still_a_reset()
    {
        for (var round = 0; round < 30; round++)
        {
            var pair = await OpenAsync(halfClosedSeconds: 0);
            var sending = Task.Run(async () =>
            {
                while (true)
                {
                    await pair.Connection.SendAsync(new byte[10], CancellationToken.None);
                }
            });
            await Eventually.HoldsAsync(() => pair.Connection.SentMessages > 5);
            pair.Peer.Abort();
            var end = await pair.EndAsync(CloseReason.PeerReset);
            Assert.Equal(EventType.ConnectionReset, end.Event!.Type);
            Assert.DoesNotContain(EventType.PeerHalfClosed, pair.Events());
            await AssertSendEndsAsync(sending);
            await _lab.Supervisor.DeleteAsync(pair.Endpoint.Id, CancellationToken.None);
        }
    }

    [Fact]
    public async Task Reset_after_the_peers_FIN_is_a_reset()
    {
        var pair = await OpenAsync(halfClosedSeconds: 60);
        pair.Peer.Shutdown(SocketShutdown.Send);
        await pair.Journal.EventAsync(EventType.PeerHalfClosed);
        pair.Peer.Abort();
        await pair.EndAsync(CloseReason.PeerReset);
    }

    [Fact]
    public async Task Our_reset_is_one_for_the_peer_too()
    {
        var pair = await OpenAsync();
        await Eventually.Ends(pair.Connection.Reset());
        var error = await Assert.ThrowsAsync<SocketException>(pair.Peer.ReadToEndAsync);
        Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
        var end = await pair.EndAsync(CloseReason.Reset);
        Assert.Equal(EventType.ConnectionReset, end.Event!.Type);
        await Assert.ThrowsAsync<ConnectionClosedException>(() => pair.Connection.SendAsync("x"u8.ToArray(), CancellationToken.None));
    }

    [Fact]
    public async Task Reset_also_ends_what_is_half_closed()
    {
        var pair = await OpenAsync(halfClosedSeconds: 60);
        pair.Peer.Shutdown(SocketShutdown.Send);
        await pair.Journal.EventAsync(EventType.PeerHalfClosed);
        await Eventually.Ends(pair.Connection.Reset());
        await pair.EndAsync(CloseReason.Reset);
    }

    [Fact]
    public async Task Close_sends_FIN_and_takes_what_still_comes()
    {
        var pair = await OpenAsync();
        var closing = pair.Connection.Close();
        Assert.Empty(await pair.Peer.ReadToEndAsync());
        await pair.Peer.SendAsync("late"u8.ToArray());
        pair.Peer.Dispose();
        await Eventually.Ends(closing);
        await pair.EndAsync(CloseReason.Closed);
        Assert.Equal("late"u8.ToArray(), pair.Entries().Bytes(EntryDirection.In));
    }

    [Fact]
    public async Task Close_does_not_wait_for_ever_for_the_peer()
    {
        var pair = await OpenAsync();
        await Eventually.Ends(pair.Connection.Close());
        await pair.EndAsync(CloseReason.Closed);
        pair.Peer.Dispose();
    }

    [Fact]
    public async Task Closing_and_resetting_again_changes_nothing()
    {
        var pair = await OpenAsync();
        await Eventually.Ends(Task.WhenAll(pair.Connection.Reset(), pair.Connection.Reset(), pair.Connection.Close()));
        await Eventually.Ends(pair.Connection.Close());
        await Eventually.Ends(pair.Connection.Reset());
        await pair.EndAsync(CloseReason.Reset);
        Assert.Throws<ConnectionClosedException>(pair.Connection.ShutdownSend);
    }

    [Fact]
    public async Task Half_close_of_ours_still_receives()
    {
        var pair = await OpenAsync();
        pair.Connection.ShutdownSend();
        pair.Connection.ShutdownSend();
        Assert.Empty(await pair.Peer.ReadToEndAsync());
        Assert.Equal(ConnectionState.HalfClosed, pair.Connection.State);
        await Assert.ThrowsAsync<ConnectionClosedException>(() => pair.Connection.SendAsync("x"u8.ToArray(), CancellationToken.None));

        await pair.Peer.SendAsync("answer"u8.ToArray());
        await pair.Journal.FirstAsync(e => e.Direction == EntryDirection.In);
        pair.Peer.Dispose();
        await pair.EndAsync(CloseReason.Closed);
        Assert.Equal(
            [EventType.ConnectionOpened, EventType.HalfClosed, EventType.PeerHalfClosed, EventType.ConnectionClosed],
            pair.Events()
        );
    }

    [Fact]
    public async Task Half_close_of_ours_after_the_peers_ends_it_at_once()
    {
        var pair = await OpenAsync(halfClosedSeconds: 86_400);
        pair.Peer.Shutdown(SocketShutdown.Send);
        await pair.Journal.EventAsync(EventType.PeerHalfClosed);
        Assert.Equal(ConnectionState.PeerHalfClosed, pair.Connection.State);
        pair.Connection.ShutdownSend();
        await pair.EndAsync(CloseReason.PeerClosed);
        Assert.Empty(await pair.Peer.ReadToEndAsync());
    }

    [Fact]
    public async Task Send_that_our_own_close_cuts_short_is_not_blamed_on_the_peer()
    {
        var pair = await OpenAsync();
        var sending = pair.Connection.SendAsync(new byte[32 << 20], CancellationToken.None);
        var closing = pair.Connection.Close();
        await Assert.ThrowsAsync<ConnectionClosedException>(() => Eventually.Ends(sending));
        await Eventually.Ends(closing);
        await pair.EndAsync(CloseReason.Closed);
        pair.Peer.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_cut_short_send_got_out_stands_before_the_end(bool ours)
    {
        var payload = new byte[32 << 20];
        for (var round = 0; round < 10; round++)
        {
            var pair = await OpenAsync();

            // Another beginning each time, so that the system's buffer is full at another place of a piece.
            await pair.Connection.SendAsync(payload.AsMemory(0, round * 6007), CancellationToken.None);
            var sending = pair.Connection.SendAsync(payload, CancellationToken.None);
            if (ours)
            {
                await Eventually.Ends(pair.Connection.Reset());
                await Assert.ThrowsAsync<ConnectionClosedException>(() => Eventually.Ends(sending));
            }
            else
            {
                pair.Peer.Abort();
                var error = await Assert.ThrowsAsync<NetworkException>(() => Eventually.Ends(sending));
                Assert.Equal(FaultCode.ConnectionReset, error.Fault.Code);
            }

            await pair.EndAsync(ours ? CloseReason.Reset : CloseReason.PeerReset);
            Assert.Equal(pair.Connection.SentBytes, pair.Entries().Bytes(EntryDirection.Out).LongLength);
            await _lab.Supervisor.DeleteAsync(pair.Endpoint.Id, CancellationToken.None);
        }
    }

    private static async Task AssertSendEndsAsync(Task sending)
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => Eventually.Ends(sending));
        Assert.True(error is ConnectionClosedException or NetworkException { Fault.Code: FaultCode.ConnectionReset }, error.ToString());
    }

    private async Task<TcpPair> OpenAsync(int halfClosedSeconds = 2)
    {
        var pair = await TcpPair.OpenAsync(await _lab.TcpListenerAsync(new() { HalfClosedSeconds = halfClosedSeconds }));
        _peers.Add(pair.Peer);
        return pair;
    }
}
