namespace SocketLab.Core.Definitions;

/// <summary>What sort of socket an endpoint is. <see cref="KindTraits"/> says what each kind is like.</summary>
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

    /// <summary>What a capture file has: no socket, but a journal to look into.</summary>
    Capture,
}

/// <summary>Questions about a kind that several rooms ask.</summary>
public static class EndpointKinds
{
    /// <summary>The traits of the kind.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
    public static KindTraits Traits(this EndpointKind kind) => KindTraits.Of(kind);

    /// <summary>Whether the kind waits for others to come to it.</summary>
    /// <inheritdoc cref="Traits"/>
    public static bool IsListener(this EndpointKind kind) => KindTraits.Of(kind).WaitsForOthers;

    /// <summary>Whether the kind carries datagrams rather than streams.</summary>
    /// <inheritdoc cref="Traits"/>
    public static bool IsUdp(this EndpointKind kind) => KindTraits.Of(kind).CarriesDatagrams;
}
