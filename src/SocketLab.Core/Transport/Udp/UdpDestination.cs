using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Addresses;

namespace SocketLab.Core.Transport.Udp;

/// <summary>Where datagrams go, as one socket reaches it.</summary>
/// <param name="To">As it was asked for.</param>
/// <param name="OnSocket">In the socket's own address family.</param>
/// <param name="Peer">As the journal has it.</param>
/// <param name="Source">Where they leave from.</param>
/// <param name="Local">Our end of them, as the journal has it.</param>
internal sealed record UdpDestination(EndPoint To, EndPoint OnSocket, PeerAddress Peer, SendSource Source, LocalEnd Local)
{
    /// <summary>The system's form.</summary>
    public SocketAddress Address { get; } = OnSocket.Serialize();

    /// <summary>Whether it is IPv6 proper, and not IPv4 inside it.</summary>
    public bool IsV6 => OnSocket is IPEndPoint { AddressFamily: AddressFamily.InterNetworkV6, Address.IsIPv4MappedToIPv6: false };

    /// <summary>Whether it is a group or a broadcast address, as far as an address tells.</summary>
    public bool MayReachMany => !Peer.IsUnix && AddressScope.MayReachMany(Peer.ToIPEndPoint().Address);
}
