using Microsoft.AspNetCore.Components;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Frames;

namespace SocketLab.Web.Components.Panes;

/// <summary>The frames of a TCP client's newest connection, and how they are cut.</summary>
public sealed partial class FramesPane
{
    /// <summary>The workbench, which shows the feed where an entry is looked at.</summary>
    [Parameter, EditorRequired]
    public WorkbenchState State { get; set; } = default!;

    /// <summary>The selected endpoint.</summary>
    [Parameter, EditorRequired]
    public SelectedEndpoint Selected { get; set; } = default!;

    /// <summary>The person who looks at it, and their right.</summary>
    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = default!;

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [Selected];

    /// <summary>The bar is a form: what is typed in it is compared nowhere. It is asked for twice a second, and by the person.</summary>
    protected override object? Shown => null;

    [Inject]
    private EndpointCommands Commands { get; set; } = default!;

    [Inject]
    private Prompts Prompts { get; set; } = default!;

    private bool CanOperate => Caller.CanOperate;

    private FramesView? Frames => Selected.Frames;

    private void ShowEntry(long sequence) => State.Restore(sequence, EndpointView.Feed);

    private Task ReframeAsync() =>
        CanOperate && Frames is { } frames
            ? Prompts.TryAsync(() =>
                frames.ReframeAsync(framing =>
                    Commands.ChangeAsync(Caller, frames.Endpoint.Id, now => now with { Tcp = now.Tcp with { Framing = framing } })
                )
            )
            : Task.CompletedTask;
}
