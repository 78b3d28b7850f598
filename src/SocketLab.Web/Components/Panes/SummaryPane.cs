using Microsoft.AspNetCore.Components;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Filtering;
using SocketLab.Web.ViewState.Summaries;

namespace SocketLab.Web.Components.Panes;

/// <summary>What a pane of sums is: it counts on twice a second while somebody looks, and leads from figures to their entries.</summary>
public abstract class SummaryPane : LivePane
{
    /// <summary>Twice a second: figures and lines are looked at, not read row by row.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    /// <summary>While a large journal is counted for the first time.</summary>
    private static readonly TimeSpan CountingPace = TimeSpan.FromMilliseconds(120);

    private FeedFilter? _filter;

    /// <summary>The workbench, which shows entries in the feed.</summary>
    [Parameter, EditorRequired]
    public WorkbenchState State { get; set; } = default!;

    /// <summary>The person who looks at it, and their right.</summary>
    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = default!;

    /// <summary>The selected endpoint, or the feed of several that it is one of. Another feed is another pane.</summary>
    [Parameter, EditorRequired]
    public SelectedEndpoint Selected { get; set; } = default!;

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [Summary, Selected];

    [Inject]
    private SummaryStates Summaries { get; set; } = default!;

    /// <summary>What is shown.</summary>
    protected SummaryState Summary => Summaries.Of(Selected);

    /// <summary>Whether it shows plots.</summary>
    protected abstract bool Draws { get; }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        base.OnInitialized();
        _filter = Selected.Feed.Filter;
        _filter.Applied += UseFilter;
        UseFilter();
    }

    /// <inheritdoc/>
    protected override void OnDisposed()
    {
        base.OnDisposed();
        _filter!.Applied -= UseFilter;
    }

    /// <inheritdoc/>
    protected override async Task WatchAsync()
    {
        while (!Closed.IsCancellationRequested)
        {
            var asked = Summary.Asked.Version;
            var isDone = await Summary.RefreshAsync(Selected, Draws, Closed);
            await AskedAsync(asked, isDone ? Pace : CountingPace);
            await SeenAsync();
        }
    }

    private void UseFilter() => Summary.Use(Selected.Feed.Filter.InForce);

    private async Task AskedAsync(long seen, TimeSpan pace)
    {
        using var due = new CancellationTokenSource(pace, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(Closed, due.Token);
        await Summary
            .Asked.WaitAsync(seen, either.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }
}
