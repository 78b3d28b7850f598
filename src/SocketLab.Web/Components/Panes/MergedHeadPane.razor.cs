using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Feed;

namespace SocketLab.Web.Components.Panes;

/// <summary>The head of the feed of several endpoints. Tells the feed of changes of any of their journals.</summary>
public sealed partial class MergedHeadPane
{
    /// <summary>The workbench.</summary>
    [Parameter, EditorRequired]
    public WorkbenchState State { get; set; } = default!;

    /// <summary>The feed. Another one is another pane.</summary>
    [Parameter, EditorRequired]
    public MergedFeed Merged { get; set; } = default!;

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [State, Merged.Feed];

    /// <inheritdoc/>
    protected override object Shown => (Merged.Title, Names, Paused);

    private string Names => Merged.Names;

    private bool Paused => Merged.Feed.Page.Paused;

    /// <inheritdoc/>
    protected override Task WatchAsync() => Merged.RelayAsync(Time, Closed);

    /// <summary>The one whose entry is looked at, or else the one that sends.</summary>
    private void ShowOne()
    {
        var (endpoint, entry) = (State.Selected?.EntryEndpoint, Merged.Feed.Selection.Sequence);
        State.Select(endpoint?.Id);
        if (entry is not null)
        {
            State.Selected?.Feed.Restore(entry);
        }
    }
}
