namespace SocketLab.Core.Faults;

/// <summary>What was asked for needs a connection whose sending side is open, and it is not.</summary>
public sealed class ConnectionClosedException : Exception
{
    /// <summary>Says that the connection cannot be sent on.</summary>
    /// <param name="wasOpen">Whether it has been open: during the TLS handshake it is not yet.</param>
    public ConnectionClosedException(bool wasOpen = true)
        : base(wasOpen ? "The connection is closed for sending." : "The connection's TLS handshake is not complete.") { }

    private ConnectionClosedException(string message)
        : base(message) { }

    /// <summary>Says that the connection was read from a capture file.</summary>
    public static ConnectionClosedException OfCapture() =>
        new("This connection stands in a capture file. It has no socket: nothing can be sent on it, and it cannot be ended or changed.");
}
