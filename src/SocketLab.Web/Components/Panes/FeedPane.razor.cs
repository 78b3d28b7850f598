using Microsoft.AspNetCore.Components;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Common;
using SocketLab.Web.Components.Feed;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.Components.Panes;

/// <summary>The feed of the selected endpoint: pulls the rows in sight whenever its journal has changed.</summary>
public sealed partial class FeedPane
{
    private const string MenuId = "row-menu";

    private IReadOnlyList<MenuAction> _menu = [];

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
        (
            (Feed.Page, Feed.SelectedEntry, Feed.Selection, Feed.TimeStyle, Feed.ContentStyle, Feed.Columns),
            HasHint ? Selected.Figures.Commands : null,
            Empty
        );

    /// <summary>The person who looks at it, and their right.</summary>
    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = default!;

    [Inject]
    private RowActions Rows { get; set; } = default!;

    [Inject]
    private Prompts Prompts { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private FeedState Feed => Selected.Feed;

    private bool HasHint =>
        Selected.Merged is null && Selected.Figures is { Ledger: { Received: 0, Sent: 0 }, Commands.Count: > 0 } && Feed.Page.TotalRows < 8;

    /// <summary>What stands where no row does, since the filter takes none.</summary>
    private string? Empty =>
        Feed is { Scan: { Found: 0, Kept: > 0 } scan, Page.TotalRows: 0 }
            ? scan.IsComplete
                ? $"None of {Number(scan.Kept)} entries is what the filter asks for."
                : "Nothing found yet."
            : null;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        base.OnParametersSet();
        _menu = _menu.Count > 0 ? _menu : Rows.Menu(Caller);
    }

    /// <inheritdoc/>
    protected override async Task WatchAsync()
    {
        var (journal, wake) = (new ChangeWait(Feed.Signal, Closed), new ChangeWait(Feed.Wake, Closed));
        while (!Closed.IsCancellationRequested)
        {
            var (started, seen, woken) = (Time.GetTimestamp(), Feed.Signal.Version, Feed.Wake.Version);
            var isComplete = await Feed.ScanAsync(Closed);
            Feed.Refresh();
            StateHasChanged();
            if (isComplete)
            {
                await Task.WhenAny(journal.ChangeAsync(seen), wake.ChangeAsync(woken));
                Closed.ThrowIfCancellationRequested();
            }

            await SeenAsync();
            var rest = Pace - Time.GetElapsedTime(started);
            if (rest > TimeSpan.Zero && woken == Feed.Wake.Version)
            {
                await Task.Delay(rest, Time, Closed);
            }
        }
    }

    private void Select(RowClick click)
    {
        Feed.SelectRow(click.Row, click.How);
        State.Show(WorkbenchTab.Inspect);
    }

    /// <summary>Follows the conversation that a row belongs to, if it belongs to one.</summary>
    private void Open(EntryRef row)
    {
        Select(new(row, SelectHow.Only));
        if (State.Selected?.Followed is { } address)
        {
            Navigation.NavigateTo(address);
        }
    }
}
