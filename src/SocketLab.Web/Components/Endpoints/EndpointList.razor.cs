using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Components.Endpoints;

/// <summary>The left pane: a card for each endpoint.</summary>
public partial class EndpointList
{
    /// <summary>The cards, in order of creation.</summary>
    [Parameter]
    public IReadOnlyList<EndpointCard> Cards { get; set; } = [];

    /// <summary>Which one is selected.</summary>
    [Parameter]
    public string? SelectedId { get; set; }

    /// <summary>Whether the person may change things.</summary>
    [Parameter]
    public bool CanOperate { get; set; }

    /// <summary>A card was chosen.</summary>
    [Parameter]
    public EventCallback<string> OnSelect { get; set; }

    /// <summary>A new endpoint is wanted.</summary>
    [Parameter]
    public EventCallback OnNew { get; set; }

    /// <summary>Something is to be done to an endpoint.</summary>
    [Parameter]
    public EventCallback<EndpointRequest> OnAction { get; set; }
}
