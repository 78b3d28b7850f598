using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Filtering;
using SocketLab.Web.Components.Common;
using SocketLab.Web.Components.Layout;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Connections;
using SocketLab.Web.ViewState.Filtering;
using SocketLab.Web.ViewState.Sending;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Components.Pages;

/// <summary>A page that follows one conversation with a peer: its view, what is being written to the peer, and its keys.</summary>
public abstract class FollowPage<TView> : LivePage
    where TView : FollowedView
{
    private const string BoundariesShown = "boundaries";

    private readonly List<FilterPlace> _underWay = [];
    private FilterPlace _address = FilterPlace.None;
    private bool _isNaming;
    private TimeZoneInfo? _zone;

    /// <summary>What is shown in the place of the conversation; in the address, so that a reload brings it back.</summary>
    [SupplyParameterFromQuery(Name = "show")]
    public string? ShownAs { get; set; }

    /// <summary>The filter of what is shown, in the address like the workbench's.</summary>
    [SupplyParameterFromQuery(Name = "filter")]
    public string? FilterText { get; set; }

    /// <summary>Which of its clauses are switched off.</summary>
    [SupplyParameterFromQuery(Name = "off")]
    public string? FilterOff { get; set; }

    /// <summary>The workbench, which remembers filters.</summary>
    [Inject]
    protected WorkbenchState Workbench { get; set; } = default!;

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
    protected override void OnDisposed()
    {
        base.OnDisposed();
        if (View is { } view)
        {
            view.Filter.Changed -= NameFilter;
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
        if (View is { } before)
        {
            before.Filter.Changed -= NameFilter;
        }

        View = view;
        if (view is not null)
        {
            _address = FilterPlace.Parse(FilterText, FilterOff) ?? FilterPlace.None;
            view.Filter.GoTo(_address);
            view.Filter.Changed += NameFilter;
        }

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

    /// <summary>Goes to the filter that a link, or the way back, names. What was written by the page itself comes back, too.</summary>
    protected void GoToFilter()
    {
        var place = FilterPlace.Parse(FilterText, FilterOff) ?? FilterPlace.None;
        if (_underWay.Remove(place) || place == _address)
        {
            return;
        }

        _address = place;
        View?.Filter.GoTo(place);
    }

    private void NameFilter()
    {
        if (View is { } view && view.Filter.Place != _address && !_isNaming)
        {
            _isNaming = true;
            _ = InvokeAsync(NameFilterAsync);
        }
    }

    /// <summary>Writes the filter into the address once nobody changes it any more.</summary>
    private async Task NameFilterAsync()
    {
        FilterPlace? place;
        do
        {
            place = View?.Filter.Place;
            await Task.Delay(FilterPlace.Debounce, Time, Closed);
        } while (place != View?.Filter.Place);

        _isNaming = false;
        if (place is not null && place != _address)
        {
            _address = place;
            _underWay.Add(place);
            var query = new Dictionary<string, object?>
            {
                ["filter"] = place.Text.Length > 0 ? place.Text : null,
                ["off"] = place.OffText.Length > 0 ? place.OffText : null,
            };
            await Script.WriteAddressAsync(Navigation, query, replaces: true, Closed);
        }
    }

    /// <summary>Writes into the address what is shown in the place of the conversation.</summary>
    protected void NameShown(string? shown) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("show", shown), new NavigationOptions { ReplaceHistoryEntry = true });
}
