using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.ViewState.Connections;

/// <summary>One line of the table of connections, ready to show.</summary>
public sealed record ConnectionRow
{
    /// <summary>Which connection.</summary>
    public required ConnectionId Id { get; init; }

    /// <summary>The other side.</summary>
    public required string Peer { get; init; }

    /// <summary>The program of this machine at the other side; empty where it is not known.</summary>
    public required string Program { get; init; }

    /// <summary>Where it is in its life.</summary>
    public required ConnectionState State { get; init; }

    /// <summary>How it ended; null while it lives.</summary>
    public required CloseReason? CloseReason { get; init; }

    /// <summary>How it ended, in words; empty while it lives.</summary>
    public required string Reason { get; init; }

    /// <summary>How long it has been open, or was.</summary>
    public required string Age { get; init; }

    /// <summary>Bytes received.</summary>
    public required string ReceivedBytes { get; init; }

    /// <summary>Bytes sent.</summary>
    public required string SentBytes { get; init; }

    /// <summary>The same two as fits a narrow column: exact while that is short.</summary>
    public required (string Received, string Sent) Sizes { get; init; }

    /// <summary>Reads that brought data.</summary>
    public required string ReceivedMessages { get; init; }

    /// <summary>Writes.</summary>
    public required string SentMessages { get; init; }

    /// <summary>Bytes a second, both ways together; empty while nothing moves.</summary>
    public required string Rate { get; init; }

    /// <summary>Its encryption; null without TLS and before the handshake is complete.</summary>
    public TlsMark? Tls { get; init; }

    /// <summary>Whether it is ticked.</summary>
    public bool Selected { get; init; }

    /// <summary>Whether the keys act on it.</summary>
    public bool Current { get; init; }

    /// <summary>The row of a connection at this moment.</summary>
    public static ConnectionRow Of(TcpConnection connection, DateTime now, bool selected, bool current)
    {
        var rates = connection.Traffic.OneSecond;
        var moving = rates.ReceiveBytesPerSecond + rates.SendBytesPerSecond;
        return new()
        {
            Id = connection.Id,
            Peer = PeerText.Of(connection),
            Program = PeerText.Of(connection.PeerProgram),
            State = connection.State,
            CloseReason = connection.CloseReason,
            Reason = ConnectionText.Reason(connection.CloseReason, connection.Fault is not null),
            Age = Elapsed.Format((connection.ClosedAt ?? now) - connection.OpenedAt),
            ReceivedBytes = Number(connection.ReceivedBytes),
            SentBytes = Number(connection.SentBytes),
            Sizes = (Size(connection.ReceivedBytes), Size(connection.SentBytes)),
            ReceivedMessages = Number(connection.ReceivedMessages),
            SentMessages = Number(connection.SentMessages),
            Rate = moving > 0 ? $"{ByteSize.Format(moving)}/s" : "",
            Tls = TlsMark.Of(connection.Tls),
            Selected = selected,
            Current = current,
        };
    }

    private static string Size(long bytes) => bytes < 1_000_000 ? Number(bytes) : ByteSize.Format(bytes);
}
