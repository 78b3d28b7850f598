using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Transport.Linux;

namespace SocketLab.Core.Transport.Udp;

/// <summary>Makes UDP sockets as configured: bound, never connected, with the receive buffer asked for.</summary>
internal static class UdpSocket
{
    /// <summary>A bound socket.</summary>
    /// <exception cref="NetworkException">The system refused.</exception>
    public static (Socket Socket, EndPoint Bound) Open(LocalAddress? local, UdpOptions options)
    {
        var address = BindAddress(local);
        var target = new IPEndPoint(address, local?.Port ?? 0);
        Socket? socket = null;
        try
        {
            socket = Descriptors.OpenSocket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
            {
                socket.DualMode = address.Equals(IPAddress.IPv6Any);
            }

            PortSharing.Apply(socket, options);
            if (LibC.IsSupported && ArrivalPlace.IsAskedAt(address))
            {
                LinuxReceiveOptions.TellArrivals(socket);
            }

            socket.EnableBroadcast = options.Broadcast;
            MulticastSending.Apply(socket, options, MulticastInterface(options));
            ReceiveBuffer.Request(socket, options.ReceiveBufferBytes);
            socket.Bind(target);
            return (socket, socket.LocalEndPoint!);
        }
        catch (SocketException error)
        {
            socket?.Dispose();
            throw BindFault.Of(error, target, udp: true);
        }
        catch (NetworkException)
        {
            socket?.Dispose();
            throw;
        }
    }

    /// <summary>
    /// A Unix datagram socket. A sender without a name can be heard and not answered. Full queues of others never hold it up.
    /// </summary>
    /// <exception cref="NetworkException">The system refused.</exception>
    public static (Socket Socket, EndPoint Bound) OpenUnix(LocalAddress? local, UdpOptions options, UnixFolders folders)
    {
        var bound = local is null ? new UnixAddress("", "") : folders.Resolve(local.Address);
        var socket = local is null ? UnixSocket.New(SocketType.Dgram) : UnixSocket.Bind(SocketType.Dgram, bound, folders);
        socket.Blocking = false;
        ReceiveBuffer.Request(socket, options.ReceiveBufferBytes);
        return (socket, bound);
    }

    /// <summary>Where groups are joined and sent to. On a bound address the system takes that one's interface by itself.</summary>
    /// <exception cref="NetworkException">There is no such interface.</exception>
    public static LocalInterface MulticastInterface(UdpOptions options) =>
        options.MulticastInterface is { } wanted ? LocalInterface.Find(wanted) : LocalInterface.Any;

    /// <summary>A sender without an address of its own talks IPv4 and IPv6 both, where the system has both.</summary>
    private static IPAddress BindAddress(LocalAddress? local) =>
        local is not null ? HostAddress.Parse(local.Address)
        : Socket.OSSupportsIPv6 ? IPAddress.IPv6Any
        : IPAddress.Any;
}
