using SocketLab.Core.Endpoints;

namespace SocketLab.Web.ViewState;

/// <summary>A destination that somebody may want: a listener of this SocketLab, or who sent last.</summary>
/// <param name="Address">As it is typed.</param>
/// <param name="What">What it is.</param>
public sealed record DestinationChoice(string Address, string What)
{
    /// <summary>What there is to send datagrams to from an endpoint.</summary>
    /// <param name="endpoints">All endpoints.</param>
    /// <param name="from">The one that sends.</param>
    /// <param name="lastPeer">Who sent to it last, or whoever is looked at; null for nobody.</param>
    public static IReadOnlyList<DestinationChoice> List(IReadOnlyList<Endpoint> endpoints, Endpoint from, string? lastPeer) =>
    [
        .. lastPeer is null ? Enumerable.Empty<DestinationChoice>() : [new(lastPeer, "the last peer")],
        .. endpoints.Where(endpoint => endpoint != from && endpoint is { Definition.Kind: EndpointKind.UdpListener, Bound: not null })
            .Select(endpoint => new DestinationChoice(EndpointCard.AddressOf(endpoint), endpoint.Definition.Name)),
    ];
}
