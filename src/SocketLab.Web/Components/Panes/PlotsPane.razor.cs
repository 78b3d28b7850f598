using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Summaries;

namespace SocketLab.Web.Components.Panes;

/// <summary>The plots of the selected endpoint, or of several together. Dragging over one shows that span in the feed.</summary>
public sealed partial class PlotsPane
{
    /// <inheritdoc/>
    protected override object Shown =>
        (Summary.Plots, Summary.Figures, Summary.Filter, Summary.AllEndpoints, Summary.Value, Summary.Span, Summary.ShowsTables);

    /// <inheritdoc/>
    protected override bool Draws => true;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private void Show(Plot plot, (double From, double To) part)
    {
        if (plot.FilterFor(part.From, part.To) is { } filter)
        {
            State.FilterBy(filter);
        }
    }
}
