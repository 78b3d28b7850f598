using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
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

    private TlsSetup(EndpointDefinition definition, TlsCertificate? own, TlsCertificate? trusted, ILogger logger)
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

    /// <summary>The oldest version that we speak.</summary>
    public TlsVersion MinimumVersion => _options.MinimumVersion;

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

        try
        {
            return new TlsSetup(definition, own, Find(certificates, tls.TrustedCertificateId), logger);
        }
        catch (CryptographicException error)
        {
            throw new NetworkException(
                new(
                    FaultCode.TlsHandshakeFailed,
                    $"The certificate '{own?.Name}' cannot be used: {error.Message}",
                    "Choose another certificate."
                ),
                error
            );
        }
    }

    /// <summary>
    /// How chains are checked: with what is on this machine alone. Nothing is fetched, and nobody is asked about revocation.
    /// </summary>
    public static X509ChainPolicy ChainPolicy(OidCollection uses)
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        foreach (var use in uses)
        {
            policy.ApplicationPolicy.Add(use);
        }

        return policy;
    }

    /// <summary>A check for one handshake.</summary>
    public PeerCheck NewCheck() =>
        IsServer
            ? new(null, _trusted, _options.RequireClientCertificate != ClientCertificateMode.Require, _options.TrustAny)
            : new(_targetHost, _trusted, false, _options.TrustAny);

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
        return TlsInfo.Of(stream, IPAddress.TryParse(_targetHost, out _) ? null : _targetHost, check, _options.TrustAny);
    }

    private SslServerAuthenticationOptions ServerOptions(PeerCheck check) =>
        new()
        {
            ServerCertificateContext = _own,
            ClientCertificateRequired = _options.RequireClientCertificate != ClientCertificateMode.None,
            CertificateChainPolicy = ChainPolicy([new(Oids.ClientAuthentication)]),
            RemoteCertificateValidationCallback = check.Accept,
            EnabledSslProtocols = Versions,
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
            CertificateChainPolicy = ChainPolicy([new(Oids.ServerAuthentication)]),
            RemoteCertificateValidationCallback = check.Accept,
            EnabledSslProtocols = Versions,
            ApplicationProtocols = Protocols,
            AllowTlsResume = false,
            AllowRenegotiation = false,
        };

    [SuppressMessage("Security", "CA5398", Justification = "The user says what is the oldest; older ones than 1.2 cannot be chosen")]
    private SslProtocols Versions =>
        _options.MinimumVersion == TlsVersion.Tls13 ? SslProtocols.Tls13 : SslProtocols.Tls12 | SslProtocols.Tls13;

    private List<SslApplicationProtocol>? Protocols =>
        _options.Alpn.Count == 0 ? null : [.. _options.Alpn.Select(protocol => new SslApplicationProtocol(protocol))];

    private static TlsCertificate? Find(CertificateLibrary certificates, string? id) =>
        id is null ? null : certificates.Find(id) ?? throw new NetworkException(TlsFaults.NotFound($"The certificate '{id}'"));
}
