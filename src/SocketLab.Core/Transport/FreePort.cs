using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Definitions;

namespace SocketLab.Core.Transport;

/// <summary>Finds a port to offer when the wanted one is taken.</summary>
public static class FreePort
{
    private const int MaxAttempts = 64;

    /// <summary>The next port above the definition's that can be bound right now; null when none of the next ones can.</summary>
    public static int? After(EndpointDefinition definition)
    {
        var local = definition.Local ?? new LocalAddress();
        if (!IPAddress.TryParse(local.Address, out var address))
        {
            return null;
        }

        var last = Math.Min(local.Port + MaxAttempts, IPEndPoint.MaxPort);
        for (var port = local.Port + 1; port <= last; port++)
        {
            if (CanBind(new IPEndPoint(address, port), definition.Kind.IsUdp()))
            {
                return port;
            }
        }

        return null;
    }

    private static bool CanBind(IPEndPoint target, bool udp)
    {
        try
        {
            using var socket = udp
                ? Descriptors.OpenSocket(target.AddressFamily, SocketType.Dgram, ProtocolType.Udp)
                : Descriptors.OpenSocket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(target);
            if (!udp)
            {
                // Several TCP sockets may bind one port before one of them listens.
                socket.Listen(1);
            }

            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
