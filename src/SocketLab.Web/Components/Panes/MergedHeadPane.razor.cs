using Microsoft.AspNetCore.Components;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Feed;

namespace SocketLab.Web.Components.Panes;

/// <summary>The head of several endpoints together. Tells their feed of changes of any of their journals.</summary>
public sealed partial class MergedHeadPane
{
    private static readonly Segment<EndpointView>[] Views =
    [
        new(EndpointView.Feed, "Feed", TestId: "show-feed"),
        new(EndpointView.Plots, "Plots", "What came when, how long it was, and from whom", "show-plots"),
        new(EndpointView.Statistics, "Statistics", "Sums, top peers, and who talked with whom", "show-statistics"),
    ];

    /// <summary>The workbench.</summary>
    [Parameter, EditorRequired]
    public WorkbenchState State { get; set; } = default!;

    /// <summary>The feed. Another one is another pane.</summary>
    [Parameter, EditorRequired]
    public MergedFeed Merged { get; set; } = default!;

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [State, Merged.Feed];

    /// <inheritdoc/>
    protected override object Shown => (Merged.Title, Names, Paused, State.View);

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
