using SocketLab.Core.Addresses;

namespace SocketLab.Core.Definitions;

/// <summary>Kinds of keys that SocketLab makes.</summary>
public enum CertificateKeyType
{
    /// <summary>ECDSA on P-256: small and fast, known to everything current.</summary>
    EcdsaP256,

    /// <summary>RSA with 2,048 bits, for old peers.</summary>
    Rsa2048,
}

/// <summary>A self-signed certificate to be made.</summary>
public sealed record CertificateGeneration
{
    /// <summary>Names at most.</summary>
    public const int MostNames = 100;

    /// <summary>Days at most: ten years and their leap days.</summary>
    public const int MostDays = 3653;

    /// <summary>The host names (<c>*.lab.example</c> too) and IP addresses that it is for; the first is its subject.</summary>
    public IReadOnlyList<string> Names { get; init; } = ["localhost", "127.0.0.1", "::1"];

    /// <summary>How long it is valid, from now.</summary>
    public int Days { get; init; } = 365;

    /// <summary>Its key.</summary>
    public CertificateKeyType KeyType { get; init; }

    /// <summary>Everything that is wrong with it, by JSON path.</summary>
    /// <param name="path">Where it stands in the request.</param>
    internal IEnumerable<DefinitionError> Check(string path)
    {
        if (Names.Count is < 1 or > MostNames)
        {
            yield return new($"{path}.names", $"A certificate is for 1 to {MostNames} names.");
        }

        for (var i = 0; i < Math.Min(Names.Count, MostNames); i++)
        {
            if (!IsName(Names[i]))
            {
                yield return new($"{path}.names[{i}]", $"'{Names[i]}' is neither a host name nor an IP address.");
            }
        }

        if (Days is < 1 or > MostDays)
        {
            yield return new($"{path}.days", $"{Days} is out of range: 1 to {MostDays}.");
        }

        if (!Enum.IsDefined(KeyType))
        {
            yield return new($"{path}.keyType", "Choose ecdsaP256 or rsa2048.");
        }
    }

    private static bool IsName(string name) =>
        IpLiteral.TryParse(name, out _) || HostPort.IsName(name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name);
}

/// <summary>A certificate that somebody has already.</summary>
public sealed record CertificateUpload
{
    /// <summary>Bytes at most: a chain of several certificates and a long key fit many times.</summary>
    public const int MostBytes = 64 << 10;

    /// <summary>The file as base64: PKCS#12 (<c>.pfx</c>, <c>.p12</c>), PEM, or one certificate as DER.</summary>
    public required string Data { get; init; }

    /// <summary>What the file, or the key in it, is encrypted with; null for nothing.</summary>
    public string? Password { get; init; }

    /// <summary>The password is nobody's business.</summary>
    public override string ToString() => nameof(CertificateUpload);
}
