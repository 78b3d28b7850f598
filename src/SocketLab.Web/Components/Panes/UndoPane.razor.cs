using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState;

namespace SocketLab.Web.Components.Panes;

/// <summary>The notice that what was just done can be taken back. It goes by itself when the time is over.</summary>
public sealed partial class UndoPane
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>What can be taken back.</summary>
    [Parameter, EditorRequired]
    public UndoList Stack { get; set; } = default!;

    /// <summary>Take the newest act back.</summary>
    [Parameter]
    public EventCallback OnUndo { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [Stack];

    /// <inheritdoc/>
    protected override object Shown => (object?)Stack.Newest ?? "";

    /// <inheritdoc/>
    protected override Task WatchAsync() => PullAsync(signal: null, Tick, Tick, Stack.Refresh);
}
