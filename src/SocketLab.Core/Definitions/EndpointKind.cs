namespace SocketLab.Core.Definitions;

/// <summary>What sort of socket an endpoint is.</summary>
public enum EndpointKind
{
    /// <summary>Receives datagrams on a bound port and can answer from it (RFC 768).</summary>
    UdpListener,

    /// <summary>Accepts connections on a bound port (RFC 9293).</summary>
    TcpListener,

    /// <summary>Sends datagrams and shows the answers that come back to its port.</summary>
    UdpSender,

    /// <summary>Opens one connection to a remote port.</summary>
    TcpClient,
}

/// <summary>Questions about a kind that several rooms ask.</summary>
public static class EndpointKinds
{
    /// <summary>Whether the kind waits for others to come to it.</summary>
    public static bool IsListener(this EndpointKind kind) => kind is EndpointKind.UdpListener or EndpointKind.TcpListener;

    /// <summary>Whether the kind carries datagrams rather than streams.</summary>
    public static bool IsUdp(this EndpointKind kind) => kind is EndpointKind.UdpListener or EndpointKind.UdpSender;
}
