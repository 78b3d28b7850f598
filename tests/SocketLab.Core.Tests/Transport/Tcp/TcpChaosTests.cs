using System.Net.Sockets;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Core.Tests.Transport.Tcp;

/// <summary>
/// Both sides send, close, half-close and reset as they like, all at once: every connection still ends once, and every count agrees.
/// </summary>
public sealed class TcpChaosTests : IAsyncDisposable
{
    private const int Connections = 150;

    private readonly EndpointLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_connection_ends_exactly_once(int seed)
    {
        var listener = await _lab.TcpListenerAsync(new() { HalfClosedSeconds = 0, SendTimeoutSeconds = 1 });
        await Eventually.Ends(
            Task.WhenAll(
                Enumerable
                    .Range(0, Connections)
                    .Select(i =>
                        Task.Run(async () =>
                        {
                            var random = new Random((seed * Connections) + i);
                            var pair = await TcpPair.OpenAsync(listener);
                            var ours = Task.Run(() => OursAsync(pair.Connection, new Random(random.Next())));
                            await TheirsAsync(pair.Peer, random);
                            await ours;
                            await Eventually.Ends(pair.Connection.Close());
                        })
                    )
            )
        );

        await Eventually.HoldsAsync(() => listener.Connections.Open == 0);
        var connections = listener.Connections.List();
        Assert.Equal(Connections, connections.Count);
        var entries = listener.Journal.ReadAll();
        var byConnection = entries.ToLookup(e => e.ConnectionId);
        Assert.All(connections, connection => TcpPair.AssertEnded([.. byConnection[connection.Id]], connection));
        Assert.Equal(entries.Bytes(EntryDirection.In).LongLength, connections.Sum(c => c.ReceivedBytes));
        Assert.Equal(entries.Bytes(EntryDirection.Out).LongLength, connections.Sum(c => c.SentBytes));
        listener.Journal.Ledger.AssertReconciles();
    }

    private static async Task OursAsync(TcpConnection connection, Random random)
    {
        try
        {
            for (var i = random.Next(6); i > 0; i--)
            {
                await connection.SendAsync(new byte[random.Next(200_000)], CancellationToken.None);
            }

            switch (random.Next(5))
            {
                case 0:
                    connection.ShutdownSend();
                    break;
                case 1:
                    _ = connection.Close();
                    break;
                case 2:
                    await connection.Reset();
                    break;
            }
        }
        catch (Exception error) when (error is ConnectionClosedException or NetworkException)
        {
            // The other side was quicker.
        }
    }

    private static async Task TheirsAsync(Socket peer, Random random)
    {
        try
        {
            for (var i = random.Next(6); i > 0; i--)
            {
                await peer.SendAsync(new byte[random.Next(1, 100_000)]).WaitAsync(TimeSpan.FromSeconds(5));
            }

            switch (random.Next(4))
            {
                case 0:
                    peer.Abort();
                    return;
                case 1:
                    peer.Shutdown(SocketShutdown.Send);
                    await peer.ReadToEndAsync();
                    break;
                case 2:
                    peer.Shutdown(SocketShutdown.Send);
                    peer.Abort();
                    return;
            }
        }
        catch (SocketException)
        {
            // Reset by us.
        }

        peer.Dispose();
    }
}
