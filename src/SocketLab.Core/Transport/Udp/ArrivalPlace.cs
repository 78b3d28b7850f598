using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Transport.Interfaces;

namespace SocketLab.Core.Transport.Udp;

/// <summary>Says of each datagram that a socket receives which address and interface it came to. Used under the transport's lock.</summary>
/// <remarks>
/// A socket that is bound to one address knows it; only a wildcard or a group's has to be told by the kernel. What is told is mostly what
/// was told before, and is then only compared, as long as the interfaces are the same.
/// </remarks>
/// <param name="bound">Where the socket is bound.</param>
/// <param name="memberships">The groups that it is in.</param>
/// <param name="asked">Remembers which address each peer asked; null for a sender, which nobody asks.</param>
/// <param name="network">The interfaces of this machine.</param>
internal sealed class ArrivalPlace(IPEndPoint bound, MulticastMemberships memberships, AskedAddresses? asked, NetworkWatch network)
{
    private readonly byte[] _packetInfo = new byte[LinuxPacketInfo.MaxBytes];
    private int _packetInfoBytes;
    private InterfaceTable? _table;
    private LinuxPacketInfo _info;
    private LocalEnd _end = LocalEnd.From(bound);

    /// <summary>Which address each peer asked; null where nobody remembers.</summary>
    public AskedAddresses? Asked => asked;

    /// <summary>Whether the kernel has to tell, for a socket that is bound there.</summary>
    public static bool IsAskedAt(IPAddress bound) => bound.IsUnspecified() || MulticastGroup.IsGroup(bound.Unmapped());

    /// <summary>
    /// Whether the socket is to hear a datagram. The kernel hands a group of IPv6 out whatever interface it came by, as long as the socket
    /// joined it on any; with IPv4 it looks at the interface as well.
    /// </summary>
    /// <param name="told">What the kernel told; nothing where the socket did not ask.</param>
    /// <param name="peer">Who sent it: what it asked is remembered.</param>
    /// <param name="end">Our end of it.</param>
    public bool Hears(ReadOnlySpan<byte> told, PeerAddress peer, out LocalEnd end)
    {
        if (_table != network.Current || !told.SequenceEqual(_packetInfo.AsSpan(0, _packetInfoBytes)))
        {
            Read(told);
        }

        end = _end;
        if (_info is { IsShared: true, IsV6: true } && !memberships.Hears(_info.High, _info.Low, _info.Interface))
        {
            return false;
        }

        asked?.Remember(peer, end);
        return true;
    }

    /// <summary>Our end of a datagram, as the framework tells it.</summary>
    public LocalEnd EndOf(IPPacketInformation arrival) =>
        IsAskedAt(bound.Address) && arrival.Interface != 0
            ? LocalEnd.From(new(arrival.Address, bound.Port), arrival.Interface, AddressScope.MayReachMany(arrival.Address))
            : LocalEnd.From(bound);

    private void Read(ReadOnlySpan<byte> told)
    {
        told.CopyTo(_packetInfo);
        _packetInfoBytes = told.Length;
        _table = network.Current;
        _info = LinuxPacketInfo.Read(told, _table);
        _end = told.IsEmpty ? LocalEnd.From(bound) : _info.ToLocalEnd(bound.Port);
    }
}
