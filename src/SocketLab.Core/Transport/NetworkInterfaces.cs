using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace SocketLab.Core.Transport;

/// <summary>What there is to choose from where a network interface can be named.</summary>
public static class NetworkInterfaces
{
    /// <summary>Whether <paramref name="address"/> is one of this machine's, in whichever network namespace SocketLab runs.</summary>
    internal static bool IsOwn(IPAddress address) =>
        IPAddress.IsLoopback(address)
        || IPGlobalProperties
            .GetIPGlobalProperties()
            .GetUnicastAddresses()
            .Any(own => own.Address.GetAddressBytes().AsSpan().SequenceEqual(address.GetAddressBytes()));

    /// <summary>The interfaces of this machine that are up and can carry multicast, by name, each with its addresses.</summary>
    public static IReadOnlyList<(string Name, string Addresses)> ForMulticast() =>
        [
            .. NetworkInterface
                .GetAllNetworkInterfaces()
                .Where(one =>
                    one.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown
                    && (one.SupportsMulticast || one.NetworkInterfaceType == NetworkInterfaceType.Loopback)
                )
                .OrderBy(one => one.Name, StringComparer.Ordinal)
                .Select(one =>
                    (
                        one.Name,
                        string.Join(
                            ", ",
                            one.GetIPProperties()
                                .UnicastAddresses.Where(own =>
                                    own.Address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6
                                )
                                .Select(own => own.Address.ToString())
                        )
                    )
                ),
        ];
}
