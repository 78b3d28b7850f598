using SocketLab.Core.Capture.Writing;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;

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

    /// <summary>Whether a filter takes an entry, for files that are written in the order of the journals; null for all.</summary>
    /// <param name="filter">The filter; null for all.</param>
    /// <param name="endpoints">The endpoints, in the order of the file's sources.</param>
    /// <param name="cancellation">Ends a test that has far to look.</param>
    public static EntryTest? ToEntryTest(this Filter? filter, IEnumerable<Endpoint> endpoints, CancellationToken cancellation)
    {
        if (filter is null)
        {
            return null;
        }

        FilterCursor[] cursors = [.. endpoints.Select(endpoint => new FilterCursor(endpoint.ToFilterSource(), filter))];
        return (int source, in EntryView entry) => cursors[source].Takes(entry.Sequence, cancellation);
    }
}
