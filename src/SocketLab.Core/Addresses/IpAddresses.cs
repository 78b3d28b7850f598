using System.Net;
using System.Net.Sockets;

namespace SocketLab.Core.Addresses;

/// <summary>Questions about IP addresses that several rooms ask.</summary>
public static class IpAddresses
{
    /// <summary>Whether it stands for all addresses of a machine: 0.0.0.0 or ::.</summary>
    public static bool IsUnspecified(this IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    /// <summary>IPv4 inside IPv6 as IPv4 (RFC 4291, 2.5.5.2); everything else as it is.</summary>
    public static IPAddress Unmapped(this IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <summary>
    /// The form to compare in: IPv4 inside IPv6 reaches the same machine as IPv4 does, and a scope only says through which interface.
    /// </summary>
    public static IPAddress ToComparable(this IPAddress address)
    {
        var unmapped = address.Unmapped();
        return unmapped.AddressFamily == AddressFamily.InterNetworkV6 && unmapped.ScopeId != 0
            ? new IPAddress(unmapped.GetAddressBytes())
            : unmapped;
    }
}
