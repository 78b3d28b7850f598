namespace SocketLab.Core.Faults;

/// <summary>Why the network refused. The names are the HTTP contract's codes, in camelCase there.</summary>
public enum FaultCode
{
    /// <summary>Another socket has the address and port (EADDRINUSE).</summary>
    AddressInUse,

    /// <summary>The address does not belong to this machine (EADDRNOTAVAIL), or no ephemeral port is left.</summary>
    AddressNotAvailable,

    /// <summary>The port is privileged or a policy forbids it (EACCES, EPERM).</summary>
    AccessDenied,

    /// <summary>Nobody listens there (RST to our SYN, or ICMP port unreachable).</summary>
    ConnectionRefused,

    /// <summary>The name has no address.</summary>
    HostNotFound,

    /// <summary>No answer from the last hop (EHOSTUNREACH).</summary>
    HostUnreachable,

    /// <summary>There is no route to the network (ENETUNREACH).</summary>
    NetworkUnreachable,

    /// <summary>Nothing came back in time.</summary>
    TimedOut,

    /// <summary>The other side sent RST.</summary>
    ConnectionReset,

    /// <summary>More bytes than one datagram can carry (EMSGSIZE).</summary>
    MessageTooLong,

    /// <summary>The TLS handshake failed.</summary>
    TlsHandshakeFailed,

    /// <summary>The workspace has no such certificate, or not its private key.</summary>
    CertificateNotFound,

    /// <summary>This process has used up its descriptors (EMFILE).</summary>
    TooManyOpenFiles,

    /// <summary>One of SocketLab's own limits.</summary>
    LimitReached,

    /// <summary>SocketLab does not send there.</summary>
    DestinationDenied,

    /// <summary>Anything else; the message has the system's own name.</summary>
    SocketError,
}
