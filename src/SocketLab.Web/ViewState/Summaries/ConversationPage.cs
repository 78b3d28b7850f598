using SocketLab.Core.Endpoints;
using SocketLab.Core.Filtering;
using SocketLab.Core.Payloads;
using SocketLab.Core.Statistics;
using SocketLab.Core.Summaries;
using SocketLab.Web.ViewState.Feed;

namespace SocketLab.Web.ViewState.Summaries;

/// <summary>A conversation of an endpoint.</summary>
/// <param name="EndpointId">The endpoint.</param>
/// <param name="Origin">Its name and colour; null where no other is shown.</param>
/// <param name="Counted">What was said.</param>
/// <param name="Filter">The filter that takes its entries; null where none can.</param>
public sealed record ConversationRow(string EndpointId, FeedOrigin? Origin, CountedRow<ConversationKey> Counted, string? Filter)
{
    /// <summary>The other side is an endpoint here, too: its name; null where it is somebody else.</summary>
    public string? OtherEnd { get; init; }
}

/// <summary>The conversations that are shown.</summary>
/// <param name="Rows">The first ones in their order.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Others">What those had that are not told apart; null while all are.</param>
public sealed record ConversationPage(IReadOnlyList<ConversationRow> Rows, int Count, TrafficTotals? Others)
{
    /// <summary>Conversations of several endpoints that are sorted at most: of each those with most bytes.</summary>
    private const int MaxSorted = 2 * EntrySummary.MaxKeys;

    /// <summary>None.</summary>
    public static ConversationPage Empty { get; } = new([], 0, null);

    /// <summary>Whether both show the same.</summary>
    public bool IsLike(ConversationPage other) => (Count, Others) == (other.Count, other.Others) && Rows.SequenceEqual(other.Rows);

    /// <summary>The conversations of some endpoints.</summary>
    /// <param name="endpoints">The endpoints.</param>
    /// <param name="figures">What was counted of each.</param>
    /// <param name="order">Their order.</param>
    /// <param name="most">How many are shown.</param>
    /// <param name="supervisor">All endpoints, which may be at the other side.</param>
    internal static ConversationPage Of(
        IReadOnlyList<SummedEndpoint> endpoints,
        IReadOnlyList<SummaryFigures> figures,
        ConversationOrder order,
        int most,
        EndpointSupervisor supervisor
    )
    {
        var share = Math.Max(1, MaxSorted / Math.Max(1, endpoints.Count));
        var rows = endpoints.Zip(figures).SelectMany(pair => RowsOf(pair.First, pair.Second.Conversations.Rows.Take(share))).ToList();
        if (endpoints.Count > 1)
        {
            rows = [.. rows.OrderByDescending(row => row.Counted.Bytes)];
        }

        var others = figures
            .SelectMany(one => one.Conversations.Rows.Skip(share).Select(row => row.Totals).Append(one.Conversations.Others ?? default))
            .Aggregate(default(TrafficTotals), (sum, one) => sum + one);
        var shown = order.Sort(rows).Take(most);
        return new([.. endpoints.Count > 1 ? WithOtherEnds(shown, supervisor) : shown], rows.Count, others == default ? null : others);
    }

    private static IEnumerable<ConversationRow> RowsOf(SummedEndpoint endpoint, IEnumerable<CountedRow<ConversationKey>> rows) =>
        rows.Select(row =>
        {
            var filter = SummaryFilters.Of(row.Key);
            return new ConversationRow(
                endpoint.Endpoint.Id,
                endpoint.Origin,
                row,
                filter is not null && endpoint.Filter is { } its ? FilterText.And(its, filter) : filter
            );
        });

    private static IEnumerable<ConversationRow> WithOtherEnds(IEnumerable<ConversationRow> rows, EndpointSupervisor supervisor)
    {
        var ends = new ConversationEnds(supervisor);
        return rows.Select(row =>
            supervisor.Find(row.EndpointId) is { } here && ends.Find(here, row.Counted.Key.Connection, row.Counted.Key.Peer) is { } other
                ? row with
                {
                    OtherEnd = VisibleText.Name(other.Definition.Name),
                }
                : row
        );
    }
}
