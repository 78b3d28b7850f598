using SocketLab.Core.Addresses;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.References;
using static SocketLab.Web.ViewState.References.ReadingList;

namespace SocketLab.Web.ViewState.Feed;

/// <summary>"What happened here?": an entry in two sentences, with where to read on.</summary>
/// <param name="Text">For somebody who sees this for the first time.</param>
/// <param name="Sources">Standards and manual pages; none for what only SocketLab does.</param>
public sealed record Explanation(string Text, params IReadOnlyList<Reference> Sources)
{
    private static readonly string OutOfFiles = FaultCode.TooManyOpenFiles.ToName();

    /// <summary>A sender heard from somebody whom it had not asked.</summary>
    internal static Explanation Unexpected { get; } =
        new(
            "This sender had sent nothing to that address. UDP delivers whatever reaches the port, so this may be a peer that answers from "
                + "another of its addresses, a stray datagram, or a forged one.",
            Udp,
            DnsSpoofing
        );

    /// <summary>Explains an entry.</summary>
    public static Explanation Of(Entry entry) =>
        entry.Peer.IsUnix
            ? UnixExplanation.Of(entry)
            : entry.Kind switch
            {
                EntryKind.Datagram when entry.UnexpectedPeer => Unexpected,
                EntryKind.Datagram => DatagramExplanation.Of(entry),
                EntryKind.Data when entry.Direction == EntryDirection.In => new(
                    "One read brought this piece of the byte stream. TCP keeps order and loses nothing, but it keeps no message borders: "
                        + "one write may come as several reads, or several as one.",
                    TcpData
                ),
                EntryKind.Data => new(
                    "These bytes were handed to the system, which sends them again until the peer acknowledges them. The peer may read "
                        + "them in other pieces.",
                    TcpData
                ),
                _ => OfEvent(entry.Event!, entry.Peer),
            };

    internal static Explanation OfEvent(JournalEvent what, PeerAddress peer) =>
        ConnectionExplanation.Find(what) ?? UnreachableExplanation.Find(what, peer) ?? OfEvent(what.Type, what.Code);

    private static Explanation OfEvent(EventType type, string? code) =>
        type switch
        {
            EventType.ServerRestarted => new(
                "SocketLab keeps entries in memory, so they ended with the server. Endpoints, saved payloads and certificates are on disk "
                    + "and came back; sockets that were open are open again, connections are not."
            ),
            EventType.Started => new(
                "The socket is open and has its address and port. From now on the system delivers what arrives there to this "
                    + "endpoint.",
                Bind
            ),
            EventType.Stopped => new(
                "The socket was closed and its port is free again. Datagrams that arrive there now are answered with ICMP port "
                    + "unreachable, TCP connections with a reset.",
                Close,
                IcmpToUdp
            ),
            EventType.Faulted => new(
                "The endpoint could not start, or its socket failed; the message, or the row before, says why. Nothing else is affected. "
                    + "Fix the cause, then start it again.",
                Bind
            ),
            EventType.ConnectionOpened => new(
                "The three-way handshake is complete: SYN, SYN-ACK, ACK. Both sides can now send, and each direction can end on its own.",
                TcpOpening
            ),
            EventType.ConnectionTimedOut => new(
                "The peer stopped answering: retransmissions or keep-alive probes went unacknowledged until the system gave up. The other "
                    + "machine may be off, or the path broken.",
                TcpFailures,
                TcpKeepAlive
            ),
            EventType.ConnectionRejected when code == OutOfFiles => new(
                "The system lets this program have only so many files and sockets open, and it keeps some for its own work, so this "
                    + "connection was reset. Close others or stop endpoints, or start SocketLab with a higher limit (ulimit -n).",
                Limits
            ),
            EventType.ConnectionRejected => new(
                "As many connections as this endpoint allows were open, so this one was reset. Raise the limit under Options, or close "
                    + "others.",
                TcpReset
            ),
            EventType.ConnectFailed => new(
                "The handshake did not complete. A refusal means that the machine is there but nobody listens on that port; silence means "
                    + "that nothing answered at all.",
                TcpClosedPort
            ),
            EventType.Reconnecting => new(
                "The connection is gone, and this client is set to connect again until it is stopped. It waits a little longer each time, "
                    + "up to half a minute, so as not to hammer a server that is in trouble.",
                Connect
            ),
            EventType.DatagramsRefused => new(
                "A datagram whose checksum is wrong, or that cannot be right otherwise, goes to no program: the kernel counts it for the "
                    + "whole machine and forgets it. A capture shows it all the same. Network cards that compute checksums themselves make "
                    + "captures, and what is replayed from them, look like that.",
                UdpChecksum,
                Proc
            ),
            EventType.MulticastJoined => new(
                "The system told the network (IGMP or MLD) that this machine wants the group's datagrams, and hands them to this socket "
                    + "from now on. Senders learn nothing of it.",
                Igmp,
                Mld
            ),
            EventType.MulticastLeft => new(
                "The socket left the group and hears no more of it. Routers stop forwarding once no machine on the network wants it.",
                Igmp,
                Mld
            ),
            EventType.UrgentData => new(
                "The peer marked a byte as urgent, as telnet does to interrupt and FTP to abort. It is kept in its place in the stream. TCP"
                    + " remembers one mark at a time: a second that comes before the first was read takes its place.",
                Urgent,
                ReadingList.TcpOptions
            ),
            EventType.MulticastLost => new(
                "The network interface on which the group was joined went away: unplugged, a VPN that ended, a container that was removed. "
                    + "Its memberships went with it. SocketLab joins again once an interface of that name is back.",
                Netlink,
                Igmp,
                Mld
            ),
            EventType.MulticastRenewed => new(
                "The interface came back, but the system does not bring memberships back with it. SocketLab looked, found this one "
                    + "missing, and joined again. What was sent to the group meanwhile did not arrive.",
                Netlink,
                Igmp,
                Mld
            ),
            EventType.SelfConnected => new(
                "The client's own port happened to be the one it connected to, so its SYN met itself. TCP allows that (simultaneous open), "
                    + "but nobody else is there.",
                TcpOpening
            ),
            EventType.CaptureNote => new(
                "The capture file does not have all that was on the wire, or has some of it twice. What is here is what it has; where "
                    + "bytes are missing the stream goes on behind the gap.",
                CaptureFile
            ),
            EventType.Dropped => new(
                "More datagrams arrived than fitted into the socket's receive buffer before they could be read, so the kernel threw these "
                    + "away. UDP has no way to slow a sender down.",
                SocketOptions
            ),
            EventType.SendTimedOut => new(
                "The peer does not read, so its receive window and then our send buffer filled up. The rest of the data was not handed to "
                    + "the system.",
                TcpWindow
            ),
            EventType.SendCancelled => new(
                "Whoever asked for the send took that back while the peer kept it waiting. What had gone out cannot be taken back, so the "
                    + "stream may end in the middle of a message.",
                TcpUserCalls
            ),
            EventType.SendFailed => new(
                "The system did not take the data; the message says why. Nothing more than what the feed shows went out.",
                Send
            ),
            EventType.JobStarted => new(
                "From here on this endpoint sends again and again by itself, at the rate that was asked for or as fast as the system takes "
                    + "it. Each message stands in the feed as one sent by hand does.",
                SendMany,
                Sleep
            ),
            EventType.JobEnded => new(
                "The repeated sending is over. The rate is what was sent in fact; what the system refused counts as failed, and of each "
                    + "kind of failure only the first stands in the feed.",
                Send
            ),
            EventType.AcceptFailed => new(
                "A connection waits, but the system could not give this program a socket for it. It is tried again with growing pauses.",
                Accept
            ),
            EventType.TlsEstablished => new(
                "Both sides agreed on a version of TLS, a cipher suite and keys, and the side that was asked to showed its certificate. "
                    + "What you see here is the plaintext; on the wire it is encrypted.",
                Tls
            ),
            EventType.TlsHandshakeFailed => new(
                "The two sides did not come together over encryption, so neither hands data to its program. The message says which of "
                    + "the two refused, and why.",
                Tls
            ),
            EventType.TlsUnverified => new(
                "This endpoint takes any certificate, so nobody checked who the peer is. The bytes are encrypted, but somebody in between "
                    + "could be reading and changing them.",
                TlsCertificates
            ),
            EventType.TlsFailed => new(
                "The encrypted stream could not be read any further: a record was damaged or cut off, or the peer gave up with an alert.",
                TlsErrors
            ),
            EventType.ReplyPaused => new(
                "Replies by rule came faster than the endpoint's limit. Two programs that answer each other do that without end, so "
                    + "answering stops until a second passes with fewer.",
                Echo
            ),
            EventType.ReplyResumed => new(
                "A second passed with fewer replies than the limit, so messages are answered by rule again. What came meanwhile was not."
            ),
            EventType.ReplySkipped => new(
                "Messages came that no rule answered, for the reason in the message. They were received and are in the feed like all "
                    + "others."
            ),
            _ => new("The endpoint reported this itself."),
        };
}
