using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace SocketLab.Core.Addresses;

/// <summary>IP addresses as people write them today.</summary>
/// <remarks>
/// The framework also reads what inet_aton(3) did: <c>1</c> is 0.0.0.1, <c>127.1</c> is 127.0.0.1, and <c>010.0.0.1</c> is 8.0.0.1.
/// </remarks>
public static class IpLiteral
{
    /// <summary>IPv4 in its one canonical spelling, IPv6 in any (RFC 4291, 2.2), without brackets.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out IPAddress? address) =>
        Reads(text, out address) && (address.AddressFamily == AddressFamily.InterNetworkV6 || address.ToString() == text);

    /// <summary>The IPv4 address that <paramref name="text"/> is an old spelling of, or null.</summary>
    public static IPAddress? OldSpelling(string text) =>
        Reads(text, out var address) && address.AddressFamily == AddressFamily.InterNetwork && address.ToString() != text ? address : null;

    /// <summary>The framework also reads brackets, and then drops a port behind them in silence.</summary>
    private static bool Reads(string text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        return !text.Contains('[', StringComparison.Ordinal) && IPAddress.TryParse(text, out address);
    }
}
