using System.Globalization;
using Microsoft.AspNetCore.Components;
using SocketLab.Core.Summaries;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Summaries;

namespace SocketLab.Web.Components.Summaries;

/// <summary>What is summed up: which entries, which value, how far back; and how far the counting is.</summary>
public sealed partial class SummaryBar
{
    private static readonly string[] ExampleValues =
    [
        "len",
        "u8[0]",
        "u16be[0]",
        "u16le[0]",
        "i32be[0]",
        "f32be[0]",
        "f32le[0]",
        "capture(\"temp=([-0-9.]+)\")",
    ];

    private static readonly Segment<PlotSpan>[] Spans =
    [
        new(PlotSpan.Minute, "1 min", TestId: "span-minute"),
        new(PlotSpan.TenMinutes, "10 min", TestId: "span-ten-minutes"),
        new(PlotSpan.Hour, "1 h", TestId: "span-hour"),
        new(PlotSpan.Day, "24 h", TestId: "span-day"),
    ];

    private static readonly Segment<bool>[] Forms =
    [
        new(false, "Plots", TestId: "as-plots"),
        new(true, "Tables", "The same figures as tables", "as-tables"),
    ];

    /// <summary>What is summed up.</summary>
    [Parameter, EditorRequired]
    public SummaryState State { get; set; } = default!;

    /// <summary>Whether plots stand below it.</summary>
    [Parameter]
    public bool ForPlots { get; set; }

    private string? Error => State.Value.Error;

    private string Several(SummaryFigures sums) =>
        $"{Figures.Number(sums.Entries)} {(sums.Entries == 1 ? "entry" : "entries")} of "
        + (
            State.AllEndpoints > State.Endpoints.Count
                ? $"the first {State.Endpoints.Count} of {Figures.Number(State.AllEndpoints)} endpoints: more are not summed up together"
                : Figures.Counted(State.Endpoints.Count, "endpoint")
        )
        + Uncounted(sums)
        + ".";

    private static string Uncounted(SummaryFigures sums) =>
        (sums.Missed > 0 ? $"; {Figures.Number(sums.Missed)} went before they could be counted" : "")
        + (sums.Undecided > 0 ? $"; {Figures.Number(sums.Undecided)} took the expression too long" : "");

    /// <summary>Which entries the figures are of, and whether some are missing.</summary>
    private string What
    {
        get
        {
            var sums = State.Figures;
            if (!sums.IsComplete)
            {
                return string.Create(CultureInfo.InvariantCulture, $"Counting: {sums.Progress * 100:0} % of the entries kept.");
            }

            if (sums.Entries == 0)
            {
                return "No entry is kept.";
            }

            if (State.IsMerged)
            {
                return Several(sums);
            }

            var gone = State.Ledger.First - sums.First;
            return $"Entries {Figures.Number(sums.First)} to {Figures.Number(sums.Last)}"
                + (gone > 0 ? $", of which {Figures.Number(Math.Min(gone, sums.Last - sums.First + 1))} are no longer kept" : "")
                + Uncounted(sums)
                + ".";
        }
    }
}
