using System.Net.Sockets;

namespace SocketLab.Core.Faults;

/// <summary>What an accept loop does about an error.</summary>
public enum AcceptAction
{
    /// <summary>The waiting connection died first (ECONNABORTED): take the next at once.</summary>
    Next,

    /// <summary>Out of descriptors or memory: back off, then try again.</summary>
    BackOff,

    /// <summary>The listening socket itself is gone.</summary>
    Fail,
}

/// <summary>Sorts accept errors: accept(2) passes errors of the waiting connection on as its own.</summary>
public static class AcceptFaults
{
    /// <summary>What to do about <paramref name="error"/>.</summary>
    public static AcceptAction Classify(SocketError error) =>
        error switch
        {
            SocketError.ConnectionAborted
            or SocketError.ConnectionReset
            or SocketError.TimedOut
            or SocketError.Interrupted
            or SocketError.TryAgain
            or SocketError.HostUnreachable
            or SocketError.NetworkUnreachable
            or SocketError.NetworkDown
            or SocketError.HostDown
            or SocketError.ProtocolOption
            or SocketError.OperationNotSupported
            or SocketError.WouldBlock => AcceptAction.Next,
            SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable or SocketError.ProcessLimit => AcceptAction.BackOff,
            _ => AcceptAction.Fail,
        };
}
