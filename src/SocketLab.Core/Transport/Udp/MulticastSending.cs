using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using SocketLab.Core.Definitions;
using SocketLab.Core.Transport.Linux;

namespace SocketLab.Core.Transport.Udp;

/// <summary>How a socket's datagrams to groups go out, and that it hears the groups alone that it joined.</summary>
internal static class MulticastSending
{
    /// <summary>Sets the options for each family that the socket has.</summary>
    public static void Apply(Socket socket, UdpOptions options, LocalInterface on)
    {
        var isV6 = socket.AddressFamily == AddressFamily.InterNetworkV6;
        if (!isV6 || socket.DualMode)
        {
            Apply(socket, SocketOptionLevel.IP, options, on.Index == 0 ? null : IPAddress.HostToNetworkOrder(on.Index));
            HearOwnGroupsAlone(socket, LibC.SolIp, LibC.IpMulticastAll);
        }

        if (isV6)
        {
            Apply(socket, SocketOptionLevel.IPv6, options, on.Index == 0 ? null : on.Index);
            HearOwnGroupsAlone(socket, LibC.SolIpv6, LibC.Ipv6MulticastAll);
        }
    }

    /// <summary>Sends datagrams to groups out by that interface from now on.</summary>
    /// <exception cref="SocketException">The system refused.</exception>
    public static void SendBy(Socket socket, LocalInterface on)
    {
        var isV6 = socket.AddressFamily == AddressFamily.InterNetworkV6;
        if (!isV6 || socket.DualMode)
        {
            var index = IPAddress.HostToNetworkOrder(on.Index);
            socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, index);
        }

        if (isV6)
        {
            socket.SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.MulticastInterface, on.Index);
        }
    }

    private static void Apply(Socket socket, SocketOptionLevel level, UdpOptions options, int? index)
    {
        socket.SetSocketOption(level, SocketOptionName.MulticastTimeToLive, options.MulticastTtl);
        socket.SetSocketOption(level, SocketOptionName.MulticastLoopback, options.MulticastLoopback);
        if (index is { } wanted)
        {
            socket.SetSocketOption(level, SocketOptionName.MulticastInterface, wanted);
        }
    }

    /// <summary>Linux hands a socket also what any other program of the machine has joined, unless told otherwise (ip(7)).</summary>
    private static void HearOwnGroupsAlone(Socket socket, int level, int option)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        Span<byte> off = stackalloc byte[sizeof(int)];
        MemoryMarshal.Write(off, 0);
        try
        {
            socket.SetRawSocketOption(level, option, off);
        }
        catch (SocketException)
        {
            // Kernels before 4.20 cannot for IPv6; a stranger's group is then heard too, as everywhere there.
        }
    }
}
