using System.Net;
using SocketLab.Core.Endpoints;

namespace SocketLab.Web.ViewState;

/// <summary>Says how to reach a running listener from a terminal of this machine, ready to copy.</summary>
public static class Reach
{
    /// <summary>Commands that send something to <paramref name="endpoint"/>; none unless it listens.</summary>
    public static IReadOnlyList<string> Commands(Endpoint endpoint)
    {
        if (endpoint.Bound is not { } bound || !endpoint.Definition.Kind.IsListener())
        {
            return [];
        }

        var host = Host(bound.Address);
        if (endpoint.Definition.Tcp.Tls is { Enabled: true } tls)
        {
            return TlsReach.Commands(tls, host, bound.Port);
        }

        return endpoint.Definition.Kind == EndpointKind.UdpListener
            ? [$"nc -u {host} {bound.Port}", $"""python3 -c 'import socket; socket.socket({Family(bound.Address)}, socket.SOCK_DGRAM).sendto(b"Hello", ("{host}", {bound.Port}))'"""]
            : [$"nc {host} {bound.Port}", $"""python3 -c 'import socket; socket.create_connection(("{host}", {bound.Port})).sendall(b"Hello")'"""];
    }

    /// <summary>A socket bound to every address is reached at loopback from here.</summary>
    private static string Host(IPAddress address) =>
        address.Equals(IPAddress.Any) ? "127.0.0.1" : address.Equals(IPAddress.IPv6Any) ? "::1" : address.ToString();

    private static string Family(IPAddress address) =>
        address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? "socket.AF_INET6" : "socket.AF_INET";
}
