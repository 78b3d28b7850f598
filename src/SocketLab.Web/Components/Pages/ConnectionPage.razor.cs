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

/// <summary>One connection: its stream followed live, what the system tells of it, and what can be done to it.</summary>
public sealed partial class ConnectionPage
{
    private const string FramesShown = "frames",
        BoundariesShown = "boundaries";

    private ComposerState _composing = new();
    private string? _opened;
    private TimeZoneInfo? _zone;

    /// <summary>The connection's id.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>What is shown in the place of reads: frames, or boundaries; in the address, so that a reload brings them back.</summary>
    [SupplyParameterFromQuery(Name = "show")]
    public string? ShownAs { get; set; }

    /// <inheritdoc/>
    protected override string[] Keys => ["c", "j", "k", "g", "G", "?", "Escape"];

    /// <inheritdoc/>
    protected override object Shown => (View, BackAddress, IsWatching, CanOperate);

    [Inject]
    private EndpointSupervisor Supervisor { get; set; } = default!;

    [Inject]
    private FilterScans Scans { get; set; } = default!;

    [Inject]
    private PayloadHistory History { get; set; } = default!;

    [Inject]
    private WorkbenchState Workbench { get; set; } = default!;

    /// <summary>Set while the page is only a picture, too: whoever asks for a connection that is not there gets 404.</summary>
    [CascadingParameter]
    private HttpContext? Http { get; set; }

    private ConnectionView? View { get; set; }

    private string BackAddress =>
        View is null ? "" : $"?endpoint={View.Endpoint.Id}{(Workbench.View == EndpointView.Connections ? "&view=connections" : "")}";

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        Open();
        if (View is null && Http is { Response.HasStarted: false })
        {
            Http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        await base.OnParametersSetAsync();
        if (Id != _opened)
        {
            Open();
        }
    }

    /// <inheritdoc/>
    protected override void OnDisposed()
    {
        base.OnDisposed();
        View?.ShowFrames(false);
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
            case var _ when View?.Frames?.Press(key) == true:
                break;
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

    /// <summary>Opens the connection that the address names: on the same page one may follow another.</summary>
    private void Open()
    {
        View?.ShowFrames(false);
        _opened = Id;
        View = ConnectionView.Open(Supervisor, Id, Time);
        _composing = new ComposerState(Time, () => [.. History.List().Select(sent => sent.Payload)]);
        if (_zone is not null)
        {
            View?.Use(_zone);
        }

        View?.ShowFrames(ShownAs == FramesShown);
        View?.ShowBoundaries(ShownAs == BoundariesShown, Scans);
    }

    private void ShowFrames(bool frames)
    {
        View!.ShowBoundaries(false, Scans);
        View.ShowFrames(frames);
        NameView(frames ? FramesShown : null);
    }

    private void ShowBoundaries(bool boundaries)
    {
        View!.ShowFrames(false);
        View.ShowBoundaries(boundaries, Scans);
        NameView(boundaries ? BoundariesShown : null);
    }

    private void NameView(string? shown) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("show", shown), new NavigationOptions { ReplaceHistoryEntry = true });
}
