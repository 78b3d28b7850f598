using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Addresses;

namespace SocketLab.Core.Transport.Udp;

/// <summary>Says of each datagram that a socket receives which address and interface it came to. Used under the transport's lock.</summary>
/// <remarks>A socket that is bound to one address knows it; only a wildcard or a group's has to be told by the kernel.</remarks>
/// <param name="bound">Where the socket is bound.</param>
/// <param name="memberships">The groups that it is in.</param>
/// <param name="asked">Remembers which address each peer asked; null for a sender, which nobody asks.</param>
internal sealed class ArrivalPlace(IPEndPoint bound, MulticastMemberships memberships, AskedAddresses? asked)
{
    private readonly int _port = bound.Port;
    private LinuxPacketInfo _last;
    private LocalEnd _lastEnd = LocalEnd.From(bound);

    /// <summary>Which address each peer asked; null where nobody remembers.</summary>
    public AskedAddresses? Asked => asked;

    /// <summary>Whether the kernel has to tell, for a socket that is bound there.</summary>
    public static bool IsAskedAt(IPAddress bound) => bound.IsUnspecified() || MulticastGroup.IsGroup(bound.Unmapped());

    /// <summary>Our end of a datagram.</summary>
    public LocalEnd EndOf(in LinuxPacketInfo info)
    {
        if (info.Interface != 0 && info != _last)
        {
            (_last, _lastEnd) = (info, info.ToLocalEnd(_port));
        }

        return _lastEnd;
    }

    /// <summary>Our end of a datagram, as the framework tells it.</summary>
    public LocalEnd EndOf(IPPacketInformation arrival) =>
        IsAskedAt(bound.Address) && arrival.Interface != 0
            ? LocalEnd.From(new(arrival.Address, _port), arrival.Interface, AddressScope.MayReachMany(arrival.Address))
            : _lastEnd;

    /// <summary>
    /// Whether the socket is to hear it. The kernel hands a group of IPv6 out whatever interface it came by, as long as the socket joined
    /// it on any; with IPv4 it looks at the interface as well.
    /// </summary>
    public bool Hears(in LinuxPacketInfo info) => !info.IsShared || !info.IsV6 || memberships.Hears(info.High, info.Low, info.Interface);

    /// <summary>Remembers what a peer asked.</summary>
    public void Remember(PeerAddress peer, LocalEnd end) => asked?.Remember(peer, end);
}
