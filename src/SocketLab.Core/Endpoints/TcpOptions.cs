namespace SocketLab.Core.Endpoints;

/// <summary>Options of TCP listeners and clients. Durations are in seconds; 0 switches the limit off where that makes sense.</summary>
public sealed record TcpOptions
{
    /// <summary>Connections that may wait to be accepted; the system caps it (somaxconn).</summary>
    public int Backlog { get; init; } = 512;

    /// <summary>Open connections at most; further ones are reset and counted as rejected.</summary>
    public int MaxConnections { get; init; } = 1000;

    /// <summary>A connection without traffic for so long is closed. 0: never.</summary>
    public int IdleTimeoutSeconds { get; init; }

    /// <summary>A send that the peer does not take for so long fails. 0: never.</summary>
    public int SendTimeoutSeconds { get; init; } = 30;

    /// <summary>How long our side stays open after the peer's FIN or our last send. 0: not at all.</summary>
    public int HalfClosedSeconds { get; init; } = 2;

    /// <summary>How long a client waits for the handshake.</summary>
    public int ConnectTimeoutSeconds { get; init; } = 10;

    /// <summary>Sends small writes at once instead of gathering them (TCP_NODELAY).</summary>
    public bool NoDelay { get; init; } = true;

    /// <summary>Idle time before the system probes a silent peer (RFC 9293, 3.8.4). 0: no probes.</summary>
    public int KeepAliveSeconds { get; init; } = 60;

    /// <summary>Whether a client connects again after its connection ended. Cannot be set in this version.</summary>
    public bool Reconnect { get; init; }

    /// <summary>How the stream is cut into frames for viewing. Only raw in this version.</summary>
    public FramingOptions Framing { get; init; } = new();

    /// <summary>Whether and how the stream is encrypted.</summary>
    public TlsOptions Tls { get; init; } = new();
}

/// <summary>How a stream is cut into frames for viewing.</summary>
public sealed record FramingOptions
{
    /// <summary>The rule.</summary>
    public FramingMode Mode { get; init; } = FramingMode.Raw;

    /// <summary>The bytes between frames, as hex.</summary>
    public string DelimiterHex { get; init; } = "0d0a";

    /// <summary>Size of the length field in bytes.</summary>
    public int LengthBytes { get; init; } = 4;

    /// <summary>Byte order of the length field.</summary>
    public ByteOrder LengthEndian { get; init; } = ByteOrder.Big;

    /// <summary>Whether the length counts its own field.</summary>
    public bool LengthIncludesHeader { get; init; }

    /// <summary>Frame size in bytes for fixed frames.</summary>
    public int FixedBytes { get; init; } = 64;

    /// <summary>Longer frames are shown as oversized.</summary>
    public int MaxFrameBytes { get; init; } = 1 << 20;
}

/// <summary>Rules for cutting a stream.</summary>
public enum FramingMode
{
    /// <summary>Reads as they came.</summary>
    Raw,

    /// <summary>Lines ending in LF.</summary>
    Line,

    /// <summary>A byte sequence ends a frame.</summary>
    Delimiter,

    /// <summary>A length field starts a frame.</summary>
    LengthPrefix,

    /// <summary>Every frame has the same size.</summary>
    Fixed,
}

/// <summary>Byte order.</summary>
public enum ByteOrder
{
    /// <summary>Network byte order.</summary>
    Big,

    /// <summary>Least significant byte first.</summary>
    Little,
}

/// <summary>TLS for a TCP endpoint.</summary>
public sealed record TlsOptions
{
    /// <summary>Whether the stream is encrypted.</summary>
    public bool Enabled { get; init; }

    /// <summary>Which certificate of the workspace a listener shows; null for SocketLab's own self-signed one.</summary>
    public string? CertificateId { get; init; }

    /// <summary>Name a client asks for (SNI) and checks; null for the host of its remote.</summary>
    public string? ServerName { get; init; }

    /// <summary>Danger: any certificate of the peer is accepted. What would have failed is told on each connection.</summary>
    public bool TrustAny { get; init; }

    /// <summary>A certificate of the workspace that is trusted beside those that the system trusts; null for none.</summary>
    public string? TrustedCertificateId { get; init; }

    /// <summary>Which certificate of the workspace a client shows when it is asked for one; null for none.</summary>
    public string? ClientCertificateId { get; init; }

    /// <summary>Whether a listener asks its clients for a certificate.</summary>
    public ClientCertificateMode RequireClientCertificate { get; init; }

    /// <summary>The oldest version that is spoken.</summary>
    public TlsVersion MinimumVersion { get; init; }

    /// <summary>Application protocols, best first (ALPN, RFC 7301), such as <c>h2</c> and <c>http/1.1</c>. Empty: none is negotiated.</summary>
    public IReadOnlyList<string> Alpn { get; init; } = [];

    /// <summary>How long a handshake may take.</summary>
    public int HandshakeTimeoutSeconds { get; init; } = 10;
}

/// <summary>A reply to send when a message matches.</summary>
public sealed record ReplyRule
{
    /// <summary>What to match.</summary>
    public ReplyCondition When { get; init; } = new();

    /// <summary>What to answer.</summary>
    public ReplyPayload? Payload { get; init; }

    /// <summary>Whether to answer with what came.</summary>
    public bool Echo { get; init; }

    /// <summary>Milliseconds to wait before answering.</summary>
    public int DelayMs { get; init; }
}

/// <summary>What a reply rule matches.</summary>
public sealed record ReplyCondition
{
    /// <summary>any, exact, prefix, contains, regex or hex.</summary>
    public string Type { get; init; } = "any";

    /// <summary>The value to compare with.</summary>
    public string Value { get; init; } = "";
}

/// <summary>What a reply rule answers.</summary>
public sealed record ReplyPayload
{
    /// <summary>text, hex or base64.</summary>
    public string Format { get; init; } = "text";

    /// <summary>The payload in that format.</summary>
    public string Data { get; init; } = "";
}
