using Microsoft.AspNetCore.Components;
using SocketLab.Core.Summaries;

namespace SocketLab.Web.Components.Summaries;

/// <summary>How long messages were, and how much time lay between them.</summary>
public sealed partial class DistributionTable
{
    /// <summary>The figures.</summary>
    [Parameter, EditorRequired]
    public SummaryFigures Sums { get; set; } = SummaryFigures.Empty;

    /// <inheritdoc/>
    protected override object Shown => (Sums.Totals, Sums.ReceivedSizes.Max, Sums.SentSizes.Max, Sums.Gaps.Count);

    private static RenderFragment Cells(DistributionFigures figures, Func<double, string> write) =>
        builder =>
        {
            double[] values = [figures.Min, figures.Median, figures.Mean, figures.P95, figures.Max];
            foreach (var value in values)
            {
                builder.OpenElement(0, "td");
                builder.AddContent(1, figures.Count == 0 ? "" : write(value));
                builder.CloseElement();
            }
        };
}
