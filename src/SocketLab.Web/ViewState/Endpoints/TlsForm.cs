using SocketLab.Core.Definitions;

namespace SocketLab.Web.ViewState.Endpoints;

/// <summary>The TLS fields of the endpoint form.</summary>
public sealed class TlsForm
{
    private readonly TlsOptions _base;

    /// <summary>Fields that start from <paramref name="options"/>.</summary>
    public TlsForm(TlsOptions options)
    {
        _base = options;
        Enabled = options.Enabled;
        CertificateId = options.CertificateId;
        ServerName = options.ServerName ?? "";
        TrustAny = options.TrustAny;
        TrustedCertificateId = options.TrustedCertificateId;
        ClientCertificateId = options.ClientCertificateId;
        RequireClientCertificate = options.RequireClientCertificate;
        MinimumVersion = options.MinimumVersion;
        MaximumVersion = options.MaximumVersion;
        CipherSuites = string.Join(", ", options.CipherSuites);
        Alpn = string.Join(", ", options.Alpn);
        HandshakeTimeoutSeconds = options.HandshakeTimeoutSeconds;
    }

    public bool Enabled { get; set; }

    /// <summary>Null: SocketLab's own.</summary>
    public string? CertificateId { get; set; }

    /// <summary>Empty: the host of the remote.</summary>
    public string ServerName { get; set; }

    public bool TrustAny { get; set; }

    public string? TrustedCertificateId { get; set; }

    public string? ClientCertificateId { get; set; }

    public ClientCertificateMode RequireClientCertificate { get; set; }

    public TlsVersion MinimumVersion { get; set; }

    public TlsVersion MaximumVersion { get; set; }

    /// <summary>Registered names of cipher suites with commas between.</summary>
    public string CipherSuites { get; set; }

    /// <summary>Application protocols with commas between.</summary>
    public string Alpn { get; set; }

    public int HandshakeTimeoutSeconds { get; set; }

    /// <summary>Whether such an endpoint takes whatever certificate its peers show.</summary>
    public bool TrustsAny(EndpointKind kind) => ToOptions(kind).TrustsAny(kind);

    /// <summary>The options that the fields describe. UDP has no TLS, whatever the switch says that is hidden there.</summary>
    public TlsOptions ToOptions(EndpointKind kind)
    {
        var (alpn, suites) = (Split(Alpn), Split(CipherSuites));
        return _base with
        {
            Enabled = Enabled && !kind.IsUdp(),
            CertificateId = CertificateId,
            ServerName = ServerName.Trim() is { Length: > 0 } name ? name : null,
            TrustAny = TrustAny,
            TrustedCertificateId = TrustedCertificateId,
            ClientCertificateId = ClientCertificateId,
            RequireClientCertificate = RequireClientCertificate,
            MinimumVersion = MinimumVersion,
            MaximumVersion = MaximumVersion,
            CipherSuites = suites.SequenceEqual(_base.CipherSuites) ? _base.CipherSuites : suites,
            Alpn = alpn.SequenceEqual(_base.Alpn) ? _base.Alpn : alpn,
            HandshakeTimeoutSeconds = HandshakeTimeoutSeconds,
        };
    }

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
