using System.Net;
using System.Net.Sockets;

namespace SocketLab.Core.Addresses;

/// <summary>How far an address reaches: repeated sending is fast within one's own walls only.</summary>
internal static class AddressScope
{
    private static readonly IPNetwork[] Near =
    [
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("::1/128"), // loopback
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.168.0.0/16"), // private (RFC 1918)
        IPNetwork.Parse("fc00::/7"), // unique local (RFC 4193)
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("fe80::/10"), // link-local
        IPNetwork.Parse("255.255.255.255/32"),
        IPNetwork.Parse("224.0.0.0/24"), // this link (RFC 5771)
        IPNetwork.Parse("239.0.0.0/8"), // this organisation (RFC 2365)
    ];

    private static readonly IPNetwork LinkLocalV4 = IPNetwork.Parse("169.254.0.0/16");

    /// <summary>The widest scope of an IPv6 group that is near, as 239.0.0.0/8 is: organisation-local (RFC 7346).</summary>
    private const int OrganisationScope = 8;

    /// <summary>Whether it lies outside of this machine, its links and private ranges. A Unix socket is on this machine.</summary>
    public static bool IsPublic(PeerAddress peer) => !peer.IsUnix && IsPublic(peer.ToIPEndPoint().Address);

    /// <summary>Whether it lies outside of loopback, link-local and private ranges.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var plain = address.ToComparable();
        return !Array.Exists(Near, network => network.Contains(plain)) && !IsNearGroup(plain);
    }

    /// <summary>Whether it is a group or a broadcast address, as far as an address tells.</summary>
    public static bool MayReachMany(IPAddress address) => MulticastGroup.IsGroup(address) || MayBeBroadcast(address);

    /// <summary>
    /// Whether an address means something on one link alone, so that it takes a zone to say which (RFC 4007): link-local addresses and
    /// groups of that scope and of the narrower one.
    /// </summary>
    public static bool NeedsZone(IPAddress address) =>
        address.IsIPv6LinkLocal || (address.IsIPv6Multicast && (address.GetAddressBytes()[1] & 0xF) is 1 or 2);

    /// <summary>Whether an address of IPv4 or IPv6 is link-local: several interfaces can have the same network of them.</summary>
    public static bool IsLinkLocal(IPAddress address) => address.IsIPv6LinkLocal || LinkLocalV4.Contains(address);

    /// <summary>A network's own broadcast address cannot be told without its mask; they end in 255 nearly always. IPv6 has none.</summary>
    public static bool MayBeBroadcast(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes()[^1] == 255;

    /// <summary>A group of IPv6 says in its second byte how far it reaches, whatever its flags beside that are (RFC 4291, 2.7).</summary>
    private static bool IsNearGroup(IPAddress address) =>
        address.IsIPv6Multicast && (address.GetAddressBytes()[1] & 0xF) is > 0 and <= OrganisationScope;
}
