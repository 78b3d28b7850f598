using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Web.ViewState.Connections;

/// <summary>An order of the table of connections, by one of its columns.</summary>
/// <param name="Column">The column.</param>
/// <param name="Descending">Whether the greatest is first.</param>
public readonly record struct ConnectionOrder(ConnectionColumn Column, bool Descending)
{
    /// <summary>
    /// The order that a click on a column's head leads to: figures with the greatest first, words as in a list, then the other way
    /// round, then that of the connections themselves (null).
    /// </summary>
    public static ConnectionOrder? Next(ConnectionOrder? now, ConnectionColumn column)
    {
        var first = new ConnectionOrder(column, !IsWords(column));
        return now?.Column != column ? first
            : now == first ? first with { Descending = !first.Descending }
            : null;
    }

    /// <summary>Connections in this order; those that are alike stay as they stood.</summary>
    public IReadOnlyList<TcpConnection> Sort(IReadOnlyList<TcpConnection> connections, DateTime now) =>
        Column switch
        {
            ConnectionColumn.State => Sorted(connections, one => one.State),
            ConnectionColumn.Peer => Sorted(connections, one => (one.Peer.IsUnnamed ? PeerText.Of(one) : one.Peer.Address, one.Peer.Port)),
            ConnectionColumn.Program => Sorted(connections, one => PeerText.Of(one.PeerProgram)),
            ConnectionColumn.Age => Sorted(connections, one => (one.ClosedAt ?? now) - one.OpenedAt),
            ConnectionColumn.Received => Sorted(connections, one => one.ReceivedBytes),
            ConnectionColumn.Sent => Sorted(connections, one => one.SentBytes),
            ConnectionColumn.Messages => Sorted(connections, one => one.ReceivedMessages + one.SentMessages),
            ConnectionColumn.Rate => Sorted(connections, BytesPerSecond),
            _ => Sorted(connections, one => ConnectionText.Reason(one.CloseReason, one.Fault is not null)),
        };

    private static bool IsWords(ConnectionColumn column) =>
        column is ConnectionColumn.State or ConnectionColumn.Peer or ConnectionColumn.Program or ConnectionColumn.Ended;

    private static double BytesPerSecond(TcpConnection connection)
    {
        var rates = connection.Traffic.OneSecond;
        return rates.ReceiveBytesPerSecond + rates.SendBytesPerSecond;
    }

    private TcpConnection[] Sorted<TKey>(IReadOnlyList<TcpConnection> connections, Func<TcpConnection, TKey> key) =>
        Descending ? [.. connections.OrderByDescending(key)] : [.. connections.OrderBy(key)];
}

/// <summary>The columns that connections can be sorted by.</summary>
public enum ConnectionColumn
{
    /// <summary>Where it is in its life.</summary>
    State,

    /// <summary>The other side.</summary>
    Peer,

    /// <summary>The program at the other side.</summary>
    Program,

    /// <summary>How long it has been open, or was.</summary>
    Age,

    /// <summary>Bytes received.</summary>
    Received,

    /// <summary>Bytes sent.</summary>
    Sent,

    /// <summary>Reads and writes.</summary>
    Messages,

    /// <summary>Bytes a second.</summary>
    Rate,

    /// <summary>How it ended.</summary>
    Ended,
}
