using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Payloads;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.ViewState.Sending;

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
            .. endpoints
                .Where(endpoint =>
                    endpoint != from
                    && endpoint.Definition.Kind.Traits() is { CarriesDatagrams: true, WaitsForOthers: true }
                    && endpoint.Definition.IsUnix == from.Definition.IsUnix
                )
                .SelectMany(endpoint => Of(endpoint, from)),
        ];

    private static IEnumerable<DestinationChoice> Of(Endpoint listener, Endpoint from)
    {
        var name = VisibleText.Name(listener.Definition.Name);
        if (listener.Bound is not { } bound)
        {
            return listener.Status.Bound is { } unix ? [new($"{unix}", name)] : [];
        }

        var groups = listener
            .Definition.Udp.MulticastGroups.Select(text =>
                MulticastGroup.TryParse(text, out var group, out _) ? group.Address.ToString() : null
            )
            .OfType<string>()
            .Distinct();
        return groups
            .Select(group => new DestinationChoice(HostPort.Format(group, bound.Port), $"{name}, the group"))
            .Prepend(new(HostPort.Format(Reach.Host(bound.Address, from.Bound), bound.Port), name));
    }
}
