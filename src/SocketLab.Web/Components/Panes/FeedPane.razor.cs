using Microsoft.AspNetCore.Components;
using SocketLab.Core.Definitions;
using SocketLab.Core.Dissecting;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Filtering;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Common;
using SocketLab.Web.Components.Feed;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Decoding;
using SocketLab.Web.ViewState.Endpoints;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Filtering;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.Components.Panes;

/// <summary>The feed of the selected endpoint: pulls the rows in sight whenever its journal has changed.</summary>
public sealed partial class FeedPane
{
    /// <summary>Sixteen pulls a second: faster than people read, slow enough for a flood.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(60);

    /// <summary>A key that is held down changes a width many times a second.</summary>
    private static readonly TimeSpan SaveDelay = TimeSpan.FromMilliseconds(400);

    private DecodedRows _decoding = default!;
    private bool _isDecoding;
    private bool _isWaitingToDecode;
    private bool _isSaving;

    /// <summary>The workbench, which says what a narrow screen shows.</summary>
    [Parameter, EditorRequired]
    public WorkbenchState State { get; set; } = default!;

    /// <summary>The selected endpoint. Another one is another pane.</summary>
    [Parameter, EditorRequired]
    public SelectedEndpoint Selected { get; set; } = default!;

    /// <summary>The person who looks at it, and their right.</summary>
    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = default!;

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [Feed, Selected];

    /// <inheritdoc/>
    protected override object Shown =>
        (
            (Feed.Page, Feed.Selection.Current, Feed.Selection.All, Feed.TimeStyle, Feed.ContentStyle, Feed.Columns),
            HasHint ? Selected.Figures.Commands : null,
            (Empty, MenuItems, Decoded, Selected.Endpoint.Definition.DecodeAs)
        );

    [Inject]
    private Dissector Dissector { get; set; } = default!;

    [Inject]
    private EndpointSupervisor Supervisor { get; set; } = default!;

    [Inject]
    private ColumnCommands Columns { get; set; } = default!;

    [Inject]
    private RowActions Rows { get; set; } = default!;

    [Inject]
    private Prompts Prompts { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private FeedState Feed => Selected.Feed;

    private bool HasHint =>
        Selected.Merged is null && Selected.Figures is { Ledger: { Received: 0, Sent: 0 }, Commands.Count: > 0 } && Feed.Page.TotalRows < 8;

    private string HintText =>
        Selected.Endpoint.Definition is var definition && definition.Kind.IsListener()
            ? "Nothing has arrived yet. Try it from a terminal on this machine:"
            : $"{OtherSide.Start("Nothing was sent yet.", definition)}:";

    /// <summary>What stands where no row does, since the filter takes none.</summary>
    private string? Empty => Feed.Page.TotalRows == 0 ? Feed.Scan?.WhyNone : null;

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
            if (isComplete && rest > TimeSpan.Zero && woken == Feed.Wake.Version)
            {
                await Task.Delay(rest, Time, Closed);
            }
        }
    }

    /// <summary>What Wireshark says of the rows, while that is shown in the place of their bytes; another one with each answer.</summary>
    private DecodedLines? Decoded => Feed.ContentStyle == ContentStyle.Decoded ? new(_decoding, _decoding.Version) : null;

    /// <inheritdoc/>
    protected override void OnInitialized() => _decoding = new(Dissector, Supervisor, Time);

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        base.OnAfterRender(firstRender);
        DecodeInSight();
    }

    private void DecodeInSight()
    {
        if (Feed.ContentStyle == ContentStyle.Decoded && !_isDecoding && _decoding.CanDecode && _decoding.Lacks(Feed.Page.Rows))
        {
            _isDecoding = true;
            _ = GuardAsync(DecodeAsync());
        }
    }

    private async Task DecodeAsync()
    {
        await _decoding.AskAsync(Feed.Page.Rows, Closed);
        StateHasChanged();
        await Task.Delay(DecodedRows.Pace, Time, Closed);
        _isDecoding = false;
        DecodeInSight();
        if (!_isDecoding && !_isWaitingToDecode && _decoding.RetryIn(Feed.Page.Rows) is { } rest)
        {
            _isWaitingToDecode = true;
            await Task.Delay(rest, Time, Closed);
            _isWaitingToDecode = false;
            DecodeInSight();
        }
    }

    private IReadOnlyList<MenuAction> MenuItems { get; set; } = [];

    /// <summary>What can be done with the selected rows, and what the row that is pointed at tells itself from others by.</summary>
    private void AskMenu(RowCell asked)
    {
        if (Feed.NameOf(asked.Sequence, asked.Journal) is not { } row || Feed.Filtering.SourceOf(row.JournalId) is not { } source)
        {
            return;
        }

        if (!Feed.Selection.All.Rows.Contains(row))
        {
            Feed.Selection.Select(row);
        }

        var items = new List<MenuAction>(Rows.Menu(Caller));
        foreach (var offer in FilterOffers.Of(source, asked.Sequence, asked.Cell))
        {
            items.Add(new($"Only {offer.Words}", () => FilterByAsync(offer.Condition), offer.Condition));
            if (offer.HasOpposite)
            {
                var opposite = FilterText.Not(offer.Condition);
                items.Add(new($"Not {offer.Words}", () => FilterByAsync(opposite), opposite));
            }
        }

        MenuItems = items;
    }

    /// <summary>Shows other columns; those of an operator are everybody's from then on.</summary>
    private void UseColumns(FeedColumns columns)
    {
        Feed.Columns = columns;
        if (Caller.CanOperate && !_isSaving)
        {
            _isSaving = true;
            _ = GuardAsync(SaveColumnsAsync(Feed, Selected.ColumnsKey));
        }
    }

    /// <summary>Also when another endpoint is selected meanwhile.</summary>
    private async Task SaveColumnsAsync(FeedState feed, string key)
    {
        await Task.Delay(SaveDelay, Time, CancellationToken.None);
        _isSaving = false;
        await Prompts.TryAsync(() => Columns.SaveAsync(Caller, key, feed.Columns.ToSaved()));
    }

    private Task FilterByAsync(string condition)
    {
        State.FilterBy(condition);
        return Task.CompletedTask;
    }

    private void Select(RowClick click)
    {
        Feed.Selection.Select(click.Row, click.How);
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
