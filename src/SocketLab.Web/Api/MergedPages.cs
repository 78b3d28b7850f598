using SocketLab.Contracts;
using SocketLab.Core.Endpoints;

namespace SocketLab.Web.Api;

/// <summary>Reads entries of several endpoints as one list: by time, then endpoint, then sequence.</summary>
/// <remarks>
/// An entry is placed once every journal has another one to compare it with, or is at its end. Within a journal the order is the
/// journal's, also where times step back.
/// </remarks>
internal static class MergedPages
{
    /// <summary>Entries of all lanes together that are looked for ahead: a few for each.</summary>
    private const int Ahead = 4096;

    /// <summary>The page that was asked for.</summary>
    public static MergedEntriesDto Read(EndpointSupervisor supervisor, MergedQuery query, CancellationToken cancellation)
    {
        var endpoints = query.Endpoints?.Select(supervisor.Get).ToList() ?? supervisor.List();
        var ahead = Math.Clamp(Ahead / Math.Max(1, endpoints.Count), 1, query.Limit);
        var lanes = endpoints.Select(endpoint => new MergedLane(endpoint, query, ahead)).ToList();
        var order = MergedLane.Order(query.NewestFirst);
        var (entries, size) = (new List<EntryDto>(), 0L);
        while (
            entries.Count < query.Limit
            && lanes.TrueForAll(lane => lane.TryFill(cancellation))
            && lanes.Where(lane => lane.Head is not null).Min(order) is { } next
        )
        {
            size += next.HeadSize;
            if (size > EntryPages.PageBytes && entries.Count > 0)
            {
                break;
            }

            entries.Add(next.Take());
        }

        var places = lanes.ToDictionary(lane => lane.JournalId, lane => lane.Place, StringComparer.Ordinal);
        var missed = query.Cursor is null ? 0 : lanes.Sum(lane => lane.Missed);
        return new(entries, missed, new MergedCursor(places).Write(query.NewestFirst));
    }
}
