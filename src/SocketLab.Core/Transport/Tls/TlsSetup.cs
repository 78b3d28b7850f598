using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;

namespace SocketLab.Core.Transport.Tls;

/// <summary>What all handshakes of one run of an endpoint share: its side, its certificates, its options.</summary>
internal sealed class TlsSetup
{
    private readonly TlsOptions _options;
    private readonly SslStreamCertificateContext? _own;
    private readonly X509Certificate2? _trusted;
    private readonly string _targetHost;

    public TlsSetup(EndpointDefinition definition, TlsCertificate? own, TlsCertificate? trusted, ILogger logger)
    {
        (_options, _trusted, Logger) = (definition.Tcp.Tls, trusted?.Leaf, logger);
        IsServer = definition.Kind.IsListener();
        var host = _options.ServerName ?? definition.Remote?.Host ?? "";
        _targetHost = DnsName.ToAscii(host) ?? host;

        // Offline: missing parts of a chain are not fetched from anywhere.
        _own = own is null ? null : SslStreamCertificateContext.Create(own.Leaf, own.Chain, offline: true);
    }

    /// <summary>Whether we are the one that is connected to.</summary>
    public bool IsServer { get; }

    /// <summary>For how long a handshake may go on.</summary>
    public TimeSpan HandshakeTimeout => TimeSpan.FromSeconds(_options.HandshakeTimeoutSeconds);

    /// <summary>The server's log.</summary>
    public ILogger Logger { get; }

    /// <summary>The application protocols that we offer or take.</summary>
    public IReadOnlyList<string> Alpn => _options.Alpn;

    /// <summary>The versions that we speak, in words.</summary>
    public string VersionNames =>
        (_options.Speaks(TlsVersion.Tls12), _options.Speaks(TlsVersion.Tls13)) switch
        {
            (true, true) => "TLS 1.2 and 1.3",
            (true, false) => "TLS 1.2 only",
            _ => "TLS 1.3 only",
        };

    /// <summary>Whether the server's certificate must be for an IP address.</summary>
    public bool IsNamedByAddress => IPAddress.TryParse(_targetHost, out _);

    /// <summary>Whether we have a certificate to show.</summary>
    public bool HasOwnCertificate => _own is not null;

    /// <summary>Gathers the certificates.</summary>
    /// <returns>Null for an endpoint without TLS.</returns>
    /// <exception cref="NetworkException">One is gone, or cannot be used.</exception>
    public static async Task<TlsSetup?> PrepareAsync(
        EndpointDefinition definition,
        CertificateLibrary certificates,
        ILogger logger,
        CancellationToken cancellation
    )
    {
        var tls = definition.Tcp.Tls;
        if (!tls.Enabled)
        {
            return null;
        }

        var own =
            !definition.Kind.IsListener() ? Find(certificates, tls.ClientCertificateId)
            : tls.CertificateId is null or CertificateLibrary.OwnId ? await certificates.GetOwnAsync(cancellation)
            : Find(certificates, tls.CertificateId);
        if (own is { HasPrivateKey: false })
        {
            throw new NetworkException(TlsFaults.NotFound($"The private key of the certificate '{own.Name}'"));
        }

        var trusted = Find(certificates, tls.TrustedCertificateId);
        if (own is not null && await TlsTrial.RunAsync(own, tls, cancellation) is { } problem)
        {
            throw new NetworkException(TlsFaults.Unusable(own, problem));
        }

        return new TlsSetup(definition, own, trusted, logger);
    }

    /// <summary>
    /// How chains are checked: with what is on this machine alone. Nothing is fetched, and nobody is asked about revocation.
    /// </summary>
    /// <param name="ofClient">Whether it is a client's certificate that is checked.</param>
    public static X509ChainPolicy ChainPolicy(bool ofClient)
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.ApplicationPolicy.Add(new(ofClient ? Oids.ClientAuthentication : Oids.ServerAuthentication));
        return policy;
    }

    /// <summary>A check for one handshake.</summary>
    public PeerCheck NewCheck() =>
        IsServer
            ? new(null, _trusted, _options.RequireClientCertificate, _options.TrustAny)
            : new(_targetHost, _trusted, ClientCertificateMode.Require, _options.TrustAny);

    /// <summary>Does a handshake.</summary>
    /// <exception cref="Exception">It failed in one of many ways; <see cref="TlsFaults"/> knows them.</exception>
    public async Task<TlsInfo> AuthenticateAsync(SslStream stream, PeerCheck check, CancellationToken cancellation)
    {
        if (IsServer)
        {
            await stream.AuthenticateAsServerAsync(ServerOptions(check), cancellation);

            // The framework shows names in their own letters; what stands here is what was asked for, as certificates have it.
            return TlsInfo.Of(
                stream,
                stream.TargetHostName is { Length: > 0 } asked ? DnsName.ToAscii(asked) ?? asked : null,
                check,
                _options.TrustAny && _options.RequireClientCertificate != ClientCertificateMode.None
            );
        }

        await stream.AuthenticateAsClientAsync(ClientOptions(check), cancellation);

        // An address is no name to ask for (RFC 6066, 3).
        return TlsInfo.Of(stream, IsNamedByAddress ? null : _targetHost, check, _options.TrustAny);
    }

    private SslServerAuthenticationOptions ServerOptions(PeerCheck check) =>
        new()
        {
            ServerCertificateContext = _own,
            ClientCertificateRequired = _options.RequireClientCertificate != ClientCertificateMode.None,
            CertificateChainPolicy = ChainPolicy(ofClient: true),
            RemoteCertificateValidationCallback = check.Accept,
            EnabledSslProtocols = Versions,
            CipherSuitesPolicy = Suites,
            ApplicationProtocols = Protocols,

            // Each handshake is a whole one: who looks at it wants to see all of it.
            AllowTlsResume = false,
            AllowRenegotiation = false,
        };

    private SslClientAuthenticationOptions ClientOptions(PeerCheck check) =>
        new()
        {
            TargetHost = _targetHost,
            ClientCertificateContext = _own,
            CertificateChainPolicy = ChainPolicy(ofClient: false),
            RemoteCertificateValidationCallback = check.Accept,
            EnabledSslProtocols = Versions,
            CipherSuitesPolicy = Suites,
            ApplicationProtocols = Protocols,
            AllowTlsResume = false,
            AllowRenegotiation = false,
        };

    [SuppressMessage("Security", "CA5398", Justification = "The user says which; older ones than 1.2 cannot be chosen")]
    private SslProtocols Versions =>
        (_options.Speaks(TlsVersion.Tls12) ? SslProtocols.Tls12 : 0) | (_options.Speaks(TlsVersion.Tls13) ? SslProtocols.Tls13 : 0);

    /// <summary>Null for the system's own.</summary>
    [SuppressMessage("Interoperability", "CA1416", Justification = "Where suites cannot be chosen, the trial at the start says so")]
    private CipherSuitesPolicy? Suites => _options.CipherSuites.Count == 0 ? null : new(TlsSuites.Parse(_options.CipherSuites));

    private List<SslApplicationProtocol>? Protocols =>
        _options.Alpn.Count == 0 ? null : [.. _options.Alpn.Select(protocol => new SslApplicationProtocol(protocol))];

    private static TlsCertificate? Find(CertificateLibrary certificates, string? id) =>
        id is null ? null : certificates.Find(id) ?? throw new NetworkException(TlsFaults.NotFound($"The certificate '{id}'"));
}
