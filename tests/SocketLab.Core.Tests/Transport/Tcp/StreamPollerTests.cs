using System.Net.Sockets;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Transport.Tcp;

/// <summary>One thread reads for many connections: each gets its turn.</summary>
public sealed class StreamPollerTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task Connection_that_never_pauses_does_not_keep_others_waiting()
    {
        var listener = await _lab.TcpListenerAsync();
        var loud = await TcpPair.OpenAsync(listener);
        var quiet = await TcpPair.OpenAsync(listener);
        using var enough = new CancellationTokenSource();
        var flood = Task.Factory.StartNew(() => Flood(loud.Peer, enough.Token), TaskCreationOptions.LongRunning);
        for (var i = 1; i <= 50; i++)
        {
            var soFar = loud.Connection.ReceivedBytes;
            await quiet.Peer.SendAsync("ping"u8.ToArray());
            await Eventually.HoldsAsync(listener.Journal.Changed, () =>
                quiet.Connection.ReceivedBytes == 4 * i && loud.Connection.ReceivedBytes > soFar
            );
        }

        await enough.CancelAsync();
        var sent = await Eventually.Ends(flood);
        await Eventually.HoldsAsync(listener.Journal.Changed, () => loud.Connection.ReceivedBytes == sent);
        listener.Journal.Ledger.AssertReconciles();
        loud.Peer.Dispose();
        quiet.Peer.Dispose();
    }

    [Fact]
    public async Task Many_connections_that_come_speak_and_go_are_all_heard_to_the_end()
    {
        const int connections = 600;
        var listener = await _lab.TcpListenerAsync(new() { HalfClosedSeconds = 0 });
        await Parallel.ForEachAsync(Enumerable.Range(0, connections), async (i, _) =>
        {
            using var peer = await Sockets.ConnectAsync(listener.Bound);
            await peer.SendAsync(Sockets.Noise(1000, i));
            if (i % 3 == 0)
            {
                peer.Abort();
                return;
            }

            peer.Shutdown(SocketShutdown.Send);
            Assert.Empty(await peer.ReadToEndAsync());
        });

        await Eventually.HoldsAsync(() => listener.Connections.Open == 0 && listener.Connections.Total == connections);
        var journal = listener.Journal.ReadAll();
        var closed = journal.FindAll(entry => entry.Event?.Type == EventType.ConnectionClosed);
        Assert.Equal(connections - (connections / 3), closed.Count);
        Assert.All(closed, end => Assert.Equal(1000L, end.Data<ConnectionEndedData>().ReceivedBytes));
        Assert.Equal(connections, journal.Count(entry => entry.Event?.Type is EventType.ConnectionClosed or EventType.ConnectionReset));
    }

    private static long Flood(Socket peer, CancellationToken enough)
    {
        const long atMost = 8L << 30;
        var (bytes, sent) = (new byte[256 << 10], 0L);
        while (!enough.IsCancellationRequested && sent < atMost)
        {
            sent += peer.Send(bytes);
        }

        return sent;
    }
}
