using SocketLab.Core.Definitions;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.ViewState.Connections;

namespace SocketLab.Web.ViewState.Summaries;

/// <summary>Makes the plot of connections: when each was open, coloured by how it ended.</summary>
internal static class ConnectionPlot
{
    /// <summary>Connections that are drawn at most: the last ones that were opened.</summary>
    private const int MaxShown = 400;

    private const int MaxLanes = 24;

    /// <summary>The connections that were open within a span of time.</summary>
    /// <param name="connections">All that are remembered.</param>
    /// <param name="span">How far back.</param>
    /// <param name="now">The end, UTC.</param>
    /// <param name="zone">The viewer's time zone.</param>
    public static Plot Of(IReadOnlyList<TcpConnection> connections, PlotSpan span, DateTime now, TimeZoneInfo zone)
    {
        var from = now - span.Length();
        var all = connections.Where(one => (one.ClosedAt ?? now) >= from).OrderByDescending(one => one.OpenedAt).ToList();
        var shown = all.Take(MaxShown).Reverse().ToList();
        var data = new PlotData
        {
            Form = PlotForm.Timeline,
            From = PlotTime.Seconds(from),
            To = PlotTime.Seconds(now),
            Stretches = [.. Stretches(shown, now)],
        };
        var ends = all.CountBy(one => Ended(one).Text)
            .OrderByDescending(pair => pair.Value)
            .Select(pair => $"{Figures.Number(pair.Value)} {pair.Key}");
        return new()
        {
            Id = "connections",
            Title = "Connections",
            Summary =
                all.Count == 0
                    ? "None was open in this time."
                    : $"{Figures.Number(all.Count)} in this time: {string.Join(", ", ends)}."
                        + (all.Count > shown.Count ? $" Drawn are the last {Figures.Number(shown.Count)}." : ""),
            WhyEmpty = "No connection was open in this time.",
            Data = all.Count == 0 ? null : data,
            Json = all.Count == 0 ? "" : data.ToJson(),
            Keys = [.. shown.Select(Ended).Distinct().Select(end => new PlotKey(end.Colour, end.Text))],
            Columns = ["Connection", "Opened", "Lasted", "How it ended"],
            Rows =
            [
                .. all.Take(TimePlots.MaxRows)
                    .Select(one => new PlotRow(
                        [
                            PeerText.Of(one),
                            PlotTime.Text(one.OpenedAt, zone),
                            DistributionPlot.Duration(((one.ClosedAt ?? now) - one.OpenedAt).Ticks),
                            one.CloseReason is null
                                ? ConnectionText.State(one.State)
                                : ConnectionText.Reason(one.CloseReason, one.Fault is not null),
                        ],
                        PlotTime.Seconds(one.OpenedAt),
                        PlotTime.Seconds(one.ClosedAt ?? now),
                        $"connections/{one.Id}"
                    )),
            ],
            AllRows = all.Count,
        };
    }

    /// <summary>Each in the lowest lane that is free while it lasts.</summary>
    private static IEnumerable<PlotStretch> Stretches(IReadOnlyList<TcpConnection> shown, DateTime now)
    {
        var free = new List<DateTime>();
        foreach (var one in shown)
        {
            var end = one.ClosedAt ?? now;
            var lane = free.FindIndex(until => until <= one.OpenedAt);
            if (lane < 0)
            {
                lane = free.Count < MaxLanes ? free.Count : MaxLanes - 1;
            }

            if (lane == free.Count)
            {
                free.Add(end);
            }

            free[lane] = end;
            var (colour, text) = Ended(one);
            yield return new(
                Math.Round(PlotTime.Seconds(one.OpenedAt), 3),
                Math.Round(PlotTime.Seconds(end), 3),
                lane,
                $"{PeerText.Of(one)}, {text}, {DistributionPlot.Duration((end - one.OpenedAt).Ticks)}",
                colour,
                $"connections/{one.Id}"
            );
        }
    }

    private static (string Colour, string Text) Ended(TcpConnection connection) =>
        connection.CloseReason switch
        {
            null => ("good", "open"),
            CloseReason.PeerClosed => ("in", "closed by the peer"),
            CloseReason.Closed => ("out", "closed by us"),
            CloseReason.Idle => ("faint", "idle"),
            CloseReason.Reset or CloseReason.PeerReset => ("bad", "reset"),
            _ => ("event", "lost"),
        };
}
