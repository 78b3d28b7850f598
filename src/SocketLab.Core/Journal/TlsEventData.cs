using System.Text.Json.Serialization;

namespace SocketLab.Core.Journal;

/// <summary>The figures of <see cref="EventType.TlsEstablished"/>.</summary>
/// <param name="Version">The protocol version, as the contract names it.</param>
/// <param name="CipherSuite">The cipher suite's IANA name.</param>
public sealed record TlsEstablishedData(string Version, string CipherSuite) : EventData
{
    /// <summary>The application protocol that both sides agreed on (RFC 7301); null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Alpn { get; init; }

    /// <summary>The server's name that the client asked for (SNI, RFC 6066); null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ServerName { get; init; }

    /// <summary>The subject of the peer's certificate; null, as all that follow, where the peer showed none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PeerSubject { get; init; }

    /// <summary>The issuer of the peer's certificate.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PeerIssuer { get; init; }

    /// <summary>The names and addresses that the peer's certificate is for, with commas between.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PeerNames { get; init; }

    /// <summary>The SHA-256 fingerprint of the peer's certificate.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PeerFingerprint { get; init; }

    /// <summary>When the peer's certificate begins to be valid, UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PeerNotBefore { get; init; }

    /// <summary>When the peer's certificate ceases to be valid, UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PeerNotAfter { get; init; }

    /// <summary><c>ok</c>, or the codes of the checks that failed, with commas between.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ChainStatus { get; init; }
}

/// <summary>The figures of <see cref="EventType.TlsUnverified"/>.</summary>
/// <param name="Ignored">The codes of the checks that failed and were ignored, with commas between; empty for none.</param>
public sealed record TlsUnverifiedData(string Ignored) : EventData;
