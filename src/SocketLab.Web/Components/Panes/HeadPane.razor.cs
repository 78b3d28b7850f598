using Microsoft.AspNetCore.Components;
using SocketLab.Web.Components.Endpoints;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Components.Panes;

/// <summary>The head of the selected endpoint: its name, its views, and connecting where it is a client.</summary>
public sealed partial class HeadPane
{
    /// <summary>The workbench, which says the view.</summary>
    [Parameter, EditorRequired]
    public WorkbenchState State { get; set; } = default!;

    /// <summary>The selected endpoint.</summary>
    [Parameter, EditorRequired]
    public SelectedEndpoint Selected { get; set; } = default!;

    /// <summary>Whether the person may change things.</summary>
    [Parameter]
    public bool CanOperate { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [State, Selected, Selected.Feed];

    /// <inheritdoc/>
    protected override object Shown =>
        (Selected, Figures.Name, Figures.Address, Figures.Tls, Figures.Client, (Selected.Connections?.Page.Open, View, Paused, CanOperate));

    [Inject]
    private EndpointActions Actions { get; set; } = default!;

    private EndpointFigures Figures => Selected.Figures;

    private EndpointView View => State.View;

    private bool Paused => Selected.Feed.Page.Paused;

    private Task RunAsync(EndpointAction action) => Actions.RunAsync(new(Selected.Id, action), CanOperate);
}
