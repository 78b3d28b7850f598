using System.Text;
using SocketLab.Contracts;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Filtering;
using SocketLab.Core.Summaries;
using SocketLab.Web.Access;
using SocketLab.Web.Api.Mapping;

namespace SocketLab.Web.Api;

/// <summary><c>/api/endpoints/{id}/summary</c> and <c>/conversations</c>: what a journal's entries sum up to.</summary>
internal static class SummaryRoutes
{
    public static void MapSummaries(this IEndpointRouteBuilder api)
    {
        var viewer = api.MapGroup("/endpoints/{id}").RequireAuthorization(Policies.Viewer).AddEndpointFilter(ViewerScans.TakeTurnAsync);
        viewer.MapGet("/summary", Summary);
        viewer.MapGet("/conversations", Conversations);
    }

    private static IResult Summary(string id, HttpContext context, EndpointSupervisor supervisor)
    {
        var endpoint = supervisor.Get(id);
        var read = new QueryReader(context.Request.Query, "filter");
        read.Finish();
        return Answer.Ok(SummaryDto.From(endpoint.Journal.Id, Figures(endpoint, read.Filter(), context.RequestAborted)));
    }

    private static IResult Conversations(string id, HttpContext context, EndpointSupervisor supervisor)
    {
        var endpoint = supervisor.Get(id);
        var read = new QueryReader(context.Request.Query, "filter", "format", "limit");
        var format = read.Choice("format", "json", "csv");
        var limit = (int)(read.Number("limit", 1, EntrySummary.MaxKeys) ?? EntrySummary.MaxKeys);
        read.Finish();
        var all = ConversationsDto.From(endpoint, Figures(endpoint, read.Filter(), context.RequestAborted), limit);
        if (format != "csv")
        {
            return Answer.Ok(all);
        }

        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.File(
            Encoding.UTF8.GetBytes(ConversationCsv.Write(all)),
            "text/csv; charset=utf-8",
            $"{endpoint.Definition.Name} conversations.csv"
        );
    }

    /// <summary>Counts what the journal keeps now. Cancelled when nobody waits for it any more.</summary>
    private static SummaryFigures Figures(Endpoint endpoint, Filter? filter, CancellationToken cancellation)
    {
        var summary = new EntrySummary(endpoint.ToFilterSource(), filter, value: null);
        summary.Complete(cancellation);
        return summary.Read();
    }
}
