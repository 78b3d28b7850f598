using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using SocketLab.Core.Definitions;
using SocketLab.Core.Numbers;
using SocketLab.Web.Components.Layout;
using SocketLab.Web.Components.Panes;
using SocketLab.Web.Components.Sending;
using SocketLab.Web.Settings;
using SocketLab.Web.ViewState;

namespace SocketLab.Web.Components.Pages;

/// <summary>The main screen: a grid of panes that follow their states by themselves. The page has the address and the keys.</summary>
public sealed partial class Workbench
{
    private SendPane? _sending;
    private WorkbenchPlace _inAddress;

    /// <summary>The selected endpoint, kept in the address so that a reload brings it back.</summary>
    [SupplyParameterFromQuery(Name = "endpoint")]
    public string? EndpointId { get; set; }

    /// <summary>The view of it that is shown, unless that is the feed; in the address as well.</summary>
    [SupplyParameterFromQuery(Name = "view")]
    public string? View { get; set; }

    /// <summary>An entry to look at, for links from elsewhere.</summary>
    [SupplyParameterFromQuery(Name = "entry")]
    public string? EntrySequence { get; set; }

    /// <inheritdoc/>
    protected override string[] Keys => ["n", " ", "j", "k", "g", "G", "r", "f", "z", "Enter", "?", "Escape"];

    /// <inheritdoc/>
    protected override object Shown =>
        (Selected, Selected?.Figures.Name, Selected?.IsRunning, State.View, State.Tab, IsWatching, CanOperate);

    /// <summary>The same again after a visit to another page.</summary>
    [Inject]
    private WorkbenchState State { get; set; } = default!;

    [Inject]
    private EndpointActions Actions { get; set; } = default!;

    [Inject]
    private UndoStack Undos { get; set; } = default!;

    [Inject]
    private IOptions<FirstUseOptions> FirstUseOptions { get; set; } = default!;

    private int FirstUsePort => FirstUseOptions.Value.Port;

    private SelectedEndpoint? Selected => State.Selected;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        State.Endpoints.Refresh();
        var cards = State.Endpoints.Cards;
        State.Select(cards.Any(card => card.Id == EndpointId) ? EndpointId : Selected?.Id ?? (cards is [var first, ..] ? first.Id : null));
        State.Restore(WholeNumber.TryRead<long>(EntrySequence, out var entry) ? entry : null, WorkbenchPlace.ViewOf(View));
        _inAddress = WorkbenchPlace.Of(State);
        State.Changed += OnStateChanged;
    }

    /// <inheritdoc/>
    protected override void OnDisposed()
    {
        base.OnDisposed();
        State.Changed -= OnStateChanged;
        Selected?.HideFrames();
    }

    /// <inheritdoc/>
    protected override void UseZone(TimeZoneInfo zone) => State.UseZone(zone);

    /// <inheritdoc/>
    protected override Task PressAsync(string key) =>
        key switch
        {
            _ when WorkbenchKeys.Press(State, key) => Task.CompletedTask,
            "n" => Actions.NewAsync(Caller),
            "r" => State.View == EndpointView.Connections ? SendToSelectedAsync() : ReplyAsync(),
            "f" or "Enter" => OpenConnection(key),
            "z" => Undos.UndoAsync(),
            "?" => KeysDialog.ShowAsync(Dialogs),
            _ => Task.CompletedTask,
        };

    /// <summary>What a reload brings back is in the address.</summary>
    private void OnStateChanged()
    {
        var place = WorkbenchPlace.Of(State);
        if (IsWatching && _inAddress != place)
        {
            _inAddress = place;
            var address = Navigation.GetUriWithQueryParameters(place.ToQuery());
            Navigation.NavigateTo(address, new NavigationOptions { ReplaceHistoryEntry = true });
        }

        StateHasChanged();
    }

    private Task OpenConnection(string key)
    {
        if (State.ConnectionFor(key) is { } connection)
        {
            Navigation.NavigateTo($"connections/{connection.Id}");
        }

        return Task.CompletedTask;
    }

    private Task<bool> ListenAsync(EndpointKind kind)
    {
        var local = new LocalAddress { Port = FirstUsePort };
        return Actions.TryCreateAsync(Caller, new() { Kind = kind, Local = local });
    }

    private async Task SendSomethingAsync()
    {
        var remote = new RemoteAddress { Host = "127.0.0.1", Port = FirstUsePort };
        await Actions.TryCreateAsync(Caller, new() { Kind = EndpointKind.UdpSender, Remote = remote });
        await FocusComposerAsync();
    }

    private Task ReplyAsync() => CanOperate && Selected?.AimAtEntry() == true ? FocusComposerAsync() : Task.CompletedTask;

    private Task SendToSelectedAsync() => CanOperate && Selected?.AimAtConnections() == true ? FocusComposerAsync() : Task.CompletedTask;

    private async Task FocusComposerAsync()
    {
        State.Show(WorkbenchTab.Send);
        await Task.Yield();
        await (_sending?.FocusAsync() ?? ValueTask.CompletedTask);
    }
}
