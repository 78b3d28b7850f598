namespace SocketLab.Core.Definitions;

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

    /// <summary>
    /// How long our close waits for the peer to acknowledge what we sent (SO_LINGER, socket(7)); then the connection is reset. 0: a close
    /// is
    /// a reset, at once. Null: the system goes on by itself with what is unsent. At the endpoint's stop 3 seconds at most.
    /// </summary>
    public int? LingerSeconds { get; init; }

    /// <summary>Whether a client that cannot connect, or whose connection ended however, tries again until it is stopped.</summary>
    public bool Reconnect { get; init; }

    /// <summary>How the stream is cut into frames for viewing and for reply rules.</summary>
    public FramingOptions Framing { get; init; } = new();

    /// <summary>Whether and how the stream is encrypted.</summary>
    public TlsOptions Tls { get; init; } = new();
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

    /// <summary>The newest version that is spoken.</summary>
    public TlsVersion MaximumVersion { get; init; } = TlsVersion.Tls13;

    /// <summary>
    /// Cipher suites by their registered names (IANA), best first, such as <c>TLS_AES_128_GCM_SHA256</c>. Empty: those of the system.
    /// </summary>
    public IReadOnlyList<string> CipherSuites { get; init; } = [];

    /// <summary>
    /// Application protocols, best first (ALPN, RFC 7301), such as <c>h2</c> and <c>http/1.1</c>. Empty: none is negotiated.
    /// </summary>
    public IReadOnlyList<string> Alpn { get; init; } = [];

    /// <summary>How long a handshake may take.</summary>
    public int HandshakeTimeoutSeconds { get; init; } = 10;

    /// <summary>Whether a version is spoken: it is neither too old nor too new, and has a cipher suite.</summary>
    public bool Speaks(TlsVersion version) =>
        version >= MinimumVersion
        && version <= MaximumVersion
        && (CipherSuites.Count == 0 || TlsSuites.Parse(CipherSuites).Any(suite => TlsSuites.VersionOf(suite) == version));

    /// <summary>Whether these options name the certificate with this id, to show it or to trust it.</summary>
    public bool Uses(string certificateId) =>
        CertificateId == certificateId || ClientCertificateId == certificateId || TrustedCertificateId == certificateId;

    /// <summary>Whether nobody checks who the peers of such an endpoint are although it asks them for a certificate.</summary>
    /// <param name="kind">The endpoint's kind: a server always shows one, a client only when it is asked.</param>
    public bool TrustsAny(EndpointKind kind) =>
        Enabled && TrustAny && (!kind.IsListener() || RequireClientCertificate != ClientCertificateMode.None);
}
