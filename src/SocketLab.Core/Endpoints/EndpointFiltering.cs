using SocketLab.Core.Filtering;

namespace SocketLab.Core.Endpoints;

/// <summary>An endpoint's journal as filters see it.</summary>
public static class EndpointFiltering
{
    /// <summary>The journal, and what its entries do not know themselves.</summary>
    public static FilterSource ToFilterSource(this Endpoint endpoint) =>
        new(endpoint.Journal)
        {
            EndpointId = endpoint.Id,
            EndpointName = () => endpoint.Definition.Name,
            LocalOf = endpoint.LocalOf,
        };
}
