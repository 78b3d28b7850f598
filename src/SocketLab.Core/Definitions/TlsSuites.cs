using System.Net.Security;

namespace SocketLab.Core.Definitions;

/// <summary>The registered names of cipher suites (IANA, TLS Cipher Suites), such as <c>TLS_AES_128_GCM_SHA256</c>.</summary>
internal static class TlsSuites
{
    /// <summary>Whether there is such a suite.</summary>
    public static bool IsSuite(string? name) => name is not null && TryParse(name, out _);

    /// <summary>The suites with these names; what is no name of a suite is left out.</summary>
    public static IEnumerable<TlsCipherSuite> Parse(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (TryParse(name, out var suite))
            {
                yield return suite;
            }
        }
    }

    /// <summary>The version that a suite is for: those of TLS 1.3 begin with 0x13 (RFC 8446, B.4), all others are older.</summary>
    public static TlsVersion VersionOf(TlsCipherSuite suite) => (ushort)suite >> 8 == 0x13 ? TlsVersion.Tls13 : TlsVersion.Tls12;

    private static bool TryParse(string name, out TlsCipherSuite suite)
    {
        suite = default;
        return name.StartsWith("TLS_", StringComparison.Ordinal) && Enum.TryParse(name, out suite);
    }
}
