using System.Net;
using System.Net.Sockets;

namespace SocketLab.Core.Addresses;

/// <summary>Which addresses of a name are used, when it has several.</summary>
public enum IpFamily
{
    /// <summary>IPv4 first, then IPv6: what most peers of a lab listen on.</summary>
    Any,

    /// <summary>IPv4 alone (RFC 791).</summary>
    Ipv4,

    /// <summary>IPv6 alone (RFC 8200).</summary>
    Ipv6,
}

/// <summary>Questions about a family.</summary>
public static class IpFamilies
{
    /// <summary>Whether <paramref name="address"/> is of this family. IPv4 inside IPv6 is IPv4.</summary>
    public static bool Includes(this IpFamily family, IPAddress address) =>
        family == IpFamily.Any || IsIPv4(address) == (family == IpFamily.Ipv4);

    private static bool IsIPv4(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork || address.IsIPv4MappedToIPv6;
}
