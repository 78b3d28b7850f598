using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Core.Endpoints;

/// <summary>Finds the other end of a conversation where that is SocketLab's own, too: by its pair of addresses.</summary>
public static class OtherEnds
{
    /// <summary>The other end of a connection; null where it is no endpoint's here. Looks at all connections there are.</summary>
    public static TcpConnection? FindOtherEnd(this EndpointSupervisor supervisor, TcpConnection one) =>
        one.Peer.IsUnix
            ? null
            : supervisor
                .List()
                .SelectMany(endpoint => endpoint.Connections.List())
                .Where(other => other != one && other.Local == one.Peer && other.Peer == one.Local)
                // A pair of ports is used again after a while.
                .MinBy(other => (other.OpenedAt - one.OpenedAt).Duration());

    /// <summary>
    /// The endpoint that has a peer's address, and the address by which it knows us; null where none has it, and while one of them does
    /// not run.
    /// </summary>
    /// <param name="supervisor">All endpoints.</param>
    /// <param name="endpoint">The endpoint at our side, of datagrams.</param>
    /// <param name="peer">The other side's address.</param>
    /// <param name="local">Our address, as far as it is known.</param>
    public static (Endpoint Endpoint, PeerAddress KnownAs)? FindOtherEnd(
        this EndpointSupervisor supervisor,
        Endpoint endpoint,
        PeerAddress peer,
        PeerAddress local
    )
    {
        var ours = local.IsNone && endpoint.Bound is { } bound ? LocalOf(bound, peer) : local;
        var other = supervisor
            .List()
            .Where(one => one != endpoint && one.Definition.Kind.Traits().CarriesDatagrams && Has(one.Bound, peer))
            .MinBy(one => one.Bound!.Address.IsUnspecified());
        return other is null || ours.IsNone ? null : (other, ours);
    }

    /// <summary>A socket that is bound to all addresses sends from the one that it sends to, where that is this machine's.</summary>
    private static PeerAddress LocalOf(IPEndPoint bound, PeerAddress peer) =>
        bound.Address.IsUnspecified() ? peer.WithPort(bound.Port) : PeerAddress.From(bound);

    private static bool Has(IPEndPoint? bound, PeerAddress address) =>
        bound is not null
        && bound.Port == address.Port
        && (
            PeerAddress.From(bound).WithoutZone() == address.WithoutZone()
            || (HasAll(bound.Address, address) && IPAddress.IsLoopback(address.ToIPEndPoint().Address))
        );

    /// <summary>A socket that is bound to 0.0.0.0 has no address of IPv6; one that is bound to :: has both families.</summary>
    private static bool HasAll(IPAddress bound, PeerAddress address) =>
        bound.IsUnspecified() && (bound.AddressFamily == AddressFamily.InterNetworkV6 || address.IsV4);
}
