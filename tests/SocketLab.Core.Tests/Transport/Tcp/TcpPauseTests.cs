using System.Net.Sockets;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Tests.Transport.Tls;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Core.Tests.Transport.Tcp;

/// <summary>Reading that is held back: the peer is held by TCP, nothing is lost, and every end is found all the same.</summary>
public sealed class TcpPauseTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();
    private readonly List<IDisposable> _peers = [];

    public ValueTask DisposeAsync()
    {
        _peers.ForEach(peer => peer.Dispose());
        return _lab.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_paused_connection_was_sent_comes_whole_when_the_last_holder_lets_it_go_on(bool tls)
    {
        var (connection, journal, stream, _) = await OpenAsync(tls);
        connection.PauseReading();
        connection.PauseReading();
        var noise = Sockets.Noise(32 << 20);
        var sending = stream.WriteAsync(noise).AsTask();
        await HeldBackAsync(connection, sending);
        connection.ResumeReading();
        Assert.False(sending.IsCompleted);
        var before = connection.ReceivedBytes;
        connection.ResumeReading();
        await Eventually.Ends(sending);
        await Eventually.HoldsAsync(journal.Changed, () => connection.ReceivedBytes == noise.Length);
        Assert.True(before <= 1 << 20);
        Assert.Equal(noise, journal.ReadAll().Bytes(EntryDirection.In));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_paused_connection_can_be_closed(bool tls)
    {
        var (connection, journal, stream, socket) = await OpenAsync(tls);
        connection.PauseReading();
        await stream.WriteAsync("before the end"u8.ToArray());
        socket.Shutdown(SocketShutdown.Send);
        await Eventually.Ends(connection.Close());
        Assert.Equal(CloseReason.Closed, connection.CloseReason);
        Assert.Equal("before the end"u8.ToArray(), journal.ReadAll().Bytes(EntryDirection.In));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_paused_connection_can_be_reset(bool tls)
    {
        var (connection, _, stream, _) = await OpenAsync(tls);
        connection.PauseReading();
        await stream.WriteAsync("x"u8.ToArray());
        await Eventually.Ends(connection.Reset());
        Assert.Equal(CloseReason.Reset, connection.CloseReason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_reset_of_a_peer_is_found_while_paused(bool tls)
    {
        var (connection, _, stream, socket) = await OpenAsync(tls);
        connection.PauseReading();
        if (!tls)
        {
            await stream.WriteAsync("unread"u8.ToArray());
        }

        socket.Abort();
        await Eventually.Ends(connection.Completion);
        Assert.Equal(CloseReason.PeerReset, connection.CloseReason);
    }

    [Fact]
    public async Task Data_before_the_end_of_both_directions_waits_until_reading_goes_on()
    {
        var (connection, journal, stream, socket) = await OpenAsync(tls: false);
        connection.PauseReading();
        await stream.WriteAsync("held"u8.ToArray());
        connection.ShutdownSend();
        Assert.Empty(await socket.ReadToEndAsync());
        socket.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, connection.ReceivedBytes);
        connection.ResumeReading();
        await Eventually.Ends(connection.Completion);
        Assert.Equal("held"u8.ToArray(), journal.ReadAll().Bytes(EntryDirection.In));
        Assert.Equal(CloseReason.Closed, connection.CloseReason);
    }

    [Fact]
    public async Task Stopping_the_endpoint_ends_a_paused_connection()
    {
        var (connection, _, stream, _) = await OpenAsync(tls: false);
        connection.PauseReading();
        await stream.WriteAsync(new byte[100_000]);
        await Eventually.Ends(_lab.Supervisor.StopAsync(connection.EndpointId, CancellationToken.None));
        Assert.Equal(CloseReason.Closed, connection.CloseReason);
    }

    [Fact]
    public async Task Nobody_can_let_go_what_nobody_holds()
    {
        var (connection, _, _, _) = await OpenAsync(tls: false);
        Assert.Throws<InvalidOperationException>(connection.ResumeReading);
    }

    /// <summary>
    /// Waits until the peer cannot send any more, which is when nothing moves for a while that TCP fills within a moment.
    /// </summary>
    private static async Task HeldBackAsync(TcpConnection connection, Task sending)
    {
        long last = -1;
        await Eventually.HoldsAsync(() =>
        {
            var (now, before) = (connection.ReadTcpInfo()!.BytesReceived ?? 0, last);
            last = now;
            return now > 0 && now == before;
        });
        Assert.False(sending.IsCompleted);
    }

    private async Task<(TcpConnection Connection, EntryJournal Journal, Stream Stream, Socket Socket)> OpenAsync(bool tls)
    {
        var listener = await _lab.TcpListenerAsync(new() { Tls = new TlsOptions { Enabled = tls } });
        if (!tls)
        {
            var pair = await TcpPair.OpenAsync(listener);
            var plain = new NetworkStream(pair.Peer, ownsSocket: true);
            _peers.Add(plain);
            return (pair.Connection, listener.Journal, plain, pair.Peer);
        }

        var peer = await TlsPeer.ConnectAsync(listener);
        _peers.Add(peer.Stream);
        await listener.EstablishedAsync();
        await Eventually.HoldsAsync(() => listener.Connections.Ready == 1);
        return (listener.Connections.ListOpen()[0], listener.Journal, peer.Stream, peer.Socket);
    }
}
