namespace SocketLab.Core.Definitions;

/// <summary>Where an endpoint is in its life. Only <see cref="Running"/> has a socket that carries data.</summary>
public enum EndpointState
{
    /// <summary>No socket. It was never started, was stopped, or its one connection ended in order.</summary>
    Stopped,

    /// <summary>The socket is being bound or connected.</summary>
    Starting,

    /// <summary>Bound (listeners, UDP senders) or connected (TCP clients).</summary>
    Running,

    /// <summary>Connections are being closed and the socket given back.</summary>
    Stopping,

    /// <summary>It could not start or its socket failed; the fault says why and what to do.</summary>
    Faulted,
}
