using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Faults;

namespace SocketLab.Core.Transport;

/// <summary>
/// Finds out why the system does not let us send somewhere: a route that prohibits it, a broadcast address, and a firewall are one error
/// (EACCES, EPERM).
/// </summary>
internal static class AccessFault
{
    /// <summary>Explains it.</summary>
    /// <param name="target">Where it was to go.</param>
    /// <param name="broadcast">Whether the socket may send to broadcast addresses; true for streams, which know none.</param>
    public static Fault Of(IPEndPoint target, bool broadcast)
    {
        // As on the wire: a socket of both families has IPv4 inside IPv6.
        var to = new IPEndPoint(target.Address.Unmapped(), target.Port);
        return IsRefused(to, broadcast: true) ? SocketFaults.Prohibited(to)
            : !broadcast && IsRefused(to, broadcast: false) ? SocketFaults.BroadcastOff(to.ToString())
            : SocketFaults.Forbidden(to.ToString());
    }

    /// <summary>Connecting a datagram socket asks for the route and sends nothing (udp(7)), so that no firewall is asked.</summary>
    private static bool IsRefused(IPEndPoint to, bool broadcast)
    {
        try
        {
            using var socket = Descriptors.OpenSocket(to.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.EnableBroadcast = broadcast;
            socket.Connect(to);
            return false;
        }
        catch (SocketException error)
        {
            return error.SocketErrorCode == SocketError.AccessDenied;
        }
    }
}
