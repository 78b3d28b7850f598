using Microsoft.AspNetCore.Components;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState;

namespace SocketLab.Web.Components.Panes;

/// <summary>The right pane: the entry that is looked at, or the figures of the selected endpoint while none is.</summary>
public sealed partial class InspectorPane
{
    /// <summary>The workbench, which knows how entries are shown.</summary>
    [Parameter, EditorRequired]
    public WorkbenchState State { get; set; } = default!;

    /// <summary>The selected endpoint; null when none is.</summary>
    [Parameter]
    public SelectedEndpoint? Selected { get; set; }

    /// <summary>The person who looks at it, and their right.</summary>
    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = default!;

    /// <summary>Write to the entry's peer.</summary>
    [Parameter]
    public EventCallback OnReply { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => Selected is null ? [State] : [State, Selected, Selected.Feed];

    /// <inheritdoc/>
    protected override object Shown =>
        (
            (Selected, Selected?.Feed.Entry, Selected?.Feed.SelectedSequence, Selected?.Feed.Missed),
            (Selected?.LocalAddress, Selected?.Zone, State.InspectorTab, CanOperate)
        );

    [Inject]
    private ConnectionCommands Commands { get; set; } = default!;

    [Inject]
    private Prompts Prompts { get; set; } = default!;

    private bool CanOperate => Caller.CanOperate;

    private Task EndAsync(ConnectionEnding action) =>
        CanOperate && Selected?.EntryConnection is { } connection
            ? Prompts.TryAsync(() => Commands.EndAsync(Caller, connection.Id.ToString(), action))
            : Task.CompletedTask;
}
