using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Conversations;

namespace SocketLab.Web.Components.Pages;

/// <summary>One conversation that is no connection with a socket: datagrams with one peer followed live, or a captured stream.</summary>
public sealed partial class ConversationPage
{
    private ConversationPlace? _opened;

    /// <summary>The endpoint's id.</summary>
    [Parameter]
    public string EndpointId { get; set; } = "";

    /// <summary>The other side of datagrams.</summary>
    [SupplyParameterFromQuery(Name = "peer")]
    public string? Peer { get; set; }

    /// <summary>Our side of datagrams, where that is to be one of several.</summary>
    [SupplyParameterFromQuery(Name = "local")]
    public string? Local { get; set; }

    /// <summary>The id of a captured connection.</summary>
    [SupplyParameterFromQuery(Name = "connection")]
    public string? Connection { get; set; }

    /// <inheritdoc/>
    protected override string BackAddress => $"?endpoint={View?.Endpoint.Id}";

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        await base.OnParametersSetAsync();
        var place = ConversationPlace.Parse(EndpointId, Peer, Local, Connection);
        if (View is null || place != _opened)
        {
            _opened = place;
            Open(ConversationView.Open(Supervisor, Scans, place), place?.Peer);
        }
        else
        {
            GoToFilter();
        }
    }
}
