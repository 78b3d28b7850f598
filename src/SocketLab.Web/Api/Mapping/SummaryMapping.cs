using SocketLab.Contracts;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Statistics;
using SocketLab.Core.Summaries;

namespace SocketLab.Web.Api.Mapping;

/// <summary>Makes the contract's records of what entries sum up to.</summary>
internal static class SummaryMapping
{
    private const double TicksPerMicrosecond = TimeSpan.TicksPerMicrosecond;

    extension(SummaryDto)
    {
        /// <summary>Everything but the conversations.</summary>
        public static SummaryDto From(string journalId, SummaryFigures figures) =>
            new(
                journalId,
                figures.First,
                figures.Last,
                figures.Missed,
                figures.Events,
                figures.Truncated,
                AmountDto.From(figures.Totals, figures.FirstTime, figures.LastTime),
                DistributionDto.From(figures.ReceivedSizes, 1),
                DistributionDto.From(figures.SentSizes, 1),
                DistributionDto.From(figures.Gaps, TicksPerMicrosecond),
                AmountsDto<PeerAmountDto>.From(figures.Peers, row => new PeerAmountDto(row.Key.Address, AmountDto.From(row))),
                AmountsDto<PortAmountDto>.From(figures.Ports, row => new PortAmountDto(row.Key, AmountDto.From(row)))
            )
            {
                Undecided = figures.Undecided,
            };
    }

    extension(ConversationsDto)
    {
        /// <summary>The conversations.</summary>
        public static ConversationsDto From(Endpoint endpoint, SummaryFigures figures, int limit) =>
            new(
                endpoint.Journal.Id,
                figures.First,
                figures.Last,
                figures.Missed,
                [.. figures.Conversations.Rows.Take(limit).Select(row => ConversationDto.From(endpoint, row))],
                figures.Conversations.Others is { } others ? AmountDto.From(others, null, null) : null
            );
    }

    extension(MergedConversationsDto)
    {
        /// <summary>The conversations of several endpoints, those with most bytes first.</summary>
        public static MergedConversationsDto From(
            IReadOnlyList<(Endpoint Endpoint, SummaryFigures Figures)> counted,
            ConversationEnds ends,
            int limit
        )
        {
            var all = counted.SelectMany(one => one.Figures.Conversations.Rows.Select(row => (one.Endpoint, Row: row)));
            var others = counted.Aggregate(default(TrafficTotals), (sum, one) => sum + (one.Figures.Conversations.Others ?? default));
            return new(
                counted.Sum(one => one.Figures.Missed),
                [
                    .. all.OrderByDescending(one => one.Row.Bytes)
                        .Take(limit)
                        .Select(one => new MergedConversationDto(
                            one.Endpoint.Id,
                            one.Endpoint.Definition.Name,
                            ends.Find(one.Endpoint, one.Row.Key.Connection, one.Row.Key.Peer)?.Id,
                            ConversationDto.From(one.Endpoint, one.Row)
                        )),
                ],
                others == default ? null : AmountDto.From(others, null, null)
            );
        }
    }

    extension(ConversationDto)
    {
        /// <summary>
        /// One conversation. Our end of a connection is known while it is remembered, that of datagrams while the socket is open.
        /// </summary>
        public static ConversationDto From(Endpoint endpoint, CountedRow<ConversationKey> row) =>
            new(
                AddressDto.From(row.Key.Peer),
                row.Key.Connection.IsNone ? AddressDto.From(endpoint.Status.Bound) : AddressDto.From(endpoint.LocalOf(row.Key.Connection)),
                row.Key.Connection.IsNone ? null : row.Key.Connection.ToString(),
                AmountDto.From(row),
                row.Duration.TotalSeconds,
                row.BytesPerSecond,
                SummaryFilters.Of(row.Key)
            );
    }

    extension(AmountDto)
    {
        /// <summary>One row's.</summary>
        public static AmountDto From<TKey>(CountedRow<TKey> row) => AmountDto.From(row.Totals, row.First, row.Last);

        /// <summary>Totals and their time.</summary>
        public static AmountDto From(in TrafficTotals totals, DateTime? first, DateTime? last) =>
            new(totals.ReceivedMessages, totals.ReceivedBytes, totals.SentMessages, totals.SentBytes, first, last);
    }

    extension<T>(AmountsDto<T>)
    {
        /// <summary>All rows that were told apart.</summary>
        public static AmountsDto<T> From<TKey>(Counted<TKey> counted, Func<CountedRow<TKey>, T> row) =>
            new([.. counted.Rows.Select(row)], counted.Others is { } others ? AmountDto.From(others, null, null) : null);
    }

    extension(DistributionDto)
    {
        /// <summary>A distribution in another unit.</summary>
        /// <param name="figures">The distribution.</param>
        /// <param name="unit">How many of its units make one of the contract's.</param>
        public static DistributionDto From(DistributionFigures figures, double unit) =>
            figures.Count == 0
                ? new(0, null, null, null, null, null, null, [])
                : new(
                    figures.Count,
                    figures.Min / unit,
                    figures.Mean / unit,
                    figures.Median / unit,
                    figures.P95 / unit,
                    figures.P99 / unit,
                    figures.Max / unit,
                    [.. figures.Ranges.Select(range => new RangeDto(range.From / unit, range.To / unit, range.Count))]
                );
    }
}
