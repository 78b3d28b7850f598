namespace SocketLab.Core.Journal;

/// <summary>What happened, other than data. The names are the HTTP contract's, in camelCase there.</summary>
public enum EventType
{
    /// <summary>The socket is bound or connected.</summary>
    Started,

    /// <summary>The socket was given back.</summary>
    Stopped,

    /// <summary>The endpoint could not start or go on.</summary>
    Faulted,

    /// <summary>The endpoint was started again after something unforeseen.</summary>
    Restarted,

    /// <summary>The server began anew; the entries of before were in memory. <c>data.lost</c> says how many.</summary>
    ServerRestarted,

    /// <summary>A TCP handshake completed.</summary>
    ConnectionOpened,

    /// <summary>Our own connection limit turned a peer away.</summary>
    ConnectionRejected,

    /// <summary>The peer sent FIN: it will send no more, and can still receive.</summary>
    PeerHalfClosed,

    /// <summary>We sent FIN: we will send no more, and can still receive.</summary>
    HalfClosed,

    /// <summary>The peer marked the byte that follows as urgent (RFC 6093); <c>data.offset</c> says where it stands.</summary>
    UrgentData,

    /// <summary>A connection ended in order.</summary>
    ConnectionClosed,

    /// <summary>A connection ended by RST, the peer's or ours.</summary>
    ConnectionReset,

    /// <summary>A connection ended because the peer fell silent.</summary>
    ConnectionTimedOut,

    /// <summary>A client could not connect.</summary>
    ConnectFailed,

    /// <summary>A client's connection ended, and it will connect again.</summary>
    Reconnecting,

    /// <summary>accept(2) failed; it is tried again.</summary>
    AcceptFailed,

    /// <summary>A TLS handshake completed.</summary>
    TlsEstablished,

    /// <summary>A TLS handshake failed, or the peer refused what we showed in it.</summary>
    TlsHandshakeFailed,

    /// <summary>The peer's certificate was accepted although checks failed, or none was made: the endpoint trusts any.</summary>
    TlsUnverified,

    /// <summary>TLS broke on a connection that it was established on.</summary>
    TlsFailed,

    /// <summary>A send failed.</summary>
    SendFailed,

    /// <summary>The peer did not take what was sent in time.</summary>
    SendTimedOut,

    /// <summary>A stream send was cancelled in the middle by whoever asked for it; <c>data</c> says how much went out.</summary>
    SendCancelled,

    /// <summary>ICMP told that nobody listens where a datagram went (RFC 1122, 4.1.3.3).</summary>
    PortUnreachable,

    /// <summary>A UDP socket became a member of a multicast group (IGMP, RFC 3376; MLD, RFC 3810).</summary>
    MulticastJoined,

    /// <summary>A UDP socket left a multicast group while it goes on.</summary>
    MulticastLeft,

    /// <summary>An interface went, and with it a UDP socket's membership in a multicast group.</summary>
    MulticastLost,

    /// <summary>A membership that the system had dropped was joined anew.</summary>
    MulticastRenewed,

    /// <summary>A client connected to its own port: a simultaneous open with itself (RFC 9293, 3.5).</summary>
    SelfConnected,

    /// <summary>Replies were paused because they came too fast.</summary>
    ReplyPaused,

    /// <summary>Replies go on after a pause.</summary>
    ReplyResumed,

    /// <summary>Messages were not answered by rule; <c>data.count</c> says how many, the code why.</summary>
    ReplySkipped,

    /// <summary>A recording stopped by itself.</summary>
    RecordingStopped,

    /// <summary>A send job began; <c>data.job</c> is its id.</summary>
    JobStarted,

    /// <summary>A send job ended; <c>data</c> says what it sent.</summary>
    JobEnded,

    /// <summary>
    /// The machine's kernel refused datagrams for their checksum or as malformed, whomever they were for; <c>data</c> says how many.
    /// </summary>
    DatagramsRefused,

    /// <summary>The kernel dropped datagrams because the receive buffer was full; <c>data.count</c> says how many.</summary>
    Dropped,

    /// <summary>Something to know about what a capture file has: a gap, what was sent again; the code says which.</summary>
    CaptureNote,
}
