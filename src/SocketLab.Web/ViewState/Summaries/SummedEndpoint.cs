using SocketLab.Core.Endpoints;
using SocketLab.Core.Filtering;
using SocketLab.Web.ViewState.Feed;

namespace SocketLab.Web.ViewState.Summaries;

/// <summary>An endpoint whose entries are summed up, perhaps with those of others.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Origin">Its name and colour beside what is of it; null where there is no other.</param>
/// <param name="Filter">The filter that takes its entries among those of others; null where there is no other.</param>
internal sealed record SummedEndpoint(Endpoint Endpoint, FeedOrigin? Origin, string? Filter)
{
    /// <summary>The endpoints of a feed, as they are called now. Used on the page's dispatcher.</summary>
    /// <param name="endpoints">Those that are summed up.</param>
    /// <param name="merged">The feed of several; null for the one of a single endpoint.</param>
    /// <param name="supervisor">All endpoints, some of which may have the same name.</param>
    public static IReadOnlyList<SummedEndpoint> Of(IReadOnlyList<Endpoint> endpoints, MergedFeed? merged, EndpointSupervisor supervisor)
    {
        if (merged is null)
        {
            return [.. endpoints.Select(endpoint => new SummedEndpoint(endpoint, null, null))];
        }

        var names = supervisor.List().CountBy(endpoint => endpoint.Definition.Name).ToDictionary(StringComparer.Ordinal);
        return [.. endpoints.Select(endpoint => new SummedEndpoint(endpoint, merged.OriginOf(endpoint.Journal.Id), FilterOf(endpoint)))];

        string FilterOf(Endpoint endpoint)
        {
            var name = endpoint.Definition.Name;
            return FilterText.Test("endpoint", FilterOperator.Equal, names.GetValueOrDefault(name) == 1 ? name : endpoint.Id);
        }
    }
}
