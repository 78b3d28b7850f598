using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Filtering;
using SocketLab.Web.Components.Layout;
using SocketLab.Web.ViewState.Conversations;
using SocketLab.Web.ViewState.Sending;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Components.Pages;

/// <summary>One conversation that is no connection with a socket: datagrams with one peer followed live, or a captured stream.</summary>
public sealed partial class ConversationPage
{
    private const string BoundariesShown = "boundaries";

    private ComposerState _composing = new();
    private ConversationPlace? _opened;
    private TimeZoneInfo? _zone;

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

    /// <summary>What is shown in the place of the conversation: boundaries; in the address, so that a reload brings them back.</summary>
    [SupplyParameterFromQuery(Name = "show")]
    public string? ShownAs { get; set; }

    /// <inheritdoc/>
    protected override string[] Keys => ["c", "g", "G", "?", "Escape"];

    /// <inheritdoc/>
    protected override object Shown => (View, IsWatching, CanOperate);

    [Inject]
    private EndpointSupervisor Supervisor { get; set; } = default!;

    [Inject]
    private FilterScans Scans { get; set; } = default!;

    [Inject]
    private PayloadHistory History { get; set; } = default!;

    /// <summary>Set while the page is only a picture, too: whoever asks for what is not there gets 404.</summary>
    [CascadingParameter]
    private HttpContext? Http { get; set; }

    private ConversationView? View { get; set; }

    private string BackAddress => $"?endpoint={View?.Endpoint.Id}";

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        await base.OnParametersSetAsync();
        var place = ConversationPlace.Parse(EndpointId, Peer, Local, Connection);
        if (View is null || place != _opened)
        {
            Open(place);
        }
    }

    /// <inheritdoc/>
    protected override void UseZone(TimeZoneInfo zone)
    {
        _zone = zone;
        View?.Use(zone);
    }

    /// <inheritdoc/>
    protected override async Task PressAsync(string key)
    {
        switch (key)
        {
            case "g":
                View?.GoToFirst();
                break;
            case "G":
                View?.FollowTail();
                break;
            case "c":
                await Script.InvokeVoidAsync("socketLab.focus", "#payload");
                break;
            case "?":
                await KeysDialog.ShowAsync(Dialogs);
                break;
            case "Escape":
                Navigation.NavigateTo(BackAddress);
                break;
        }
    }

    /// <summary>Opens the conversation that the address names.</summary>
    private void Open(ConversationPlace? place)
    {
        _opened = place;
        View = ConversationView.Open(Supervisor, Scans, place);
        _composing = new ComposerState(Time, () => [.. History.List().Select(sent => sent.Payload)]) { To = place?.Peer };
        if (_zone is not null)
        {
            View?.Use(_zone);
        }

        View?.ShowBoundaries(ShownAs == BoundariesShown, Scans);
        if (View is null && Http is { Response.HasStarted: false })
        {
            Http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private void ShowBoundaries(bool boundaries)
    {
        View!.ShowBoundaries(boundaries, Scans);
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameter("show", boundaries ? BoundariesShown : null),
            new NavigationOptions { ReplaceHistoryEntry = true }
        );
    }
}
