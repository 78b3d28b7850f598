using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using MudBlazor;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.Access;
using SocketLab.Web.Components.Sending;
using SocketLab.Web.ViewState;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Components.Pages;

/// <summary>The main screen: endpoints, feed, inspector and composer. Subscribes to Core and hands its panes what they show.</summary>
/// <remarks>What a person does is in <c>Workbench.Actions.cs</c>; the watching is in <c>Workbench.Watching.cs</c>.</remarks>
public sealed partial class Workbench : IAsyncDisposable
{
    private static readonly string[] Tabs = ["Endpoints", "Feed", "Inspect", "Send"];

    private readonly CancellationTokenSource _closed = new();
    private readonly ComposerState _emptyComposer = new();
    private readonly Dictionary<string, ComposerState> _composers = [];
    private SendPane? _sending;
    private DotNetObjectReference<Workbench>? _self;
    private IJSObjectReference? _module;
    private string _tab = "Feed";
    private bool _watching;

    [Inject]
    private EndpointSupervisor Supervisor { get; set; } = default!;

    [Inject]
    private PayloadHistory History { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Notices { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    /// <summary>The selected endpoint, kept in the address so that a reload brings it back.</summary>
    [SupplyParameterFromQuery(Name = "endpoint")]
    public string? EndpointId { get; set; }

    private WorkbenchState State { get; set; } = default!;

    private bool CanOperate { get; set; }

    private ComposerState Composing => State.Selected is { } selected ? _composers.GetValueOrDefault(selected.Id) ?? _emptyComposer : _emptyComposer;

    private TcpConnection? EntryConnection =>
        State.Entry is { ConnectionId.IsNone: false } entry ? State.Selected?.Connections.Find(entry.ConnectionId) : null;

    private string LocalAddress =>
        EntryConnection?.Local.ToString() ?? (State.Selected?.Bound is { } bound ? HostPort.Format(bound.Address.ToString(), bound.Port) : "");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        try
        {
            if (_module is not null)
            {
                await _module.InvokeVoidAsync("detach");
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and its script with it.
        }

        _self?.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        State = new WorkbenchState(Supervisor, Time);
        CanOperate = Authentication is not null && (await Authentication).User.IsInRole(Roles.Operator);
        Select(State.Cards.Any(card => card.Id == EndpointId) ? EndpointId : State.Cards is [var first, ..] ? first.Id : null);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        _self = DotNetObjectReference.Create(this);
        _module = await Script.InvokeAsync<IJSObjectReference>("import", "./js/workbench.js");
        State.UseZone(await _module.InvokeAsync<string>("attach", _self));
        StartWatching();
        _watching = true;
        StateHasChanged();
    }
}
