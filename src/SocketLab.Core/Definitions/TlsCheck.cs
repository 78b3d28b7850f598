using SocketLab.Core.Addresses;

namespace SocketLab.Core.Definitions;

/// <summary>Says what is wrong with the TLS options of a definition. Whether its certificates exist is the workspace's to say.</summary>
internal static class TlsCheck
{
    private const int MaxProtocols = 16;
    private const int MaxProtocolLength = 255;
    private const int MaxSuites = 64;
    private const string At = "$.tcp.tls";

    /// <summary>Everything wrong with the TLS options.</summary>
    public static IEnumerable<DefinitionError> Validate(EndpointDefinition definition)
    {
        var tls = definition.Tcp.Tls;
        if (tls.Enabled && definition.Kind.IsUdp())
        {
            yield return new($"{At}.enabled", "TLS is for TCP; a UDP endpoint cannot use it.");
        }

        if (tls is { Enabled: true, ServerName: null } && definition.Kind.Traits().Connects && UnixAddress.Is(definition.Remote?.Host))
        {
            yield return new($"{At}.serverName", "A Unix socket has no host name; say which name the server's certificate must be for.");
        }

        if (tls.ServerName is { } name && !HostPort.IsHost(name))
        {
            yield return new($"{At}.serverName", $"'{name}' is neither a host name nor an IP address.");
        }

        if (!Enum.IsDefined(tls.MinimumVersion))
        {
            yield return new($"{At}.minimumVersion", "Choose tls12 or tls13.");
        }

        foreach (var error in CheckVersions(tls))
        {
            yield return error;
        }

        if (!Enum.IsDefined(tls.RequireClientCertificate))
        {
            yield return new($"{At}.requireClientCertificate", "Choose none, request or require.");
        }

        if (tls.HandshakeTimeoutSeconds is < 1 or > 300)
        {
            yield return new($"{At}.handshakeTimeoutSeconds", $"{tls.HandshakeTimeoutSeconds} is out of range: 1 to 300.");
        }

        if (tls.Alpn.Count > MaxProtocols)
        {
            yield return new($"{At}.alpn", $"At most {MaxProtocols} protocols can be offered.");
            yield break;
        }

        for (var i = 0; i < tls.Alpn.Count; i++)
        {
            // RFC 7301 has bytes; the registered names, and what people type, are printable ASCII.
            if (tls.Alpn[i] is not { Length: > 0 and <= MaxProtocolLength } protocol || protocol.Any(c => c is < ' ' or > '~'))
            {
                yield return new(
                    $"{At}.alpn[{i}]",
                    $"A protocol is 1 to {MaxProtocolLength} printable ASCII characters, such as h2 or http/1.1."
                );
            }
            else if (tls.Alpn.Take(i).Contains(protocol, StringComparer.Ordinal))
            {
                yield return new($"{At}.alpn[{i}]", $"'{protocol}' stands there already.");
            }
        }
    }

    private static IEnumerable<DefinitionError> CheckVersions(TlsOptions tls)
    {
        if (!Enum.IsDefined(tls.MaximumVersion))
        {
            yield return new($"{At}.maximumVersion", "Choose tls12 or tls13.");
        }
        else if (Enum.IsDefined(tls.MinimumVersion) && tls.MaximumVersion < tls.MinimumVersion)
        {
            yield return new($"{At}.maximumVersion", "The newest version is older than the oldest one.");
        }

        if (tls.CipherSuites.Count > MaxSuites)
        {
            yield return new($"{At}.cipherSuites", $"At most {MaxSuites} cipher suites can be chosen.");
        }

        var wrong = 0;
        for (var i = 0; i < tls.CipherSuites.Count; i++)
        {
            if (!TlsSuites.IsSuite(tls.CipherSuites[i]))
            {
                wrong++;
                yield return new(
                    $"{At}.cipherSuites[{i}]",
                    $"'{tls.CipherSuites[i]}' is no cipher suite; write its registered name (IANA), such as TLS_AES_128_GCM_SHA256."
                );
            }
        }

        if (wrong == 0 && tls.MaximumVersion >= tls.MinimumVersion && !tls.Speaks(TlsVersion.Tls12) && !tls.Speaks(TlsVersion.Tls13))
        {
            yield return new($"{At}.cipherSuites", "None of these cipher suites belongs to a version of TLS that is spoken.");
        }
    }
}
