using Microsoft.AspNetCore.Components;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.Components.Sending;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Sending;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Components.Pages;

/// <summary>The main screen: endpoints, feed, inspector and composer. Subscribes to Core and hands its panes what they show.</summary>
/// <remarks>What a person does is in <c>Workbench.Actions.cs</c>; the watching is in <c>Workbench.Watching.cs</c>.</remarks>
public sealed partial class Workbench
{
    private const string ConnectionsView = "connections";

    private static readonly string[] Tabs = ["Endpoints", "Feed", "Inspect", "Send"];

    private SendPane? _sending;
    private string _tab = "Feed";

    [Inject]
    private EndpointSupervisor Supervisor { get; set; } = default!;

    [Inject]
    private PayloadHistory History { get; set; } = default!;

    /// <summary>The same again after a visit to another page.</summary>
    [Inject]
    private WorkbenchState State { get; set; } = default!;

    /// <summary>The selected endpoint, kept in the address so that a reload brings it back.</summary>
    [SupplyParameterFromQuery(Name = "endpoint")]
    public string? EndpointId { get; set; }

    /// <summary>Whether the connections are shown in the place of the feed; in the address as well.</summary>
    [SupplyParameterFromQuery(Name = "view")]
    public string? View { get; set; }

    /// <summary>An entry to look at, for links from elsewhere.</summary>
    [SupplyParameterFromQuery(Name = "entry")]
    public string? EntrySequence { get; set; }

    /// <inheritdoc/>
    protected override string[] Keys => ["n", " ", "j", "k", "g", "G", "r", "f", "Enter", "?", "Escape"];

    private ComposerState Composing =>
        State.Composing(() => new ComposerState(Time, () => [.. History.List().Select(sent => sent.Payload)]));

    private TcpConnection? EntryConnection =>
        State.Entry is { ConnectionId.IsNone: false } entry ? State.Selected?.Connections.Find(entry.ConnectionId) : null;

    private string LocalAddress => EntryConnection?.Local.ToString() ?? State.Selected?.Status.Bound?.ToString() ?? "";

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        State.RefreshEndpoints();
        Select(
            State.Cards.Any(card => card.Id == EndpointId)
                ? EndpointId
                : State.Selected?.Id ?? (State.Cards is [var first, ..] ? first.Id : null)
        );
        _wantsFrames = View == FramesShown;
        State.Restore(long.TryParse(EntrySequence, out var entry) ? entry : null, View == ConnectionsView);
    }

    /// <inheritdoc/>
    protected override void UseZone(TimeZoneInfo zone)
    {
        State.UseZone(zone);
        _frames?.Use(zone);
    }
}
