using Microsoft.AspNetCore.Components;
using SocketLab.Web.Commands;
using SocketLab.Web.ViewState;

namespace SocketLab.Web.Components.Panes;

/// <summary>The left pane: a card for each endpoint. Pulls the figures of all endpoints, those of the selected one among them.</summary>
public sealed partial class EndpointsPane
{
    /// <summary>So that one change after another costs no more than a watched feed.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(60);

    /// <summary>Numbers that tick faster than this blink.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);

    /// <summary>The workbench.</summary>
    [Parameter, EditorRequired]
    public WorkbenchState State { get; set; } = default!;

    /// <summary>The person who looks at it, and their right.</summary>
    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = default!;

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [State, State.Endpoints];

    /// <inheritdoc/>
    protected override object Shown => (State.Endpoints.Cards, State.Selected?.Id, CanOperate);

    [Inject]
    private EndpointActions Actions { get; set; } = default!;

    private bool CanOperate => Caller.CanOperate;

    /// <inheritdoc/>
    protected override Task WatchAsync() => PullAsync(State.Endpoints.Signal, Pace, Tick, State.Endpoints.Refresh);

    private void Select(string id)
    {
        State.Select(id);
        State.Show(WorkbenchTab.Feed);
    }
}
