using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Summaries;

namespace SocketLab.Web.Components.Summaries;

/// <summary>The figures of a plot as a table; a row's first cell leads to its entries.</summary>
public sealed partial class PlotTable
{
    /// <summary>The plot.</summary>
    [Parameter, EditorRequired]
    public Plot Plot { get; set; } = default!;

    /// <summary>A part of the plot was chosen.</summary>
    [Parameter]
    public EventCallback<(double From, double To)> OnSelect { get; set; }

    /// <inheritdoc/>
    protected override object Shown => (Plot.Json, Plot.Summary);
}
