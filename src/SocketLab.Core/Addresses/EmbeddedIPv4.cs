using System.Net;
using System.Net.Sockets;

namespace SocketLab.Core.Addresses;

/// <summary>IPv4 addresses inside of IPv6 ones: a network that translates or tunnels takes a packet from the one to the other.</summary>
public static class EmbeddedIPv4
{
    private const int IPv4Bytes = 4;

    private static readonly IPNetwork Compatible = IPNetwork.Parse("::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Teredo = IPNetwork.Parse("2001::/32");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork LocalNat64 = IPNetwork.Parse("64:ff9b:1::/48");

    /// <summary>
    /// Every IPv4 address that <paramref name="address"/> may lead to: by IPv4-mapped and IPv4-compatible addresses (RFC 4291, 2.5.5), 6to4
    /// (RFC 3056), Teredo (RFC 4380), ISATAP (RFC 5214), and NAT64 with the well-known prefix (RFC 6052) and the one for local use (RFC
    /// 8215), whose operator decides how long it is.
    /// </summary>
    public static IReadOnlyList<IPAddress> Of(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return [];
        }

        // A scope says through which interface, and would keep a network from containing the address.
        var plain = address.ToComparable();
        var bytes = address.GetAddressBytes();
        var last = new IPAddress(bytes.AsSpan(^IPv4Bytes..));
        return address.IsIPv4MappedToIPv6 ? [address.MapToIPv4()]
            : Nat64.Contains(plain) || IsCompatible(plain, bytes) || IsIsatap(bytes) ? [last]
            : SixToFour.Contains(plain) ? [At(bytes, 2)]
            : Teredo.Contains(plain) ? [At(bytes, 4), Inverted(bytes)]
            : LocalNat64.Contains(plain) ? [Around(bytes, 6), Around(bytes, 7), At(bytes, 9), last]
            : [];
    }

    private static IPAddress At(byte[] bytes, int begin) => new(bytes.AsSpan(begin, IPv4Bytes));

    /// <summary>RFC 6052, 2.2: the byte in the middle of the address is no part of it.</summary>
    private static IPAddress Around(byte[] bytes, int begin)
    {
        const int skipped = 8;
        return new([.. bytes[begin..(begin + IPv4Bytes + 1)].Where((_, index) => begin + index != skipped)]);
    }

    /// <summary>RFC 4380, 4: a Teredo client's address is written with all bits turned over.</summary>
    private static IPAddress Inverted(byte[] bytes) => new([.. bytes[^IPv4Bytes..].Select(part => (byte)~part)]);

    /// <summary>Not <c>::</c> and <c>::1</c>, nor what would be in 0.0.0.0/8, which no host has.</summary>
    private static bool IsCompatible(IPAddress plain, byte[] bytes) => Compatible.Contains(plain) && bytes[^IPv4Bytes] != 0;

    private static bool IsIsatap(byte[] bytes) => bytes.AsSpan(8, 4) is [0 or 2, 0, 0x5e, 0xfe];
}
