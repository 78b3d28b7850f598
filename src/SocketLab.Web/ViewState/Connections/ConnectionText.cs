using SocketLab.Core.Definitions;

namespace SocketLab.Web.ViewState.Connections;

/// <summary>What is said of a connection: its state and how it ended, in words that both sides' users share.</summary>
public static class ConnectionText
{
    /// <summary>The state in two words.</summary>
    public static string State(ConnectionState state) =>
        state switch
        {
            ConnectionState.Connecting => "connecting",
            ConnectionState.Open => "open",
            ConnectionState.PeerHalfClosed => "half-closed by peer",
            ConnectionState.HalfClosed => "half-closed by us",
            _ => "closed",
        };

    /// <summary>The state explained, for whoever points at it.</summary>
    public static string Meaning(ConnectionState state) =>
        state switch
        {
            ConnectionState.Connecting => "The TCP connection stands (ESTABLISHED); the TLS handshake is under way.",
            ConnectionState.Open => "Both sides can send (ESTABLISHED).",
            ConnectionState.PeerHalfClosed => "The peer sent FIN and sends no more; we still can (CLOSE-WAIT).",
            ConnectionState.HalfClosed => "We sent FIN and send no more; the peer still can (FIN-WAIT).",
            _ => "It is over.",
        };

    /// <summary>The colour's name in the style sheet. The word beside it says the same.</summary>
    public static string Colour(ConnectionState state, CloseReason? reason) =>
        state switch
        {
            ConnectionState.Open => "open",
            ConnectionState.Closed => reason is CloseReason.PeerReset or CloseReason.TimedOut or CloseReason.Error ? "lost" : "closed",
            _ => "half",
        };

    /// <summary>How it ended; empty while it lives.</summary>
    /// <param name="reason">The close reason.</param>
    /// <param name="tlsFailed">Whether it ended because TLS failed on it.</param>
    public static string Reason(CloseReason? reason, bool tlsFailed) =>
        reason switch
        {
            null => "",
            CloseReason.Error when tlsFailed => "ended: TLS failed",
            CloseReason.PeerClosed => "closed by the peer",
            CloseReason.Closed => "closed by us",
            CloseReason.Reset => "reset by us",
            CloseReason.PeerReset => "reset by the peer",
            CloseReason.TimedOut => "lost: the peer stopped answering",
            CloseReason.Idle => "closed by us: idle",
            _ => "ended by an error of the system",
        };
}
