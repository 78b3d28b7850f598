using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Payloads;

namespace SocketLab.Web.ViewState.Endpoints;

/// <summary>Says how to start what a sender or client sends to, in a terminal of the machine that it sends to.</summary>
public static class OtherSide
{
    /// <summary>Commands that listen where <paramref name="definition"/> sends to; none where it names nobody.</summary>
    public static IReadOnlyList<string> Commands(EndpointDefinition definition)
    {
        if (definition is not { Remote: { } remote } || definition.Kind.IsListener())
        {
            return [];
        }

        var (isUdp, tls) = (definition.Kind.IsUdp(), definition.Tcp.Tls);
        if (UnixAddress.Is(remote.Host))
        {
            // Where a name stands for a file is the server's to know.
            var path = remote.Host["unix:".Length..];
            return !path.StartsWith('/') ? []
                : isUdp ? [$"socat -u UNIX-RECV:{Reach.Quote(path)} -"]
                : tls.Enabled ? []
                : [$"nc -lU {Reach.Quote(path)}", $"socat - UNIX-LISTEN:{Reach.Quote(path)}"];
        }

        if (!IsWord(remote.Host) || remote.Port == 0)
        {
            return [];
        }

        return (isUdp, tls.Enabled, Group(remote.Host)) switch
        {
            (true, _, { AddressFamily: AddressFamily.InterNetwork } group) =>
            [
                $"socat -u UDP4-RECV:{remote.Port},reuseaddr,ip-add-membership={group}:0.0.0.0 -",
            ],
            (true, _, not null) => [],
            (true, _, null) => [$"nc -ul {remote.Host} {remote.Port}"],
            (false, true, _) => [$"ncat --ssl -l {remote.Host} {remote.Port}"],
            _ => [$"nc -l {remote.Host} {remote.Port}"],
        };
    }

    /// <summary>What can be done before anything is sent, in words that a colon may follow.</summary>
    /// <param name="before">How things stand, as a sentence.</param>
    /// <param name="definition">The sender or client.</param>
    public static string Start(string before, EndpointDefinition definition)
    {
        var host = definition.Remote?.Host ?? "";
        var where =
            IsHere(host) ? "this machine"
            : Group(host) is null ? VisibleText.Name(host)
            : "any machine";
        return $"{before} If nothing listens there, start it in a terminal on {where}";
    }

    private static bool IsHere(string host) =>
        UnixAddress.Is(host)
        || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IpLiteral.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static IPAddress? Group(string host) =>
        IpLiteral.TryParse(host, out var address) && MulticastGroup.IsGroup(address) ? address : null;

    /// <summary>Whether a shell takes it for one word, and no option: a host may be anything that somebody wrote.</summary>
    private static bool IsWord(string host) =>
        host.Length > 0 && host[0] != '-' && host.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or ':' or '-' or '_' or '%');
}
