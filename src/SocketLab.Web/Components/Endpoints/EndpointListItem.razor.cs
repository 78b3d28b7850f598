using Microsoft.AspNetCore.Components;
using SocketLab.Core.Definitions;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Components.Endpoints;

/// <summary>One endpoint: its name, state, address and rate, the switch that starts and stops it, and a menu.</summary>
public partial class EndpointListItem
{
    /// <summary>The card of the endpoint.</summary>
    [Parameter, EditorRequired]
    public EndpointCard Card { get; set; } = default!;

    /// <summary>Whether the endpoint is the selected one.</summary>
    [Parameter]
    public bool Selected { get; set; }

    /// <summary>Whether the person may change things.</summary>
    [Parameter]
    public bool CanOperate { get; set; }

    /// <summary>The card was chosen.</summary>
    [Parameter]
    public EventCallback<string> OnSelect { get; set; }

    /// <summary>Something is to be done to the endpoint.</summary>
    [Parameter]
    public EventCallback<EndpointRequest> OnAction { get; set; }

    /// <inheritdoc/>
    protected override object Shown => (Card, Selected, CanOperate);

    private string DotClass =>
        Card.State switch
        {
            EndpointState.Running => "running",
            EndpointState.Faulted => "faulted",
            EndpointState.Starting or EndpointState.Stopping => "changing",
            _ => "",
        };

    private IReadOnlyList<MenuAction> Actions =>
        [new("Copy a command that reaches it", () => ActAsync(EndpointAction.CopyCommand)), .. CanOperate ? Changes : []];

    private MenuAction[] Changes =>
        [
            new("Edit…", () => ActAsync(EndpointAction.Edit)),
            new("Duplicate…", () => ActAsync(EndpointAction.Duplicate)),
            new("Clear…", () => ActAsync(EndpointAction.Clear), IsDestructive: true),
            new("Delete…", () => ActAsync(EndpointAction.Delete), IsDestructive: true),
        ];

    private Task ActAsync(EndpointAction action) => OnAction.InvokeAsync(new EndpointRequest(Card.Id, action));
}
