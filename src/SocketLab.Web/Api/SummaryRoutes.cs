using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using SocketLab.Contracts;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Filtering;
using SocketLab.Core.Summaries;
using SocketLab.Web.Access;
using SocketLab.Web.Api.Mapping;

namespace SocketLab.Web.Api;

/// <summary><c>/api/endpoints/{id}/summary</c> and <c>/conversations</c>: what entries sum up to.</summary>
internal static class SummaryRoutes
{
    public static void MapSummaries(this IEndpointRouteBuilder api)
    {
        var viewer = api.MapGroup("/endpoints/{id}").RequireAuthorization(Policies.Viewer).AddEndpointFilter(ViewerScans.TakeTurnAsync);
        viewer.MapGet("/summary", Summary);
        viewer.MapGet("/conversations", Conversations);
        api.MapGet("/conversations", MergedConversations).RequireAuthorization(Policies.Viewer);
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

        return Csv(context, ConversationCsv.Write(all), $"{endpoint.Definition.Name} conversations.csv");
    }

    private static IResult MergedConversations(HttpContext context, EndpointSupervisor supervisor)
    {
        var read = new QueryReader(context.Request.Query, "endpoints", "filter", "format", "limit");
        var format = read.Choice("format", "json", "csv");
        var limit = (int)(read.Number("limit", 1, EntrySummary.MaxKeys) ?? EntrySummary.MaxKeys);
        var ids = read.Text("endpoints")?.Split(',').Distinct().ToList();
        read.Finish();
        var endpoints = ids?.Select(supervisor.Get).ToList() ?? supervisor.List();
        var filter = read.Filter();
        var counted = endpoints.Select(one => (one, Figures(one, filter, context.RequestAborted))).ToList();
        var all = MergedConversationsDto.From(counted, new ConversationEnds(supervisor), limit);
        return format == "csv" ? Csv(context, ConversationCsv.Write(all), "conversations.csv") : Answer.Ok(all);
    }

    private static FileContentHttpResult Csv(HttpContext context, string text, string name)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.File(Encoding.UTF8.GetBytes(text), "text/csv; charset=utf-8", name);
    }

    /// <summary>Counts what the journal keeps now. Cancelled when nobody waits for it any more.</summary>
    private static SummaryFigures Figures(Endpoint endpoint, Filter? filter, CancellationToken cancellation)
    {
        var summary = new EntrySummary(endpoint.ToFilterSource(), filter, value: null);
        summary.Complete(cancellation);
        return summary.Read();
    }
}
