using System.Net.Sockets;
using System.Runtime.InteropServices;
using static SocketLab.Core.Transport.Linux.LibC;

namespace SocketLab.Core.Transport.Udp;

/// <summary>Asks the kernel for what it tells besides the bytes (socket(7), ip(7)).</summary>
internal static class LinuxReceiveOptions
{
    /// <summary>Receive times and drop totals with each datagram, and for UDP the error queue.</summary>
    /// <exception cref="SocketException">The system refused.</exception>
    public static void Enable(Socket socket)
    {
        Enable(socket, SolSocket, SoTimestampNs);
        Enable(socket, SolSocket, SoRxqOvfl);
        if (socket.AddressFamily != AddressFamily.Unix)
        {
            Enable(socket, SolIp, IpRecvErr);
        }

        if (socket.AddressFamily == AddressFamily.InterNetworkV6)
        {
            Enable(socket, SolIpv6, Ipv6RecvErr);
        }
    }

    /// <summary>
    /// With each datagram, which address and interface it came to. To be asked before the socket is bound: what is queued without that is
    /// never told.
    /// </summary>
    /// <exception cref="SocketException">The system refused.</exception>
    public static void TellArrivals(Socket socket)
    {
        if (socket.AddressFamily == AddressFamily.InterNetworkV6)
        {
            // A socket of both families is told so of IPv4 as well: one message less for each datagram than with both options.
            Enable(socket, SolIpv6, Ipv6ReceivePacketInfo);
        }
        else
        {
            Enable(socket, SolIp, IpPacketInfo);
        }
    }

    private static void Enable(Socket socket, int level, int option)
    {
        Span<byte> on = stackalloc byte[sizeof(int)];
        MemoryMarshal.Write(on, 1);
        socket.SetRawSocketOption(level, option, on);
    }
}
