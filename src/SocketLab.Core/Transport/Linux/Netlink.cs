using System.Runtime.InteropServices;
using static SocketLab.Core.Transport.Linux.LibC;

namespace SocketLab.Core.Transport.Linux;

/// <summary>The kernel's messages about network interfaces and addresses (netlink(7), rtnetlink(7)).</summary>
internal static unsafe class Netlink
{
    private const int Family = 16,
        RawSocket = 3,
        CloseOnExec = 0x80000;

    /// <summary>RTMGRP_LINK, RTMGRP_IPV4_IFADDR and RTMGRP_IPV6_IFADDR.</summary>
    private const uint Links = 1,
        AddressesV4 = 0x10,
        AddressesV6 = 0x100;

    /// <summary>
    /// A socket on which a message arrives for each change of an interface or an address of it; negative where there is none.
    /// </summary>
    public static int OpenInterfaceChanges()
    {
        var descriptor = OpenSocket(Family, RawSocket | CloseOnExec, 0);
        if (descriptor < 0)
        {
            return descriptor;
        }

        var address = new Address { Family = Family, Groups = Links | AddressesV4 | AddressesV6 };
        if (Bind(descriptor, &address, sizeof(Address)) == 0)
        {
            return descriptor;
        }

        _ = Close(descriptor);
        return -1;
    }

    /// <summary>struct sockaddr_nl</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Address
    {
        public ushort Family;
        public ushort Padding;
        public uint Process;
        public uint Groups;
    }
}
