namespace SocketLab.Core.Definitions;

/// <summary>What carries a send that has no endpoint.</summary>
public enum OneShotProtocol
{
    /// <summary>One datagram (RFC 768).</summary>
    Udp,

    /// <summary>One connection (RFC 9293).</summary>
    Tcp,
}
