using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using SocketLab.Core.Definitions;
using SocketLab.Web.Components.Endpoints;
using SocketLab.Web.Components.Layout;
using SocketLab.Web.Components.Panes;
using SocketLab.Web.Components.Sending;
using SocketLab.Web.Settings;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Filtering;

namespace SocketLab.Web.Components.Pages;

/// <summary>The main screen: a grid of panes that follow their states by themselves. The page has the address and the keys.</summary>
public sealed partial class Workbench
{
    private SendPane? _sending;

    /// <summary>The selected endpoint, kept in the address so that a reload brings it back.</summary>
    [SupplyParameterFromQuery(Name = "endpoint")]
    public string? EndpointId { get; set; }

    /// <summary>The view of it that is shown, unless that is the feed; in the address as well.</summary>
    [SupplyParameterFromQuery(Name = "view")]
    public string? View { get; set; }

    /// <summary>The endpoints whose entries are shown together, where they are; in the address as well.</summary>
    [SupplyParameterFromQuery(Name = "feed")]
    public string? MergedFeed { get; set; }

    /// <summary>An entry to look at, for links from elsewhere.</summary>
    [SupplyParameterFromQuery(Name = "entry")]
    public string? EntrySequence { get; set; }

    /// <summary>The journal that the entry is in: another one after a start of the server.</summary>
    [SupplyParameterFromQuery(Name = "run")]
    public string? EntryRun { get; set; }

    /// <summary>The filter of the feed.</summary>
    [SupplyParameterFromQuery(Name = "filter")]
    public string? Filter { get; set; }

    /// <summary>The clauses of the filter that are switched off.</summary>
    [SupplyParameterFromQuery(Name = "off")]
    public string? FilterOff { get; set; }

    /// <inheritdoc/>
    protected override string[] Keys =>
        ["n", "s", "c", "1", "2", "3", "4", "5", " ", "j", "k", "g", "G", ".", ",", "r", "f", "z", "Enter", "?", "Escape"];

    /// <inheritdoc/>
    protected override object Shown =>
        (
            Selected,
            Selected?.Figures.Name,
            Selected?.IsRunning,
            State.Merged?.Endpoints,
            State.View,
            State.Tab,
            (State.Missing, Address, IsWatching, CanOperate)
        );

    /// <summary>The same again after a visit to another page.</summary>
    [Inject]
    private WorkbenchState State { get; set; } = default!;

    [Inject]
    private EndpointActions Actions { get; set; } = default!;

    [Inject]
    private UndoList Undos { get; set; } = default!;

    [Inject]
    private IOptions<FirstUseOptions> FirstUseOptions { get; set; } = default!;

    private int FirstUsePort => FirstUseOptions.Value.Port;

    private SelectedEndpoint? Selected => State.Selected;

    private WorkbenchPlace Address =>
        WorkbenchPlace.Parse(EndpointId, View, EntrySequence, EntryRun, FilterPlace.Parse(Filter, FilterOff)) with
        {
            Merged = MergedChoice.Parse(MergedFeed),
        };

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        State.Endpoints.Refresh();
        State.GoTo(Address);
        State.Changed += StateHasChanged;
    }

    /// <inheritdoc/>
    protected override void OnDisposed()
    {
        base.OnDisposed();
        State.Changed -= StateHasChanged;
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
            "s" => Selected is { HasSocket: true } selected
                ? Actions.RunAsync(Caller, new(selected.Id, EndpointAction.Toggle))
                : Task.CompletedTask,
            "c" => CanOperate && Selected is { HasSocket: true } ? FocusComposerAsync() : Task.CompletedTask,
            "r" => State.View == EndpointView.Connections ? SendToSelectedAsync() : ReplyAsync(),
            "f" or "Enter" => Follow(key),
            "z" => Undos.UndoAsync(),
            "?" => KeysDialog.ShowAsync(Dialogs),
            _ => Task.CompletedTask,
        };

    private Task Follow(string key)
    {
        if (State.FollowedBy(key) is { } address)
        {
            Navigation.NavigateTo(address);
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

    private Task ReplyAsync() =>
        CanOperate && Selected is { HasSocket: true } && State.AimAtEntry() ? FocusComposerAsync() : Task.CompletedTask;

    private Task SendToSelectedAsync() => CanOperate && Selected?.AimAtConnections() == true ? FocusComposerAsync() : Task.CompletedTask;

    private async Task FocusComposerAsync()
    {
        State.Show(WorkbenchTab.Send);
        await Task.Yield();
        await (_sending?.FocusAsync() ?? ValueTask.CompletedTask);
    }
}
