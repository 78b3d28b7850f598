namespace SocketLab.Web.ViewState.References;

/// <summary>Everything that explanations refer to: standards and manual pages, with what they are about. It quotes nothing.</summary>
public static partial class ReadingList
{
    /// <summary>RFC 768: User Datagram Protocol.</summary>
    public static readonly Reference Udp = Reference.Rfc(
        768,
        "User Datagram Protocol",
        "All of UDP on three pages: ports, a length and a checksum. What it does not promise, no order and no delivery, is the point of it."
    );

    /// <summary>RFC 792: Internet Control Message Protocol.</summary>
    public static readonly Reference Icmp = Reference.Rfc(
        792,
        "Internet Control Message Protocol",
        "The messages by which machines and routers say that something could not be delivered over IPv4; "
            + "type 3 is “destination unreachable”, and its code says why."
    );

    /// <summary>RFC 4443: ICMPv6.</summary>
    public static readonly Reference IcmpV6 = Reference.Rfc(
        4443,
        "ICMPv6",
        "The same for IPv6, with numbers of its own: type 1 is “destination unreachable”."
    );

    /// <summary>RFC 1122, 4.1.3.1: ports, and what a machine says of a closed one.</summary>
    public static readonly Reference IcmpToUdp = Reference.Rfc(
        1122,
        "4.1.3.1",
        "Ports, and what a machine says of a closed one",
        "What a machine is to answer when a datagram is for a port on which nobody listens."
    );

    /// <summary>RFC 1122, 4.1.3.4: UDP checksums.</summary>
    public static readonly Reference UdpChecksum = Reference.Rfc(
        1122,
        "4.1.3.4",
        "UDP checksums",
        "When a receiver throws a datagram away for its checksum, and that the program hears nothing of it."
    );

    /// <summary>RFC 5452, 9.1: answers from where nobody asked.</summary>
    public static readonly Reference DnsSpoofing = Reference.Rfc(
        5452,
        "9.1",
        "Answers from where nobody asked",
        "Why a program that asked over UDP should look at who answers: anybody can send to an open port."
    );

    /// <summary>RFC 9293, 3.5: establishing a connection.</summary>
    public static readonly Reference TcpOpening = Reference.Rfc(
        9293,
        "3.5",
        "Establishing a connection",
        "The three-way handshake, SYN, SYN-ACK, ACK, and what becomes of it when both sides call at once."
    );

    /// <summary>RFC 9293, 3.5.2: reset generation.</summary>
    public static readonly Reference TcpReset = Reference.Rfc(
        9293,
        "3.5.2",
        "Reset generation",
        "When a side sends RST, and what it means: the connection is over at once, and what was under way is lost."
    );

    /// <summary>RFC 9293, 3.6: closing a connection.</summary>
    public static readonly Reference TcpClosing = Reference.Rfc(
        9293,
        "3.6",
        "Closing a connection",
        "Each direction ends by its own FIN. The cases in which one side finishes first, or both at once, and TIME-WAIT after them."
    );

    /// <summary>RFC 9293, 3.8: data communication.</summary>
    public static readonly Reference TcpData = Reference.Rfc(
        9293,
        "3.8",
        "Data communication",
        "How the stream of bytes is numbered, acknowledged and sent again, and why reads do not end where writes did."
    );

    /// <summary>RFC 9293, 3.8.3: connection failures.</summary>
    public static readonly Reference TcpFailures = Reference.Rfc(
        9293,
        "3.8.3",
        "Connection failures",
        "What happens when the other side acknowledges nothing: how often TCP tries again, and when it gives up."
    );

    /// <summary>RFC 9293, 3.8.4: keep-alives.</summary>
    public static readonly Reference TcpKeepAlive = Reference.Rfc(
        9293,
        "3.8.4",
        "Keep-alives",
        "How a side asks whether a silent peer is still there, and why that is off unless somebody switches it on."
    );

    /// <summary>RFC 9293, 3.8.6: managing the window.</summary>
    public static readonly Reference TcpWindow = Reference.Rfc(
        9293,
        "3.8.6",
        "Managing the window",
        "How a receiver that does not read holds the sender back, until its window is open again."
    );

    /// <summary>RFC 9293, 3.9.1: the calls of a program.</summary>
    public static readonly Reference TcpUserCalls = Reference.Rfc(
        9293,
        "3.9.1",
        "The calls of a program",
        "Open, send, receive, close, abort and status as TCP defines them: what a program is told and when."
    );

    /// <summary>RFC 9293, 3.10.7.1: A segment for which there is no connection.</summary>
    public static readonly Reference TcpClosedPort = Reference.Rfc(
        9293,
        "3.10.7.1",
        "A segment for which there is no connection",
        "What a machine does with a SYN for a port on which nobody listens: it answers with RST, which the "
            + "caller reads as “connection refused”."
    );

    /// <summary>RFC 6093: TCP's urgent mechanism.</summary>
    public static readonly Reference Urgent = Reference.Rfc(
        6093,
        "TCP's urgent mechanism",
        "What the urgent pointer really points at, why systems differ, and why new programs should leave it alone."
    );

    /// <summary>RFC 8446, 4: the TLS 1.3 handshake.</summary>
    public static readonly Reference Tls = Reference.Rfc(
        8446,
        "4",
        "The TLS 1.3 handshake",
        "Who sends what until both sides have keys: hellos, certificate, and the proof that its owner is there."
    );

    /// <summary>RFC 8446, 4.4.2.4: checking a certificate.</summary>
    public static readonly Reference TlsCertificates = Reference.Rfc(
        8446,
        "4.4.2.4",
        "Checking a certificate",
        "What a side does with a certificate that it does not accept, and with none."
    );

    /// <summary>RFC 8446, 6: the alert protocol.</summary>
    public static readonly Reference TlsAlerts = Reference.Rfc(
        8446,
        "6",
        "The alert protocol",
        "The words in which TLS says that something is wrong, each with its number."
    );

    /// <summary>RFC 8446, 6.1: closure alerts.</summary>
    public static readonly Reference TlsClosure = Reference.Rfc(
        8446,
        "6.1",
        "Closure alerts",
        "Why TLS has an end of its own, close_notify: without it, somebody on the path could cut the stream unnoticed."
    );

    /// <summary>RFC 8446, 6.2: error alerts.</summary>
    public static readonly Reference TlsErrors = Reference.Rfc(
        8446,
        "6.2",
        "Error alerts",
        "What each fatal alert means. After one the connection is over."
    );

    /// <summary>RFC 3376: IGMP version 3.</summary>
    public static readonly Reference Igmp = Reference.Rfc(
        3376,
        "IGMP version 3",
        "How a machine tells its routers over IPv4 which multicast groups it wants to hear, and from whom."
    );

    /// <summary>RFC 3810: Multicast Listener Discovery.</summary>
    public static readonly Reference Mld = Reference.Rfc(
        3810,
        "Multicast Listener Discovery",
        "How a machine tells its routers the same over IPv6, with messages of ICMPv6."
    );

    /// <summary>The format of capture files.</summary>
    public static readonly Reference CaptureFile = Reference.Draft(
        "draft-ietf-opsawg-pcapng",
        "PCAP Now Generic (pcapng)",
        "The format of capture files: blocks for interfaces, packets, comments and counts."
    );

    /// <summary>RFC 862: echo.</summary>
    public static readonly Reference Echo = Reference.Rfc(
        862,
        "Echo",
        "The oldest automatic reply. Two such services that answer each other never stop, which is why there is a limit."
    );

    /// <summary>Standards.</summary>
    public static IReadOnlyList<Reference> Standards { get; } =
    [
        Udp,
        Icmp,
        IcmpV6,
        IcmpToUdp,
        UdpChecksum,
        DnsSpoofing,
        TcpOpening,
        TcpReset,
        TcpClosing,
        TcpData,
        TcpFailures,
        TcpKeepAlive,
        TcpWindow,
        TcpUserCalls,
        TcpClosedPort,
        Urgent,
        Tls,
        TlsCertificates,
        TlsAlerts,
        TlsClosure,
        TlsErrors,
        Igmp,
        Mld,
        Echo,
        CaptureFile,
    ];

    /// <summary>All of it.</summary>
    public static IReadOnlyList<Reference> All => [.. Standards, .. Manual];
}
