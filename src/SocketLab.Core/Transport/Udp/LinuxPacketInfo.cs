using System.Buffers.Binary;
using System.Runtime.InteropServices;
using SocketLab.Core.Addresses;

namespace SocketLab.Core.Transport.Udp;

/// <summary>Where a datagram came to, as the kernel tells it with each one (IP_PKTINFO, ip(7); IPV6_PKTINFO, ipv6(7)).</summary>
/// <param name="High">The first half of an IPv6 address; 0 for IPv4.</param>
/// <param name="Low">The second half of an IPv6 address, or the IPv4 address.</param>
/// <param name="Interface">The number of the interface; 0 where the kernel told nothing.</param>
/// <param name="IsV6">Whether it is IPv6.</param>
/// <param name="IsShared">Whether the address is a group's or a broadcast address.</param>
internal readonly record struct LinuxPacketInfo(ulong High, ulong Low, int Interface, bool IsV6, bool IsShared)
{
    private const int V6Bytes = 16;

    /// <summary>Reads struct in_pktinfo: the interface, the address that an answer would leave from, and the one that was asked.</summary>
    public static LinuxPacketInfo ReadV4(ReadOnlySpan<byte> data)
    {
        var own = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        var asked = BinaryPrimitives.ReadUInt32BigEndian(data[8..]);
        return new(0, asked, MemoryMarshal.Read<int>(data), false, own != asked);
    }

    /// <summary>Reads struct in6_pktinfo: the address and the interface.</summary>
    public static LinuxPacketInfo ReadV6(ReadOnlySpan<byte> data)
    {
        const byte groups = 0xFF;
        return new(
            BinaryPrimitives.ReadUInt64BigEndian(data),
            BinaryPrimitives.ReadUInt64BigEndian(data[8..]),
            MemoryMarshal.Read<int>(data[V6Bytes..]),
            true,
            data[0] == groups
        );
    }

    /// <summary>As an entry has it.</summary>
    public LocalEnd ToLocalEnd(int port) =>
        Interface == 0 ? LocalEnd.None
        : IsV6 ? LocalEnd.FromV6(High, Low, port, Interface, IsShared)
        : LocalEnd.FromV4((uint)Low, port, Interface, IsShared);
}
