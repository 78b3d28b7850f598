using Microsoft.AspNetCore.Components;
using SocketLab.Core.Addresses;
using SocketLab.Core.Endpoints;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Components.Panes;

/// <summary>What stands in the inspector while no entry is looked at: traffic, replies, groups and sequence of the endpoint.</summary>
public sealed partial class IdlePane
{
    /// <summary>The selected endpoint. Another one is another pane.</summary>
    [Parameter, EditorRequired]
    public SelectedEndpoint Selected { get; set; } = default!;

    /// <summary>Whether the person may change things.</summary>
    [Parameter]
    public bool CanOperate { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [Selected];

    /// <inheritdoc/>
    protected override object Shown =>
        (Figures.Traffic, Figures.Replies, Figures.Multicast, Figures.Sequence, Selected.IsRunning, CanOperate);

    [Inject]
    private EndpointSupervisor Supervisor { get; set; } = default!;

    [Inject]
    private EndpointActions Actions { get; set; } = default!;

    [Inject]
    private Prompts Prompts { get; set; } = default!;

    private EndpointFigures Figures => Selected.Figures;

    /// <summary>A refusal belongs to the field in which the group was written, so it is given back rather than shown.</summary>
    private async Task<string?> JoinAsync(string text)
    {
        if (!CanOperate)
        {
            return null;
        }

        if (!MulticastGroup.TryParse(text, out var group, out var error))
        {
            return error;
        }

        try
        {
            await Supervisor.JoinAsync(Selected.Id, group, CancellationToken.None);
            return null;
        }
        catch (Exception refused) when (Refusal.TextOf(refused) is { } why)
        {
            return why;
        }
        finally
        {
            Selected.Refresh();
        }
    }

    private async Task LeaveAsync(string text)
    {
        if (CanOperate && MulticastGroup.TryParse(text, out var group, out _))
        {
            await Prompts.TryAsync(() => Supervisor.LeaveAsync(Selected.Id, group, CancellationToken.None));
            Selected.Refresh();
        }
    }
}
