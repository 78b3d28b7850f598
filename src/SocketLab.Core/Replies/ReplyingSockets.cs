using System.Net;
using System.Net.NetworkInformation;
using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Replies;

/// <summary>A socket of ours that answers by rule.</summary>
/// <param name="IsUdp">Which protocol its port is of.</param>
/// <param name="Bound">Where it is bound.</param>
internal readonly record struct ReplyingSocket(bool IsUdp, EndPoint Bound);

/// <summary>Knows which sockets of ours answer by rule: two that answer each other never stop.</summary>
/// <remarks>Looks again when an endpoint changes its definition or state. Any thread.</remarks>
/// <param name="bound">The sockets of endpoints that have rules which answer.</param>
/// <param name="changed">Set when an endpoint changes its definition or state.</param>
internal sealed class ReplyingSockets(Func<IEnumerable<ReplyingSocket>> bound, ChangeSignal changed)
{
    private Snapshot _snapshot = new(-1, [], []);

    /// <summary>Whether <paramref name="peer"/> is a socket of ours that has rules which answer.</summary>
    /// <param name="isUdp">Which protocol's port it is.</param>
    /// <param name="peer">The other side, as the socket saw it.</param>
    public bool Contains(bool isUdp, PeerAddress peer)
    {
        var snapshot = Volatile.Read(ref _snapshot);
        if (snapshot.Version != changed.Version)
        {
            Volatile.Write(ref _snapshot, snapshot = Take(changed.Version));
        }

        foreach (var socket in snapshot.Sockets)
        {
            if (
                socket.IsUdp == isUdp
                && socket.Bound.Port == peer.Port
                && (socket.Bound == peer || (socket.IsAny && snapshot.Local.Contains(peer.ToIPEndPoint().Address)))
            )
            {
                return true;
            }
        }

        return false;
    }

    private Snapshot Take(long version)
    {
        var sockets = bound()
            .Where(one => one.Bound is not UnixAddress { Name: "" }) // without a name it looks like any other
            .Select(one => new Replying(one.IsUdp, PeerAddress.From(one.Bound), IsAny(one.Bound)))
            .ToArray();
        return new Snapshot(version, sockets, sockets.Any(socket => socket.IsAny) ? LocalAddresses() : []);
    }

    private static bool IsAny(EndPoint bound) => bound is IPEndPoint ip && ip.Address.IsUnspecified();

    /// <summary>This machine's addresses. Where the system does not tell, the pace of answers is what stops a loop.</summary>
    private static HashSet<IPAddress> LocalAddresses()
    {
        try
        {
            return
            [
                IPAddress.Loopback,
                IPAddress.IPv6Loopback,
                .. NetworkInterface
                    .GetAllNetworkInterfaces()
                    .SelectMany(one => one.GetIPProperties().UnicastAddresses)
                    .Select(one => one.Address),
            ];
        }
        catch (NetworkInformationException)
        {
            return [IPAddress.Loopback, IPAddress.IPv6Loopback];
        }
    }

    private readonly record struct Replying(bool IsUdp, PeerAddress Bound, bool IsAny);

    private sealed record Snapshot(long Version, Replying[] Sockets, HashSet<IPAddress> Local);
}
