using Microsoft.AspNetCore.Components;
using SocketLab.Web.Components.Common;
using SocketLab.Web.Components.Feed;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.Components.Panes;

/// <summary>The feed of the selected endpoint: pulls the rows in sight whenever its journal has changed.</summary>
public sealed partial class FeedPane
{
    /// <summary>Sixteen pulls a second: faster than people read, slow enough for a flood.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(60);

    /// <summary>The workbench, which says what a narrow screen shows.</summary>
    [Parameter, EditorRequired]
    public WorkbenchState State { get; set; } = default!;

    /// <summary>The selected endpoint. Another one is another pane.</summary>
    [Parameter, EditorRequired]
    public SelectedEndpoint Selected { get; set; } = default!;

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [Feed, Selected];

    /// <inheritdoc/>
    protected override object Shown =>
        (Feed.Page, Feed.SelectedEntry, Feed.Selection, Feed.TimeStyle, Feed.ContentStyle, HasHint ? Selected.Figures.Commands : null);

    [Inject]
    private Prompts Prompts { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private FeedState Feed => Selected.Feed;

    private bool HasHint =>
        Selected.Merged is null && Selected.Figures is { Ledger: { Received: 0, Sent: 0 }, Commands.Count: > 0 } && Feed.Page.TotalRows < 8;

    /// <inheritdoc/>
    protected override Task WatchAsync() => PullAsync(Feed.Signal, Pace, Timeout.InfiniteTimeSpan, Feed.Refresh);

    private void Select(RowClick click)
    {
        Feed.SelectRow(click.Row, click.How);
        State.Show(WorkbenchTab.Inspect);
    }

    /// <summary>Follows the stream that a row belongs to, if it belongs to one.</summary>
    private void Open(EntryRef row)
    {
        Select(new(row, SelectHow.Only));
        if (State.Selected?.EntryConnection is { } connection)
        {
            Navigation.NavigateTo($"connections/{connection.Id}");
        }
    }
}
