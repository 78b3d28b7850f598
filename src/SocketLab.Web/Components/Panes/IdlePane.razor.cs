using Microsoft.AspNetCore.Components;
using SocketLab.Web.Commands;
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

    /// <summary>The person who looks at it, and their right.</summary>
    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = default!;

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [Selected];

    /// <inheritdoc/>
    protected override object Shown =>
        (Figures.Traffic, Figures.Replies, Figures.Multicast, Figures.Sequence, Selected.IsRunning, CanOperate);

    [Inject]
    private EndpointCommands Commands { get; set; } = default!;

    [Inject]
    private EndpointActions Actions { get; set; } = default!;

    [Inject]
    private Prompts Prompts { get; set; } = default!;

    private bool CanOperate => Caller.CanOperate;

    private EndpointFigures Figures => Selected.Figures;

    /// <summary>A refusal belongs to the field in which the group was written, so it is given back rather than shown.</summary>
    private async Task<string?> JoinAsync(string text)
    {
        try
        {
            await Commands.JoinGroupAsync(Caller, Selected.Id, text);
            return null;
        }
        catch (Exception refused) when (Refusal.From(refused) is { } refusal)
        {
            return refusal.Text;
        }
        finally
        {
            Selected.Refresh();
        }
    }

    private async Task LeaveAsync(string text)
    {
        await Prompts.TryAsync(() => Commands.LeaveGroupAsync(Caller, Selected.Id, text));
        Selected.Refresh();
    }
}
