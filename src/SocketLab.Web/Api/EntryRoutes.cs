using SocketLab.Contracts;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Filtering;
using SocketLab.Core.Summaries;
using SocketLab.Web.Access;

namespace SocketLab.Web.Api;

/// <summary><c>/api/endpoints/{id}/entries</c> and <c>/api/entries</c>: what happened.</summary>
internal static class EntryRoutes
{
    public static void MapEntries(this IEndpointRouteBuilder api)
    {
        var viewer = api.MapGroup("").RequireAuthorization(Policies.Viewer).AddEndpointFilter(ViewerScans.TakeTurnAsync);
        var onlyFiltered = new ViewerScans.OnlyFiltered();
        viewer.MapGet("/endpoints/{id}/entries", Read).WithMetadata(onlyFiltered);
        viewer.MapGet("/endpoints/{id}/entries/count", Count).WithMetadata(onlyFiltered);
        viewer.MapGet("/endpoints/{id}/series", Series);
        viewer.MapGet("/entries", Merged).WithMetadata(onlyFiltered);
    }

    private static IResult Read(string id, HttpContext context, EndpointSupervisor supervisor) =>
        Answer.Ok(EntryPages.Read(supervisor.Get(id), EntryQuery.Parse(context.Request.Query), context.RequestAborted));

    private static IResult Count(string id, HttpContext context, EndpointSupervisor supervisor, FilterScans scans)
    {
        var endpoint = supervisor.Get(id);
        var read = new QueryReader(context.Request.Query, "filter");
        read.Finish();
        var (journal, ledger) = (endpoint.Journal, endpoint.Journal.Ledger);
        if (read.Filter() is not { } filter)
        {
            return Answer.Ok(new CountDto(journal.Id, ledger.Kept, ledger.Kept, ledger.First, ledger.Last));
        }

        var hits = scans.Get(endpoint.ToFilterSource(), filter).Complete(context.RequestAborted);
        return Answer.Ok(
            new CountDto(journal.Id, hits.Count, hits.Scanned, hits.FirstScanned, hits.LastScanned) { Undecided = hits.Undecided }
        );
    }

    private static IResult Series(string id, HttpContext context, EndpointSupervisor supervisor)
    {
        var endpoint = supervisor.Get(id);
        var request = SeriesQuery.Parse(context.Request.Query);
        try
        {
            var buckets = EntrySeries.Read(endpoint.ToFilterSource(), request, context.RequestAborted);
            return Answer.Ok(
                new SeriesDto(
                    endpoint.Journal.Id,
                    [.. buckets.Select(one => new BucketDto(one.Time, one.Count, one.Bytes, one.Min, one.Mean, one.Max))]
                )
            );
        }
        catch (TooManyBucketsException error)
        {
            throw new InvalidRequestException("$.bucketMs", error.Message);
        }
    }

    private static IResult Merged(HttpContext context, EndpointSupervisor supervisor) =>
        Answer.Ok(MergedPages.Read(supervisor, MergedQuery.Parse(context.Request.Query), context.RequestAborted));
}
