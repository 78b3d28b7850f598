using System.Net;
using System.Net.NetworkInformation;
using SocketLab.Core.Numbers;

namespace SocketLab.Core.Addresses;

/// <summary>Finds network interfaces of this machine as they are now, by what people call them.</summary>
internal static class InterfaceLookup
{
    /// <summary>The one with that name, that number or that address; null where there is none.</summary>
    public static NetworkInterface? Find(string wanted)
    {
        var isNumber = WholeNumber.TryRead<int>(wanted, out var number);
        var address = IpLiteral.TryParse(wanted, out var literal) ? literal : null;
        return Array.Find(NetworkInterface.GetAllNetworkInterfaces(), one =>
            one.Name == wanted || (isNumber && IndexOf(one) == number) || (address is not null && Has(one, address))
        );
    }

    /// <summary>The one with that address; null where there is none.</summary>
    public static NetworkInterface? Find(IPAddress address) =>
        Array.Find(NetworkInterface.GetAllNetworkInterfaces(), one => Has(one, address));

    /// <summary>The names of all.</summary>
    public static IEnumerable<string> Names() =>
        NetworkInterface.GetAllNetworkInterfaces().Select(one => one.Name).Order(StringComparer.Ordinal);

    /// <summary>The number of an interface; -1 where it has neither IPv4 nor IPv6.</summary>
    public static int IndexOf(NetworkInterface one)
    {
        try
        {
            return one.Supports(NetworkInterfaceComponent.IPv4)
                ? one.GetIPProperties().GetIPv4Properties().Index
                : one.GetIPProperties().GetIPv6Properties().Index;
        }
        catch (NetworkInformationException)
        {
            // It has neither protocol.
            return -1;
        }
    }

    private static bool Has(NetworkInterface one, IPAddress address) =>
        one.GetIPProperties()
            .UnicastAddresses.Any(own =>
                own.Address.Equals(address)
                || (
                    IPAddress.IsLoopback(address) && IPAddress.IsLoopback(own.Address) && own.Address.AddressFamily == address.AddressFamily
                )
            );
}
