using System.Net;
using System.Net.NetworkInformation;
using SocketLab.Core.Addresses;
using SocketLab.Core.Faults;
using SocketLab.Core.Numbers;

namespace SocketLab.Core.Transport;

/// <summary>A network interface of this machine.</summary>
/// <param name="Index">Its number; 0 for the system's choice.</param>
/// <param name="Name">Its name; empty for the system's choice.</param>
internal readonly record struct LocalInterface(int Index, string Name)
{
    /// <summary>The interface that the system chooses by its routes.</summary>
    public static LocalInterface Any => new(0, "");

    /// <summary>Finds one by name, number or one of its addresses.</summary>
    /// <exception cref="NetworkException">There is none.</exception>
    public static LocalInterface Find(string wanted)
    {
        var all = NetworkInterface.GetAllNetworkInterfaces();
        var isNumber = WholeNumber.TryRead<int>(wanted, out var number);
        var address = IpLiteral.TryParse(wanted, out var literal) ? literal : null;
        var found = Array.Find(all, one =>
            one.Name == wanted || (isNumber && IndexOf(one) == number) || (address is not null && Has(one, address))
        );
        return found is not null
            ? new(IndexOf(found), found.Name)
            : throw new NetworkException(AddressFaults.NoInterface(wanted, all.Select(one => one.Name)));
    }

    private static bool Has(NetworkInterface one, IPAddress address) =>
        one.GetIPProperties()
            .UnicastAddresses.Any(own =>
                own.Address.Equals(address)
                || (
                    IPAddress.IsLoopback(address) && IPAddress.IsLoopback(own.Address) && own.Address.AddressFamily == address.AddressFamily
                )
            );

    private static int IndexOf(NetworkInterface one)
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
}
