using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Statistics;
using SocketLab.Core.Summaries;

namespace SocketLab.Web.ViewState.Summaries;

/// <summary>Draws up the plots of what one endpoint's entries, or those of several, sum up to.</summary>
internal sealed class SummaryPlots(SummarySet set, IReadOnlyList<Endpoint> endpoints, PlotSpan span, TimeZoneInfo zone)
{
    /// <summary>The last samples of a second are in by then; see <see cref="TrafficHistory"/>.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(500);

    /// <summary>All plots.</summary>
    /// <param name="figures">What was counted.</param>
    /// <param name="now">The time, UTC.</param>
    public List<Plot> Draw(SummaryFigures figures, DateTime now)
    {
        // What was captured elsewhere and then has no present.
        var areCaptures = endpoints.All(IsCapture);
        now = areCaptures ? (figures.LastTime ?? DateTime.UnixEpoch).AddSeconds(1) : now - Delay;
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
        var time = new TimePlots(span, now, zone);
        var traffic = TrafficSeries.Sum([.. endpoints.Zip(set.Members).Select(pair => TrafficOf(pair.First, pair.Second, now))]);
        traffic ??= new(now, TimeSpan.FromSeconds(1), []);
        List<Plot> plots = [time.Messages(traffic, figures.Marks), time.Bytes(traffic)];
        if (set.Members is [{ Value: { } value }, ..])
        {
            plots.Add(time.Value(value.Name, WhatIsOver(set.Series(span.Length(), now))));
        }

        plots.Add(DistributionPlot.Sizes(figures.ReceivedSizes, figures.SentSizes));
        plots.Add(DistributionPlot.Gaps(figures.Gaps));
        var streams = endpoints.Where(one => !IsCapture(one) && !one.Definition.Kind.IsUdp()).ToList();
        if (streams.Count > 0)
        {
            plots.Add(ConnectionPlot.Of([.. streams.SelectMany(one => one.Connections.List())], span, now, zone));
        }

        return plots;
    }

    /// <summary>What the endpoint itself remembers, which is more than its journal; of a filter, what was counted.</summary>
    private TrafficSeries TrafficOf(Endpoint endpoint, EntrySummary summary, DateTime now)
    {
        if (!IsCapture(endpoint) && summary.Filter is null)
        {
            return endpoint.History.Last(span.Length(), now + Delay);
        }

        var over = WhatIsOver(summary.Series(span.Length(), now));
        return new(over.Start, over.Step, over.Totals);
    }

    private static SeriesFigures WhatIsOver(SeriesFigures series) =>
        series with
        {
            Totals = [.. series.Totals.SkipLast(1)],
            Values = [.. series.Values.SkipLast(1)],
        };

    private static bool IsCapture(Endpoint endpoint) => endpoint.Captured is not null;
}
