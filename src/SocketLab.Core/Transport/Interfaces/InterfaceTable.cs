using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;
using SocketLab.Core.Addresses;

namespace SocketLab.Core.Transport.Interfaces;

/// <summary>The network interfaces of this machine as they were at one moment, with their addresses. It never changes.</summary>
internal sealed class InterfaceTable
{
    private readonly Dictionary<int, Interface> _byNumber;

    private InterfaceTable(Dictionary<int, Interface> byNumber) => _byNumber = byNumber;

    /// <summary>Asks the system, as the thread that calls sees the network.</summary>
    public static InterfaceTable Read()
    {
        var byNumber = new Dictionary<int, Interface>();
        try
        {
            foreach (var one in NetworkInterface.GetAllNetworkInterfaces())
            {
                var networks = one.GetIPProperties()
                    .UnicastAddresses.Select(own => (own.Address.ToComparable().GetAddressBytes(), own.PrefixLength));
                byNumber[InterfaceLookup.IndexOf(one)] = new(one.Name, IsLoopback(one), [.. networks]);
            }
        }
        catch (Exception error) when (error is NetworkInformationException or IOException)
        {
            // An interface went while it was looked at, and what follows tells us to look again; or no descriptor is left to look with.
        }

        return new(byNumber);
    }

    /// <summary>Makes the names known to those who read entries.</summary>
    public void RememberNames()
    {
        foreach (var (number, one) in _byNumber)
        {
            InterfaceNames.Remember(number, one.Name);
        }
    }

    /// <summary>Whether <paramref name="address"/> is reached over an interface without a router, and not inside this machine.</summary>
    public bool IsOnLink(int number, IPAddress address)
    {
        if (!_byNumber.TryGetValue(number, out var found) || found.IsLoopback)
        {
            return false;
        }

        var wanted = address.ToComparable().GetAddressBytes();
        return AddressScope.IsLinkLocal(address) || Array.Exists(found.Networks, network => Contains(network, wanted));
    }

    /// <summary>
    /// Whether an IPv4 address is a group's or a broadcast address, of all networks or of one that the interface is in (RFC 919).
    /// </summary>
    /// <param name="number">The interface.</param>
    /// <param name="address">The address, as the number that its bytes are in network order.</param>
    public bool IsShared(int number, uint address)
    {
        const uint firstGroup = 0xE0000000;
        const int shortestWithBroadcast = 30;
        return address >= firstGroup
            || (
                _byNumber.TryGetValue(number, out var found)
                && Array.Exists(found.Networks, network =>
                    network.Address.Length == sizeof(uint)
                    && network.Prefix <= shortestWithBroadcast
                    && (BinaryPrimitives.ReadUInt32BigEndian(network.Address) | (uint.MaxValue >> network.Prefix)) == address
                )
            );
    }

    private static bool IsLoopback(NetworkInterface one) => one.NetworkInterfaceType == NetworkInterfaceType.Loopback;

    private static bool Contains((byte[] Address, int Prefix) network, ReadOnlySpan<byte> wanted)
    {
        var own = network.Address;
        if (own.Length != wanted.Length)
        {
            return false;
        }

        var (whole, rest) = (network.Prefix / 8, network.Prefix % 8);
        return own.AsSpan(0, whole).SequenceEqual(wanted[..whole])
            && (rest == 0 || ((own[whole] ^ wanted[whole]) & (0xFF << (8 - rest) & 0xFF)) == 0);
    }

    private sealed record Interface(string Name, bool IsLoopback, (byte[] Address, int Prefix)[] Networks);
}
