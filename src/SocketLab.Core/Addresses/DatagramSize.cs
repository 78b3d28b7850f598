using System.Net;
using System.Net.Sockets;

namespace SocketLab.Core.Addresses;

/// <summary>How much one datagram carries: the 16-bit length of IP or UDP less the headers (RFC 768, RFC 791, RFC 8200).</summary>
public static class DatagramSize
{
    /// <summary>Payload bytes over IPv4 at most.</summary>
    public const int LongestIPv4 = 65_507;

    /// <summary>Payload bytes over IPv6 at most.</summary>
    public const int LongestIPv6 = 65_527;

    /// <summary>Payload bytes over a Unix socket at most: what an entry holds. The system would take more.</summary>
    public const int LongestUnix = 65_535;

    /// <summary>Payload bytes to <paramref name="destination"/> at most.</summary>
    public static int Longest(EndPoint destination) =>
        destination switch
        {
            UnixAddress => LongestUnix,
            IPEndPoint { AddressFamily: AddressFamily.InterNetworkV6, Address.IsIPv4MappedToIPv6: false } => LongestIPv6,
            _ => LongestIPv4,
        };
}
