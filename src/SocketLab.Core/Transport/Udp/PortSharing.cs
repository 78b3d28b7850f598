using System.Net.Sockets;
using System.Runtime.InteropServices;
using SocketLab.Core.Definitions;
using SocketLab.Core.Transport.Linux;

namespace SocketLab.Core.Transport.Udp;

/// <summary>Lets several sockets have one port (SO_REUSEADDR and SO_REUSEPORT, socket(7)).</summary>
/// <remarks>
/// The framework's ReuseAddress sets both on Linux. In a group of SO_REUSEPORT each datagram goes to one socket, and the kernel may pick
/// one that did not join the datagram's group.
/// </remarks>
internal static class PortSharing
{
    /// <summary>Sets what the options ask for, before the socket is bound.</summary>
    /// <exception cref="SocketException">The system refused.</exception>
    public static void Apply(Socket socket, UdpOptions options)
    {
        if (OperatingSystem.IsLinux())
        {
            Set(socket, LibC.SoReuseAddress, options.ReuseAddress);
            Set(socket, LibC.SoReusePort, options.ReusePort);
        }
        else if (options.ReuseAddress || options.ReusePort)
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        }
    }

    private static void Set(Socket socket, int option, bool wanted)
    {
        if (wanted)
        {
            Span<byte> on = stackalloc byte[sizeof(int)];
            MemoryMarshal.Write(on, 1);
            socket.SetRawSocketOption(LibC.SolSocket, option, on);
        }
    }
}
