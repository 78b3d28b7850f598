using System.Buffers.Binary;
using System.Runtime.InteropServices;
using SocketLab.Core.Addresses;
using SocketLab.Core.Transport.Interfaces;

namespace SocketLab.Core.Transport.Udp;

/// <summary>Where a datagram came to, as the kernel tells it with each one (IP_PKTINFO, ip(7); IPV6_PKTINFO, ipv6(7)).</summary>
/// <param name="High">The first half of an IPv6 address; 0 for IPv4.</param>
/// <param name="Low">The second half of an IPv6 address, or the IPv4 address.</param>
/// <param name="Interface">The number of the interface; 0 where the kernel told nothing.</param>
/// <param name="IsV6">Whether it is IPv6.</param>
/// <param name="IsShared">Whether the address is a group's or a broadcast address.</param>
internal readonly record struct LinuxPacketInfo(ulong High, ulong Low, int Interface, bool IsV6, bool IsShared)
{
    /// <summary>The longer of the two structures.</summary>
    public const int MaxBytes = 20;

    private const int V4Bytes = 12,
        V6AddressBytes = 16;

    private const ulong MappedPrefix = 0xFFFF;

    /// <summary>
    /// Reads struct in_pktinfo (the interface, the address that an answer would leave from, and the one that was asked) or struct
    /// in6_pktinfo (the address and the interface), which a socket of both families has for IPv4 too.
    /// </summary>
    public static LinuxPacketInfo Read(ReadOnlySpan<byte> told, InterfaceTable interfaces)
    {
        if (told.Length < V4Bytes)
        {
            return default;
        }

        if (told.Length < MaxBytes)
        {
            var (own, wanted) = (BinaryPrimitives.ReadUInt32BigEndian(told[4..]), BinaryPrimitives.ReadUInt32BigEndian(told[8..]));
            return new(0, wanted, MemoryMarshal.Read<int>(told), IsV6: false, own != wanted);
        }

        const byte groups = 0xFF;
        var (high, low) = (BinaryPrimitives.ReadUInt64BigEndian(told), BinaryPrimitives.ReadUInt64BigEndian(told[8..]));
        var on = MemoryMarshal.Read<int>(told[V6AddressBytes..]);
        return high == 0 && low >> 32 == MappedPrefix
            ? new(0, (uint)low, on, IsV6: false, interfaces.IsShared(on, (uint)low))
            : new(high, low, on, IsV6: true, told[0] == groups);
    }

    /// <summary>As an entry has it.</summary>
    public LocalEnd ToLocalEnd(int port) =>
        Interface == 0 ? LocalEnd.None
        : IsV6 ? LocalEnd.FromV6(High, Low, port, Interface, IsShared)
        : LocalEnd.FromV4((uint)Low, port, Interface, IsShared);
}
