using System.Globalization;
using SocketLab.Core.Summaries;

namespace SocketLab.Web.ViewState.Summaries;

/// <summary>Makes the plots of how values are distributed: sizes, and gaps between arrivals.</summary>
internal static class DistributionPlot
{
    /// <summary>Lengths of the messages, received and sent side by side.</summary>
    public static Plot Sizes(DistributionFigures received, DistributionFigures sent)
    {
        var ranges = Union(received.Ranges, sent.Ranges);
        return Of(
            "sizes",
            "Sizes",
            PlotAxis.Lengths,
            ranges,
            range => SizeText(range.From, range.To),
            [("received", "in", received), ("sent", "out", sent)],
            SizeSummary("received", received) + SizeSummary("sent", sent),
            "No message yet."
        );
    }

    /// <summary>Time from each message received to the next; of several endpoints, to the next at the same one.</summary>
    public static Plot Gaps(DistributionFigures gaps, bool isMerged = false) =>
        Of(
            "gaps",
            isMerged ? "Gaps between arrivals at the same endpoint" : "Gaps between arrivals",
            PlotAxis.Other,
            gaps.Ranges,
            range => Duration(range.From),
            [("gaps", "in", gaps)],
            gaps.Count == 0
                ? ""
                : $"Half are up to {Duration(gaps.Median)}, 95 % up to {Duration(gaps.P95)}, the longest {Duration(gaps.Max)}.",
            "Two messages have to arrive."
        );

    /// <summary>A time in ticks, short: <c>20 µs</c>, <c>5 ms</c>, <c>2 s</c>.</summary>
    public static string Duration(double ticks) =>
        ticks switch
        {
            < TimeSpan.TicksPerMillisecond => Short(ticks / TimeSpan.TicksPerMicrosecond, "µs"),
            < TimeSpan.TicksPerSecond => Short(ticks / TimeSpan.TicksPerMillisecond, "ms"),
            < TimeSpan.TicksPerMinute => Short(ticks / TimeSpan.TicksPerSecond, "s"),
            < TimeSpan.TicksPerHour => Short(ticks / TimeSpan.TicksPerMinute, "min"),
            _ => Short(ticks / TimeSpan.TicksPerHour, "h"),
        };

    private static Plot Of(
        string id,
        string title,
        PlotAxis axis,
        IReadOnlyList<RangeCount> ranges,
        Func<RangeCount, string> label,
        IReadOnlyList<(string Label, string Colour, DistributionFigures Figures)> all,
        string summary,
        string whyEmpty
    )
    {
        // What there is none of takes no room.
        all = [.. all.Where(one => one.Figures.Count > 0)];
        var lines = all.Select(one => new PlotLine(
                one.Label,
                one.Colour,
                [.. ranges.Select(range => (double?)CountAt(one.Figures, range))]
            ))
            .ToList();
        var data = new PlotData
        {
            Form = PlotForm.Bars,
            Labels = [.. ranges.Select(label)],
            Lines = lines,
        };
        return new()
        {
            Id = id,
            Title = title,
            Summary = summary,
            WhyEmpty = whyEmpty,
            Data = ranges.Count == 0 ? null : data,
            Json = ranges.Count == 0 ? "" : data.ToJson(),
            Keys = axis == PlotAxis.Lengths ? [.. all.Select(one => new PlotKey(one.Colour, one.Label))] : [],
            Columns =
            [
                axis == PlotAxis.Lengths ? "Bytes" : "From",
                .. all.Select(one => char.ToUpperInvariant(one.Label[0]) + one.Label[1..]),
            ],
            Rows =
            [
                .. ranges
                    .Index()
                    .Select(pair => new PlotRow(
                        [label(pair.Item), .. all.Select(one => Figures.Number(CountAt(one.Figures, pair.Item)))],
                        pair.Index,
                        pair.Index
                    )),
            ],
            AllRows = ranges.Count,
            Axis = axis,
            Ranges = ranges,
        };
    }

    private static long CountAt(DistributionFigures figures, RangeCount range) =>
        figures.Ranges.FirstOrDefault(one => one.From == range.From).Count;

    /// <summary>The ranges of both, without a hole.</summary>
    private static List<RangeCount> Union(IReadOnlyList<RangeCount> one, IReadOnlyList<RangeCount> other)
    {
        var all = one.Concat(other).DistinctBy(range => range.From).OrderBy(range => range.From).ToList();
        for (var i = 0; i + 1 < all.Count; i++)
        {
            if (all[i].To + 1 < all[i + 1].From)
            {
                var from = all[i].To + 1;
                all.Insert(i + 1, new(from, Math.Max(from, (from * 2) - 1), 0));
            }
        }

        return all;
    }

    private static string SizeText(long from, long to) =>
        from == to ? Figures.Number(from)
        : from < 1024 ? string.Create(CultureInfo.InvariantCulture, $"{from}–{to}")
        : from < 1 << 20 ? string.Create(CultureInfo.InvariantCulture, $"{from >> 10} Ki")
        : string.Create(CultureInfo.InvariantCulture, $"{from >> 20} Mi");

    private static string SizeSummary(string what, DistributionFigures sizes) =>
        sizes.Count == 0
            ? ""
            : $"{char.ToUpperInvariant(what[0])}{what[1..]}: {Figures.Number(sizes.Min)} to {Figures.Number(sizes.Max)} bytes, "
                + $"half up to {Figures.Number(sizes.Median)}. ";

    private static string Short(double value, string unit) => $"{value.ToString("#,0.##", CultureInfo.InvariantCulture)} {unit}";
}
