using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Core.Tests.Transport.Tcp;

public sealed class TcpListenerTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task Two_hundred_connections_at_once_are_each_read_to_their_end()
    {
        const int count = 200;
        var listener = await _lab.TcpListenerAsync(new() { HalfClosedSeconds = 0 });
        var ports = await Eventually.Ends(
            Task.WhenAll(
                Enumerable
                    .Range(0, count)
                    .Select(i =>
                        Task.Run(async () =>
                        {
                            using var peer = await Sockets.ConnectAsync(listener.Bound);
                            var port = ((IPEndPoint)peer.LocalEndPoint!).Port;
                            foreach (var piece in Sockets.Noise(i * 997, i).Chunk(5000))
                            {
                                await peer.SendAsync(piece);
                            }

                            peer.Shutdown(SocketShutdown.Send);
                            Assert.Empty(await peer.ReadToEndAsync());
                            return port;
                        })
                    )
            )
        );

        await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Events(EventType.ConnectionClosed).Count == count);
        await Eventually.HoldsAsync(() => listener.Connections.Open == 0);
        Assert.Equal((long)count, listener.Connections.Total);
        var byPort = listener.Connections.List().ToDictionary(c => c.Peer.Port);
        var byConnection = listener.Journal.ReadAll().ToLookup(e => e.ConnectionId);
        for (var i = 0; i < count; i++)
        {
            var connection = byPort[ports[i]];
            var entries = byConnection[connection.Id].ToList();
            TcpPair.AssertEnded(entries, connection, CloseReason.PeerClosed);
            Assert.Equal(Sockets.Noise(i * 997, i), entries.Bytes(EntryDirection.In));
            Assert.Equal(
                [EventType.ConnectionOpened, EventType.PeerHalfClosed, EventType.ConnectionClosed],
                entries.Where(e => e.Event is not null).Select(e => e.Event!.Type)
            );
        }

        listener.Journal.Ledger.AssertReconciles();
    }

    [Theory]
    [InlineData("::1", "::1")]
    [InlineData("::", "127.0.0.1")]
    [InlineData("::", "::1")]
    public async Task Listener_takes_IPv6_and_shows_IPv4_peers_as_IPv4(string local, string target)
    {
        var listener = await _lab.TcpListenerAsync(address: local);
        using var peer = await Sockets.ConnectAsync(new IPEndPoint(IPAddress.Parse(target), listener.Bound!.Port));
        var opened = await listener.Journal.EventAsync(EventType.ConnectionOpened);
        Assert.Equal(PeerAddress.From((IPEndPoint)peer.LocalEndPoint!), opened.Peer);
        Assert.Equal(target, opened.Peer.Address);
        Assert.Equal(target, listener.Connections.ListOpen()[0].Local.Address);
    }

    [Fact]
    public async Task Connections_above_the_limit_are_reset_and_counted()
    {
        const int limit = 5,
            more = 7;
        var listener = await _lab.TcpListenerAsync(new() { MaxConnections = limit });
        var pairs = new List<TcpPair>();
        for (var i = 0; i < limit; i++)
        {
            pairs.Add(await TcpPair.OpenAsync(listener));
        }

        for (var i = 0; i < more; i++)
        {
            // The reset comes so soon that the connect may already tell of it.
            var error = await Assert.ThrowsAsync<SocketException>(async () =>
            {
                using var refused = await Sockets.ConnectAsync(listener.Bound);
                await refused.ReadToEndAsync();
            });
            Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
        }

        await Eventually.HoldsAsync(listener.Journal.Changed, () => Rejections().Sum(data => data.Count) == more);
        Assert.Equal(1, Rejections()[0].Count);
        Assert.True(Rejections().Count < more);
        var statistics = listener.Statistics;
        Assert.Equal(
            ((long)more, limit, (long)limit),
            (statistics.ConnectionsRejected, statistics.ConnectionsOpen, statistics.ConnectionsTotal)
        );
        Assert.All(listener.Journal.Events(EventType.ConnectionRejected), e =>
            Assert.Equal(("limitReached", (long)limit), (e.Event!.Code, e.Data<ConnectionRejectedData>().Limit))
        );
        Assert.Equal("127.0.0.1", listener.Journal.Events(EventType.ConnectionRejected)[0].Peer.Address);

        List<ConnectionRejectedData> Rejections() =>
            [.. listener.Journal.Events(EventType.ConnectionRejected).Select(e => e.Data<ConnectionRejectedData>())];

        pairs[0].Peer.Abort();
        await pairs[0].EndAsync(CloseReason.PeerReset);
        await Eventually.HoldsAsync(() => listener.Connections.Open < limit);
        await TcpPair.OpenAsync(listener);
        pairs.ForEach(pair => pair.Peer.Dispose());
    }

    [Fact]
    public async Task Send_goes_to_all_open_connections()
    {
        var listener = await _lab.TcpListenerAsync();
        var pairs = new List<TcpPair>();
        for (var i = 0; i < 4; i++)
        {
            pairs.Add(await TcpPair.OpenAsync(listener));
        }

        var receipt = await listener.SendAsync("hello"u8.ToArray(), null, CancellationToken.None);
        Assert.Equal((4, 20L, null), (receipt.Messages, receipt.Bytes, receipt.Remote));
        foreach (var pair in pairs)
        {
            Assert.Equal("hello"u8.ToArray(), await pair.Peer.ReadAsync(5));
            pair.Peer.Dispose();
        }
    }

    [Fact]
    public async Task Send_with_nobody_connected_reaches_nobody()
    {
        var listener = await _lab.TcpListenerAsync();
        var receipt = await listener.SendAsync("hello"u8.ToArray(), null, CancellationToken.None);
        Assert.Equal((0, 0L), (receipt.Messages, receipt.Bytes));
    }

    [Fact]
    public async Task Stream_takes_no_destination()
    {
        var listener = await _lab.TcpListenerAsync();
        await Assert.ThrowsAsync<InvalidDefinitionException>(() =>
            listener.SendAsync("x"u8.ToArray(), new() { Host = "127.0.0.1", Port = 1 }, CancellationToken.None)
        );
    }

    [Fact]
    public async Task Stopping_closes_every_connection_before_it_says_stopped()
    {
        var listener = await _lab.TcpListenerAsync();
        var pairs = new List<TcpPair>();
        for (var i = 0; i < 20; i++)
        {
            pairs.Add(await TcpPair.OpenAsync(listener));
        }

        var ends = pairs
            .Select(async pair =>
            {
                var rest = await pair.Peer.ReadToEndAsync();
                pair.Peer.Dispose();
                return rest;
            })
            .ToArray();
        await _lab.Supervisor.StopAsync(listener.Id, CancellationToken.None);
        Assert.All(await Eventually.Ends(Task.WhenAll(ends)), Assert.Empty);
        Assert.Equal(0, listener.Connections.Open);
        Assert.All(pairs, pair => TcpPair.AssertEnded(listener, pair.Connection, CloseReason.Closed));
        Assert.Equal(EventType.Stopped, listener.Journal.ReadAll()[^1].Event?.Type);
    }

    [Fact]
    public async Task Stopped_listener_can_start_on_its_port_again()
    {
        var definition = new EndpointDefinition
        {
            Kind = EndpointKind.TcpListener,
            Local = new() { Port = Sockets.QuietPort() },
        };
        for (var i = 0; i < 5; i++)
        {
            var again = await _lab.StartAsync(definition);
            using var peer = await Sockets.ConnectAsync(again.Bound);
            await again.Journal.EventAsync(EventType.ConnectionOpened);
            var deleting = _lab.Supervisor.DeleteAsync(again.Id, CancellationToken.None);
            Assert.Empty(await peer.ReadToEndAsync());
            peer.Dispose();
            await Eventually.Ends(deleting);
        }
    }

    [Fact]
    public async Task Closed_connections_are_remembered_newest_first_up_to_a_limit()
    {
        var listener = await _lab.TcpListenerAsync(new() { HalfClosedSeconds = 0 });
        const int count = ConnectionTable.ClosedKept + 10;
        for (var i = 0; i < count; i++)
        {
            using var peer = await Sockets.ConnectAsync(listener.Bound);
            peer.Abort();
        }

        using var open = await Sockets.ConnectAsync(listener.Bound);
        await Eventually.HoldsAsync(() => listener.Connections is { Total: count + 1, Open: 1 });
        var list = listener.Connections.List();
        Assert.Equal(ConnectionTable.ClosedKept + 1, list.Count);
        Assert.Null(list[0].CloseReason);
        Assert.Same(list[^1], listener.Connections.Find(list[^1].Id));
        Assert.Same(list[0], _lab.Supervisor.FindConnection(list[0].Id));
        Assert.Null(listener.Connections.Find(new ConnectionId(1)));
    }
}
