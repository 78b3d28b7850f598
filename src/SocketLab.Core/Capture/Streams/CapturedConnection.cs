using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Capture.Streams;

/// <summary>A TCP connection as a capture file has it: who talked with whom, from when to when, and how much.</summary>
/// <remarks>Written while the file is read, by whoever reads it; afterwards nothing changes.</remarks>
public sealed class CapturedConnection
{
    internal CapturedConnection(PeerAddress peer, PeerAddress local, DateTime openedAt) =>
        (Peer, Local, OpenedAt) = (peer, local, openedAt);

    /// <summary>Names the connection.</summary>
    public ConnectionId Id { get; } = ConnectionId.Next();

    /// <summary>The side that opened it; of one that was open before the capture began, the side with the higher port.</summary>
    public PeerAddress Peer { get; }

    /// <summary>The side that listened.</summary>
    public PeerAddress Local { get; }

    /// <summary>When its first packet was captured, UTC.</summary>
    public DateTime OpenedAt { get; }

    /// <summary>When it ended, UTC; null where the capture does not have its end.</summary>
    public DateTime? ClosedAt { get; internal set; }

    /// <summary>How it ended, as the listening side would tell it; null where the capture does not have its end.</summary>
    public CloseReason? CloseReason { get; internal set; }

    /// <summary>Where in its life it was at the end of the capture.</summary>
    public ConnectionState State { get; internal set; } = ConnectionState.Connecting;

    /// <summary>Stream bytes that the peer sent, as far as the capture has them.</summary>
    public long ReceivedBytes { get; internal set; }

    /// <summary>Stream bytes that went to the peer, as far as the capture has them.</summary>
    public long SentBytes { get; internal set; }

    /// <summary>Segments with new bytes of the peer.</summary>
    public long ReceivedMessages { get; internal set; }

    /// <summary>Segments with new bytes that went to the peer.</summary>
    public long SentMessages { get; internal set; }
}
