namespace SocketLab.Core.Definitions;

/// <summary>Versions of TLS. Older ones are broken (RFC 8996) and not spoken.</summary>
public enum TlsVersion
{
    /// <summary>TLS 1.2 (RFC 5246).</summary>
    Tls12,

    /// <summary>TLS 1.3 (RFC 8446).</summary>
    Tls13,
}

/// <summary>Whether a listener asks its clients for a certificate.</summary>
public enum ClientCertificateMode
{
    /// <summary>The listener does not ask for a certificate.</summary>
    None,

    /// <summary>It asks, and takes clients without one. One that is shown must pass the checks.</summary>
    Request,

    /// <summary>It takes only clients that show one.</summary>
    Require,
}
