using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;
using static SocketLab.Web.ViewState.References.ReadingList;

namespace SocketLab.Web.ViewState.Feed;

/// <summary>The same for Unix sockets, which have no handshake, no FIN, no RST, and lose nothing on the way.</summary>
internal static class UnixExplanation
{
    /// <summary>Explains an entry whose peer is a Unix socket.</summary>
    public static Explanation Of(Entry entry) =>
        entry.Kind switch
        {
            EntryKind.Datagram when entry.UnexpectedPeer => Explanation.Unexpected with { Sources = [Unix] },
            EntryKind.Datagram when entry.Truncated => new(
                "A datagram arrived that is longer than this endpoint keeps, so the end of it is gone.",
                Unix
            ),
            EntryKind.Datagram when entry.Direction == EntryDirection.In => new(
                "A datagram arrived in one piece from another program on this "
                    + $"machine.{(entry.Peer.IsUnnamed ? " Its socket has no name, so it cannot be answered." : "")}",
                Unix
            ),
            EntryKind.Datagram => new(
                "The datagram lies in the receiver's queue. On one machine nothing is lost on the way: a full queue or an absent receiver "
                    + "would have been an error here.",
                Unix
            ),
            EntryKind.Data when entry.Direction == EntryDirection.In => new(
                "One read brought this piece of the byte stream. The system keeps order and loses nothing, but it keeps no message "
                    + "borders: one write may come as several reads, or several as one.",
                Unix
            ),
            EntryKind.Data => new(
                "These bytes lie in the peer's queue, in order. It may read them in other pieces, or end without reading them.",
                Unix
            ),
            _ => OfEvent(entry.Event!, entry.Peer),
        };

    private static Explanation OfEvent(JournalEvent what, PeerAddress peer) =>
        what.Type switch
        {
            EventType.ConnectionOpened => new(
                "Another program on this machine and this endpoint are connected. No packets were needed: the system joined the two "
                    + "sockets.",
                Unix,
                Connect,
                Accept
            ),
            EventType.PeerHalfClosed => new(
                "The peer has nothing more to send, so our reads end here. It can still receive, until our side closes too: the message "
                    + "says when.",
                Shutdown
            ),
            EventType.HalfClosed => new("We have nothing more to send: the peer's reads end after what was sent before.", Shutdown),
            EventType.ConnectionClosed when what.Code != "error" => new(
                "The connection is over. What was sent before can still be read by the other side, if it is there to read it.",
                Close
            ),
            EventType.ConnectionReset when what.Code == "reset" => new(
                "We broke the connection off. On one machine that looks to the peer like a close: it reads what we had sent, then the end.",
                Unix
            ),
            EventType.ConnectionReset => new(
                "The peer closed while data that it had not read lay in its queue, so our next read or write fails.",
                Unix
            ),
            EventType.ConnectFailed => new(
                "Nobody listens there: either the file does not exist, or the program that made it has ended.",
                Unix,
                Connect
            ),
            _ => Explanation.OfEvent(what, peer),
        };
}
