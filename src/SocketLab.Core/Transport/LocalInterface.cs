using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Faults;

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
    public static LocalInterface Find(string wanted) =>
        InterfaceLookup.Find(wanted) is { } found
            ? new(InterfaceLookup.IndexOf(found), found.Name)
            : throw new NetworkException(AddressFaults.NoInterface(wanted, InterfaceLookup.Names()));

    /// <summary>
    /// The interface that the system's routes choose for a group: known by its number, so that what comes by another one can be told apart.
    /// </summary>
    public static LocalInterface ForGroup(IPAddress group)
    {
        const int anyPort = 9;
        try
        {
            using var probe = Descriptors.OpenSocket(group.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            probe.Connect(group, anyPort);
            return InterfaceLookup.Find(((IPEndPoint)probe.LocalEndPoint!).Address) is { } found
                ? new(InterfaceLookup.IndexOf(found), found.Name)
                : Any;
        }
        catch (SocketException)
        {
            // No route: the join says so, or finds one all the same.
            return Any;
        }
    }
}
