namespace SocketLab.Core.Definitions;

/// <summary>Where a TCP connection is in its life, in words of RFC 9293 (3.3.2) that both sides' users share.</summary>
public enum ConnectionState
{
    /// <summary>The handshake is under way.</summary>
    Connecting,

    /// <summary>Both directions are open.</summary>
    Open,

    /// <summary>The peer sent FIN; we can still send (CLOSE-WAIT).</summary>
    PeerHalfClosed,

    /// <summary>We sent FIN; the peer can still send (FIN-WAIT).</summary>
    HalfClosed,

    /// <summary>It is over; the close reason says how.</summary>
    Closed,
}

/// <summary>How a connection ended.</summary>
public enum CloseReason
{
    /// <summary>The peer sent FIN first and our side followed.</summary>
    PeerClosed,

    /// <summary>We closed in order.</summary>
    Closed,

    /// <summary>We sent RST.</summary>
    Reset,

    /// <summary>The peer sent RST.</summary>
    PeerReset,

    /// <summary>The peer fell silent: data or keep-alive probes stayed unanswered.</summary>
    TimedOut,

    /// <summary>Nothing came or went for the configured time, and we closed.</summary>
    Idle,

    /// <summary>The system reported something else; the event's message has its name.</summary>
    Error,
}
