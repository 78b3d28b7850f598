using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Definitions;

namespace SocketLab.Core.Transport;

/// <summary>Finds a port to offer when the wanted one is taken.</summary>
public static class FreePort
{
    private const int MaxAttempts = 64;

    /// <summary>The next port above the definition's that can be bound right now; null when none of the next ones can.</summary>
    public static int? After(EndpointDefinition definition) => From(definition, (definition.Local?.Port ?? 0) + 1);

    /// <summary>
    /// The first port from <paramref name="first"/> on that the definition's address can be bound to right now; null when none can.
    /// </summary>
    public static int? From(EndpointDefinition definition, int first)
    {
        if (!IPAddress.TryParse((definition.Local ?? new LocalAddress()).Address, out var address))
        {
            return null;
        }

        var isUdp = definition.Kind.IsUdp();
        var last = Math.Min(first + MaxAttempts, IPEndPoint.MaxPort);
        for (var port = first; port <= last; port++)
        {
            if (CanBind(new IPEndPoint(address, port), isUdp))
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
