namespace SocketLab.Core.Transport.Tcp;

/// <summary>What was asked for needs a connection whose sending side is open, and it is not.</summary>
public sealed class ConnectionClosedException : Exception
{
    /// <summary>Says so.</summary>
    public ConnectionClosedException()
        : base("The connection is closed for sending.")
    {
    }
}
