using System.Net.Sockets;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;

namespace SocketLab.Core.Tests.Transport.Tcp;

/// <summary>What is done to several connections at once.</summary>
public sealed class TcpManyTests
{
    [Fact]
    public async Task Data_goes_to_the_chosen_ones_only()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.TcpListenerAsync();
        TcpPair[] pairs = [await TcpPair.OpenAsync(listener), await TcpPair.OpenAsync(listener), await TcpPair.OpenAsync(listener)];
        var receipt = await listener.SendToAsync("to two"u8.ToArray(), [pairs[0].Connection, pairs[2].Connection], CancellationToken.None);
        Assert.Equal((2, 12L, null), (receipt.Messages, receipt.Bytes, receipt.Remote));
        var one = await listener.SendToAsync("!"u8.ToArray(), [pairs[0].Connection], CancellationToken.None);
        Assert.Equal((1, 1L), (one.Messages, one.Bytes));
        Assert.Equal(pairs[0].Peer.LocalEndPoint, one.Remote);

        pairs[1].Connection.ShutdownSend();
        Assert.Empty(await pairs[1].Peer.ReadToEndAsync());
        var some = await listener.SendToAsync("?"u8.ToArray(), [pairs[1].Connection, pairs[0].Connection], CancellationToken.None);
        Assert.Equal(1, some.Messages);
        Assert.Equal("to two!?"u8.ToArray(), await pairs[0].Peer.ReadAsync(8));
        await Assert.ThrowsAsync<ConnectionClosedException>(() =>
            listener.SendToAsync("x"u8.ToArray(), [pairs[1].Connection], CancellationToken.None)
        );
        await lab.Supervisor.StopAsync(listener.Id, CancellationToken.None);
        await Assert.ThrowsAsync<EndpointStateException>(() =>
            listener.SendToAsync("x"u8.ToArray(), [pairs[0].Connection], CancellationToken.None)
        );
        Assert.Equal("to two"u8.ToArray(), await pairs[2].Peer.ReadToEndAsync());
    }

    [Theory]
    [InlineData(true, CloseReason.Reset)]
    [InlineData(false, CloseReason.Closed)]
    public async Task All_that_are_open_end(bool reset, CloseReason reason)
    {
        await using var lab = new EndpointLab();
        var listener = await lab.TcpListenerAsync();
        var first = await TcpPair.OpenAsync(listener);
        var gone = await TcpPair.OpenAsync(listener);
        await gone.Connection.Reset();
        await Eventually.HoldsAsync(() => listener.Connections.Open == 1);
        var last = await TcpPair.OpenAsync(listener);
        var ending = reset ? listener.Connections.ResetAllAsync() : listener.Connections.CloseAllAsync();
        foreach (var peer in (Socket[])[first.Peer, last.Peer])
        {
            if (reset)
            {
                await Assert.ThrowsAsync<SocketException>(() => peer.ReadToEndAsync());
            }
            else
            {
                Assert.Empty(await peer.ReadToEndAsync());
            }

            peer.Dispose();
        }

        Assert.Equal([last.Connection, first.Connection], await Eventually.Ends(ending));
        await first.EndAsync(reason);
        await last.EndAsync(reason);
        Assert.Empty(reset ? await listener.Connections.ResetAllAsync() : await listener.Connections.CloseAllAsync());
    }

    [Fact]
    public async Task All_that_are_open_are_half_closed()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.TcpListenerAsync();
        var (first, second) = (await TcpPair.OpenAsync(listener), await TcpPair.OpenAsync(listener));
        Assert.Equal([second.Connection, first.Connection], listener.Connections.ShutdownAll());
        foreach (var pair in (TcpPair[])[first, second])
        {
            Assert.Empty(await pair.Peer.ReadToEndAsync());
            Assert.Equal(ConnectionState.HalfClosed, pair.Connection.State);
            await pair.Peer.SendAsync("still heard"u8.ToArray());
        }

        await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Ledger.ReceivedBytes == 22);
    }
}
