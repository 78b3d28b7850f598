using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Components.Endpoints;

/// <summary>The switch that starts and stops an endpoint.</summary>
public sealed partial class RunSwitch
{
    /// <summary>The card of the endpoint.</summary>
    [Parameter, EditorRequired]
    public EndpointCard Card { get; set; } = default!;

    /// <summary>Whether the person may change things.</summary>
    [Parameter]
    public bool CanOperate { get; set; }

    /// <summary>The endpoint is to be started, or stopped.</summary>
    [Parameter]
    public EventCallback OnToggle { get; set; }

    /// <inheritdoc/>
    protected override object Shown => (Card.IsOn, Card.Name, Card.SwitchTitle, CanOperate);
}
