using System.Globalization;
using SocketLab.Core.Journal;
using static SocketLab.Web.ViewState.References.ReadingList;

namespace SocketLab.Web.ViewState.Feed;

/// <summary>How a TCP connection, or one direction of it, ended: told by who finished, in which order, and by what.</summary>
internal static class ConnectionExplanation
{
    /// <summary>Explains an event; null when it is another one.</summary>
    public static Explanation? Find(JournalEvent what) =>
        what.Type switch
        {
            EventType.PeerHalfClosed => OfPeerFin(what.Data as PeerHalfClosedData ?? new()),
            EventType.HalfClosed => OfOurFin(what.Data is HalfClosedData { PeerFinished: true }),
            EventType.ConnectionClosed => OfEnd(what.Code, what.Data is not ConnectionEndedData { PeerFinished: false }),
            EventType.ConnectionReset => OfReset(what.Code),
            _ => null,
        };

    private static Explanation OfPeerFin(PeerHalfClosedData data)
    {
        var ours = data.ClosesAfterSeconds switch
        {
            null => "Our side had finished before, so both directions have ended now.",
            0 => "It could still receive, but our side closes at once: the endpoint's option “Stay half-closed” is 0 s.",
            { } seconds => string.Create(
                CultureInfo.InvariantCulture,
                $"It can still receive. Our side closes by itself when it has sent nothing for {seconds:N0} s; set “Stay half-closed” "
                    + $"among the options of the endpoint or the connection to change that."
            ),
        };
        return data.CloseNotify switch
        {
            null => new($"The peer sent FIN: it has nothing more to send, so our reads end here. {ours}", TcpClosing),
            true => new(
                $"The peer said inside TLS that it has nothing more to send (close_notify), so this is where it meant to end. {ours}",
                TlsClosure,
                TcpClosing
            ),
            false => new(
                "The peer's FIN came without TLS's own end of stream (close_notify). So nothing proves that the peer meant to end here: "
                    + $"it may simply not send one, or somebody on the path cut the stream. {ours}",
                TlsClosure,
                TcpClosing
            ),
        };
    }

    private static Explanation OfOurFin(bool peerFinished) =>
        peerFinished
            ? new(
                "We sent FIN as the peer had before: both directions have ended, and the peer's reads end after what was sent before.",
                TcpClosing
            )
            : new(
                "We sent FIN: the peer's reads end after what was sent before. We can still receive until the peer finishes as well.",
                TcpClosing
            );

    private static Explanation OfEnd(string? code, bool peerFinished) =>
        (code, peerFinished) switch
        {
            ("error", _) => new(
                "The connection was given up because of an error, and not closed in order: what was under way may be lost on either side. "
                    + "The message, or the row before, says what it was.",
                TcpUserCalls
            ),
            ("peerClosed", _) => new(
                "The peer finished first (FIN), and then our side did. What either had sent before its FIN is delivered before the end "
                    + "is. The peer, since it closed first, keeps the port in TIME-WAIT for a while.",
                TcpClosing
            ),
            ("idle", _) => new(
                "Nothing came or went for as long as the endpoint's option for idle connections allows, so our side closed the connection "
                    + "in order (FIN).",
                TcpClosing
            ),
            (_, true) => new(
                "Both sides have finished (FIN). What either had sent before its FIN is delivered before the end is. The side that "
                    + "finished first keeps the port in TIME-WAIT for a while.",
                TcpClosing
            ),
            (_, false) => new(
                "Our side finished (FIN) and did not wait longer for the peer to finish as well. The system still delivers what was sent "
                    + "before; what the peer sends from now on is answered with RST.",
                TcpClosing
            ),
        };

    private static Explanation OfReset(string? code) =>
        code == "reset"
            ? new(
                "We sent RST, which ends the connection at once: the peer's next read or write fails with “connection reset”, and what "
                    + "was under way is lost, both ways.",
                TcpReset
            )
            : new(
                "The peer sent RST, which ends the connection at once; what was under way is lost, both ways. Programs do that when they "
                    + "crash, close with unread data, or refuse.",
                TcpReset
            );
}
