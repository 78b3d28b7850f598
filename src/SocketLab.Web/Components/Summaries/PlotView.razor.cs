using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Summaries;

namespace SocketLab.Web.Components.Summaries;

/// <summary>A plot with its title and the meaning of its colours, drawn or as a table.</summary>
public sealed partial class PlotView
{
    /// <summary>The plot.</summary>
    [Parameter, EditorRequired]
    public Plot Plot { get; set; } = default!;

    /// <summary>Whether its figures are shown as a table.</summary>
    [Parameter]
    public bool AsTable { get; set; }

    /// <summary>A part of the plot was chosen.</summary>
    [Parameter]
    public EventCallback<(double From, double To)> OnSelect { get; set; }

    /// <summary>Something in it was opened.</summary>
    [Parameter]
    public EventCallback<string> OnOpen { get; set; }

    /// <inheritdoc/>
    protected override object Shown => (Plot.Json, Plot.Summary, Plot.Title, AsTable);
}
