using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Filtering;
using SocketLab.Web.Components.Layout;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Connections;
using SocketLab.Web.ViewState.Sending;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Components.Pages;

/// <summary>A page that follows one conversation with a peer: its view, what is being written to the peer, and its keys.</summary>
public abstract class FollowPage<TView> : LivePage
    where TView : FollowedView
{
    private const string BoundariesShown = "boundaries";

    private TimeZoneInfo? _zone;

    /// <summary>What is shown in the place of the conversation; in the address, so that a reload brings it back.</summary>
    [SupplyParameterFromQuery(Name = "show")]
    public string? ShownAs { get; set; }

    [Inject]
    protected EndpointSupervisor Supervisor { get; set; } = default!;

    [Inject]
    protected FilterScans Scans { get; set; } = default!;

    /// <summary>The conversation; null where the address names none.</summary>
    protected TView? View { get; private set; }

    /// <summary>What is being written to the peer.</summary>
    protected ComposerState Composing { get; private set; } = new();

    /// <summary>Where its endpoint is shown.</summary>
    protected abstract string BackAddress { get; }

    /// <inheritdoc/>
    protected override string[] Keys => ["c", "g", "G", "z", "?", "Escape"];

    /// <inheritdoc/>
    protected override object Shown => (View, BackAddress, IsWatching, CanOperate);

    [Inject]
    private PayloadHistory History { get; set; } = default!;

    [Inject]
    private UndoList Undos { get; set; } = default!;

    /// <summary>Set while the page is only a picture, too: whoever asks for what is not there gets 404.</summary>
    [CascadingParameter]
    private HttpContext? Http { get; set; }

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
            case "z":
                await Undos.UndoAsync();
                break;
            case "?":
                await KeysDialog.ShowAsync(Dialogs);
                break;
            case "Escape":
                Navigation.NavigateTo(BackAddress);
                break;
        }
    }

    /// <summary>Follows what the address names: on the same page one may follow another.</summary>
    /// <param name="view">The conversation; null where the address names none.</param>
    /// <param name="to">Where what is written goes; null where the conversation itself decides.</param>
    protected void Open(TView? view, string? to = null)
    {
        View = view;
        Composing = new ComposerState(Time, () => [.. History.List().Select(sent => sent.Payload)]) { To = to };
        if (_zone is not null)
        {
            view?.Use(_zone);
        }

        view?.ShowBoundaries(ShownAs == BoundariesShown, Scans);
        if (view is null && Http is { Response.HasStarted: false })
        {
            Http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    /// <summary>Shows sends and receives on one axis, or the conversation.</summary>
    protected virtual void ShowBoundaries(bool boundaries)
    {
        View!.ShowBoundaries(boundaries, Scans);
        NameShown(boundaries ? BoundariesShown : null);
    }

    /// <summary>Writes into the address what is shown in the place of the conversation.</summary>
    protected void NameShown(string? shown) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("show", shown), new NavigationOptions { ReplaceHistoryEntry = true });
}
