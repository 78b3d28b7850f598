using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;

namespace SocketLab.Web.ViewState.Endpoints;

/// <summary>Says how to be the other side of an endpoint in a terminal, ready to copy: of a listener, who sends to it.</summary>
public static class Reach
{
    /// <summary>
    /// Commands that send something to a running listener; for a sender or client those that listen where it sends to.
    /// </summary>
    public static IReadOnlyList<string> Commands(Endpoint endpoint) =>
        endpoint.Definition.Kind.IsListener()
            ? Commands(endpoint.Definition, endpoint.Status.Bound)
            : OtherSide.Commands(endpoint.Definition);

    /// <summary>Whether a socket that is bound to this address can be reached from other machines.</summary>
    /// <param name="bound">Where it is bound; null for nowhere.</param>
    public static bool IsFromElsewhere(IPAddress? bound) => bound is not null && !IPAddress.IsLoopback(bound);

    /// <summary>A socket bound to every address is reached at loopback from here.</summary>
    /// <param name="bound">Where somebody listens.</param>
    /// <param name="from">Where the sender is bound; null when that is not known.</param>
    public static string Host(IPAddress bound, IPEndPoint? from = null) =>
        bound.Equals(IPAddress.Any) || (bound.Equals(IPAddress.IPv6Any) && from?.AddressFamily == AddressFamily.InterNetwork) ? "127.0.0.1"
        : bound.Equals(IPAddress.IPv6Any) ? "::1"
        : bound.ToString();

    private static IReadOnlyList<string> Commands(EndpointDefinition definition, EndPoint? bound)
    {
        var (isUdp, tls) = (definition.Kind.IsUdp(), definition.Tcp.Tls);
        switch (bound)
        {
            case UnixAddress unix:
                var path = Quote(unix.Path);
                return tls.Enabled ? TlsReach.Commands(tls, $"-unix {path}", $"-U {path}")
                    : isUdp
                        ?
                        [
                            $"socat - UNIX-SENDTO:{path}",
                            "python3 -c 'import socket, sys; socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)"
                                + $""".sendto(b"Hello", sys.argv[1])' {path}""",
                        ]
                    : [$"nc -U {path}", $"socat - UNIX-CONNECT:{path}"];
            case IPEndPoint ip:
                var host = Host(ip.Address);
                return tls.Enabled ? TlsReach.Commands(tls, $"-connect {HostPort.Format(host, ip.Port)}", $"{host} {ip.Port}")
                    : isUdp
                        ?
                        [
                            $"nc -u {host} {ip.Port}",
                            $"python3 -c 'import socket; socket.socket({Family(ip.Address)}, socket.SOCK_DGRAM)"
                                + $""".sendto(b"Hello", ("{host}", {ip.Port}))'""",
                        ]
                    :
                    [
                        $"nc {host} {ip.Port}",
                        $"""python3 -c 'import socket; socket.create_connection(("{host}", {ip.Port})).sendall(b"Hello")'""",
                    ];
            default:
                return [];
        }
    }

    private static string Family(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? "socket.AF_INET6" : "socket.AF_INET";

    /// <summary>As a shell takes it for one word.</summary>
    internal static string Quote(string path) =>
        path.All(c => char.IsAsciiLetterOrDigit(c) || "/._-+".Contains(c, StringComparison.Ordinal))
            ? path
            : $"'{path.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
