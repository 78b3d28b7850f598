using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Core.Tests.Transport.Tcp;

/// <summary>A connection that a TCP listener accepted, and the plain socket at its other end.</summary>
internal sealed record TcpPair(Endpoint Endpoint, TcpConnection Connection, Socket Peer)
{
    private static readonly EventType[] Endings = [EventType.ConnectionClosed, EventType.ConnectionReset, EventType.ConnectionTimedOut];

    public EntryJournal Journal => Endpoint.Journal;

    public static async Task<TcpPair> OpenAsync(Endpoint listener)
    {
        var peer = await Sockets.ConnectAsync(listener.Bound);
        TcpConnection? connection = null;
        await Eventually.HoldsAsync(listener.Journal.Changed, () =>
            (connection = Of(listener, peer)) is not null
            && listener.Journal.ReadAll(maxPayload: 0).Exists(e => e.ConnectionId == connection.Id)
        );
        return new(listener, connection!, peer);
    }

    /// <summary>The connection's entries.</summary>
    public List<Entry> Entries() => EntriesOf(Endpoint, Connection);

    /// <summary>The types of the connection's events.</summary>
    public List<EventType> Events() => [.. Entries().Where(e => e.Event is not null).Select(e => e.Event!.Type)];

    /// <summary>Waits for the end and checks that there is one only, that it is the last entry, and that everything agrees on it.</summary>
    public async Task<Entry> EndAsync(CloseReason reason)
    {
        await Journal.FirstAsync(e => IsEndOf(e, Connection));
        return AssertEnded(Endpoint, Connection, reason);
    }

    public static bool IsEndOf(Entry entry, TcpConnection connection) =>
        entry.ConnectionId == connection.Id && entry.Event is { } what && Endings.Contains(what.Type);

    public static List<Entry> EntriesOf(Endpoint endpoint, TcpConnection connection) =>
        [.. endpoint.Journal.ReadAll().Where(e => e.ConnectionId == connection.Id)];

    public static Entry AssertEnded(Endpoint endpoint, TcpConnection connection, CloseReason? reason = null) =>
        AssertEnded(EntriesOf(endpoint, connection), connection, reason);

    public static Entry AssertEnded(List<Entry> entries, TcpConnection connection, CloseReason? reason = null)
    {
        var end = Assert.Single(entries, e => IsEndOf(e, connection));
        Assert.Equal(entries[^1].Sequence, end.Sequence);
        Assert.Equal(reason ?? connection.CloseReason, connection.CloseReason);
        var name = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(connection.CloseReason.ToString()!);
        Assert.Equal((name, name), (end.Event!.Code, end.Data<ConnectionEndedData>().CloseReason));
        Assert.Equal(ConnectionState.Closed, connection.State);
        Assert.NotNull(connection.ClosedAt);
        Assert.Equal(entries.Bytes(EntryDirection.In).LongLength, end.Data<ConnectionEndedData>().ReceivedBytes);
        Assert.Equal(entries.Bytes(EntryDirection.Out).LongLength, end.Data<ConnectionEndedData>().SentBytes);
        AssertContiguous(entries, EntryDirection.In);
        AssertContiguous(entries, EntryDirection.Out);
        return end;
    }

    /// <summary>Offsets begin at 0 and leave no gap.</summary>
    public static void AssertContiguous(IEnumerable<Entry> entries, EntryDirection direction)
    {
        var offset = 0L;
        foreach (var entry in entries.Where(e => e.Direction == direction))
        {
            Assert.Equal(offset, entry.Offset);
            offset += entry.Length;
        }
    }

    private static TcpConnection? Of(Endpoint listener, Socket peer)
    {
        var address = PeerAddress.From((System.Net.IPEndPoint)peer.LocalEndPoint!);
        return listener.Connections.List().FirstOrDefault(c => c.Peer == address);
    }
}
