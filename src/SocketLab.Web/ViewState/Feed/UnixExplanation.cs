using SocketLab.Core.Journal;

namespace SocketLab.Web.ViewState.Feed;

/// <summary>The same for Unix sockets, which have no handshake, no FIN, no RST, and lose nothing on the way.</summary>
internal static class UnixExplanation
{
    private const string Source = "unix(7)";

    /// <summary>Explains an entry whose peer is a Unix socket.</summary>
    public static Explanation Of(Entry entry) =>
        entry.Kind switch
        {
            EntryKind.Datagram when entry.UnexpectedPeer => Explanation.Unexpected with { Source = Source },
            EntryKind.Datagram when entry.Truncated => new(
                "A datagram arrived that is longer than this endpoint keeps, so the end of it is gone.",
                Source
            ),
            EntryKind.Datagram when entry.Direction == EntryDirection.In => new(
                "A datagram arrived in one piece from another program on this "
                    + $"machine.{(entry.Peer.IsUnnamed ? " Its socket has no name, so it cannot be answered." : "")}",
                Source
            ),
            EntryKind.Datagram => new(
                "The datagram lies in the receiver's queue. On one machine nothing is lost on the way: a full queue or an absent receiver "
                    + "would have been an error here.",
                Source
            ),
            EntryKind.Data when entry.Direction == EntryDirection.In => new(
                "One read brought this piece of the byte stream. The system keeps order and loses nothing, but it keeps no message "
                    + "borders: one write may come as several reads, or several as one.",
                Source
            ),
            EntryKind.Data => new(
                "These bytes lie in the peer's queue, in order. It may read them in other pieces, or end without reading them.",
                Source
            ),
            _ => OfEvent(entry.Event!.Type, entry.Event.Code),
        };

    private static Explanation OfEvent(EventType type, string? code) =>
        type switch
        {
            EventType.ConnectionOpened => new(
                "Another program on this machine and this endpoint are connected. No packets were needed: the system joined the two "
                    + "sockets.",
                "unix(7), connect(2), accept(2)"
            ),
            EventType.PeerHalfClosed => new(
                "The peer has nothing more to send, so our reads end here. It can still receive; our side stays open for a moment and then "
                    + "closes too.",
                "shutdown(2)"
            ),
            EventType.HalfClosed => new(
                "We have nothing more to send: the peer's reads end after what was sent before. We can still receive until the peer closes "
                    + "as well.",
                "shutdown(2)"
            ),
            EventType.ConnectionClosed => new(
                "Both directions are closed. What was sent before can still be read by the other side, if it is there to read it.",
                "close(2)"
            ),
            EventType.ConnectionReset => new(
                "One side closed while data that it had not read lay in its queue, so the other side's next read or write fails.",
                Source
            ),
            EventType.ConnectFailed => new(
                "Nobody listens there: either the file does not exist, or the program that made it has ended.",
                "unix(7), connect(2)"
            ),
            _ => Explanation.OfEvent(type, code),
        };
}
