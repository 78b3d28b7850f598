using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SocketLab.Web.ViewState.Summaries;

namespace SocketLab.Web.Components.Summaries;

/// <summary>A plot, drawn by <c>wwwroot/js/plots.js</c>. Dragging, or Shift and the arrow keys, chooses a part of it.</summary>
public sealed partial class PlotChart
{
    private ElementReference _chart;

    /// <summary>The plot; one that has something to draw.</summary>
    [Parameter, EditorRequired]
    public Plot Plot { get; set; } = default!;

    /// <summary>A part of the plot was chosen: where it begins and ends on the axis.</summary>
    [Parameter]
    public EventCallback<(double From, double To)> OnSelect { get; set; }

    /// <summary>Something in it was opened.</summary>
    [Parameter]
    public EventCallback<string> OnOpen { get; set; }

    /// <inheritdoc/>
    protected override object Shown => (Plot.Json, Plot.Summary);

    /// <summary>Called by the script when a part was chosen.</summary>
    [JSInvokable]
    public Task Selected(double from, double to) => OnSelect.InvokeAsync((from, to));

    /// <summary>Called by the script for a click on something that has a page.</summary>
    [JSInvokable]
    public Task Opened(string link) => OnOpen.InvokeAsync(link);

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await AttachAsync("plots", self => [_chart, self]);
        }
    }
}
