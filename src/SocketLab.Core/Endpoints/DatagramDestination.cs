using System.Net;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Transport;

namespace SocketLab.Core.Endpoints;

/// <summary>Finds the address that something goes to which an endpoint sends.</summary>
internal static class DatagramDestination
{
    /// <summary>The address of a datagram; null for streams, which have none.</summary>
    /// <param name="endpoint">The endpoint that sends.</param>
    /// <param name="to">Where to; null for the definition's remote.</param>
    /// <param name="destinations">Where endpoints may send.</param>
    /// <param name="cancellation">Cancels looking up a name.</param>
    /// <exception cref="InvalidDefinitionException">A datagram has no destination, or a stream was given one.</exception>
    /// <exception cref="Faults.NetworkException">The name cannot be resolved, or nothing is sent there.</exception>
    public static async Task<EndPoint?> ResolveAsync(
        Endpoint endpoint,
        RemoteAddress? to,
        DestinationPolicy destinations,
        CancellationToken cancellation
    )
    {
        if (!endpoint.Definition.Kind.IsUdp())
        {
            return to is null
                ? null
                : throw new InvalidDefinitionException([
                    new("$.to", "A destination is for UDP; stream data goes to the open connections."),
                ]);
        }

        var remote = to
            ?? endpoint.Definition.Remote
            ?? throw new InvalidDefinitionException([new("$.to", "A datagram needs a host and a port to go to.")]);
        if (UnixAddress.Is(remote.Host))
        {
            return destinations.UnixSockets.Resolve(remote.Host);
        }

        var candidates = await HostResolver.ResolveAllAsync(remote, destinations, endpoint.Journal.Time, cancellation);
        return HostResolver.Choose(candidates, endpoint.Bound);
    }
}
