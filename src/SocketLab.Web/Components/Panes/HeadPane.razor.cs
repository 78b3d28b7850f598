using Microsoft.AspNetCore.Components;
using MudBlazor;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Endpoints;
using SocketLab.Web.Components.Recordings;
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

    /// <summary>The person who looks at it, and their right.</summary>
    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = default!;

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [State, Selected, Selected.Feed];

    /// <inheritdoc/>
    protected override object Shown =>
        (
            (Selected, Figures.Name, Figures.Address, Figures.Tls, Figures.Client),
            (Selected.ConnectionsCount, View, Paused, CanOperate),
            (Failed?.Fault, Failed?.FreePort)
        );

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private EndpointActions Actions { get; set; } = default!;

    private bool CanOperate => Caller.CanOperate;

    private EndpointFigures Figures => Selected.Figures;

    /// <summary>The card, if the endpoint failed and no bar of a client says so.</summary>
    private EndpointCard? Failed =>
        Figures.Client is null ? State.Endpoints.Cards.FirstOrDefault(card => card.Id == Selected.Id && card.Fault is not null) : null;

    private EndpointView View => State.View;

    private bool Paused => Selected.Feed.Page.Paused;

    private Task SaveAsync() =>
        SaveDialog.ShowAsync(
            Dialogs,
            Selected.Endpoint,
            filter: "",
            selected: Selected.Feed.SelectedSequence is { } sequence ? [sequence] : [],
            Selected.Feed.Entry is { ConnectionId: { IsNone: false } connection } ? connection.ToString() : null
        );

    private Task RunAsync(EndpointAction action) => Actions.RunAsync(Caller, new(Selected.Id, action));
}
