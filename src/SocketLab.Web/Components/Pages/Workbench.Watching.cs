using SocketLab.Web.Components.Feed;
using SocketLab.Web.ViewState;

namespace SocketLab.Web.Components.Pages;

/// <summary>When the workbench looks again: at once for the first change, then at a steady pace, and never while nobody sees it.</summary>
public sealed partial class Workbench
{
    /// <summary>Sixteen looks a second: faster than people read, slow enough for a flood.</summary>
    private static readonly TimeSpan FeedPace = TimeSpan.FromMilliseconds(60);

    /// <summary>Numbers that tick faster than this blink.</summary>
    private static readonly TimeSpan CounterPace = TimeSpan.FromMilliseconds(500);

    private CancellationTokenSource _feedChanged = new();

    /// <inheritdoc/>
    protected override IEnumerable<Task> Watch() => [WatchFeedAsync(), WatchEndpointsAsync()];

    /// <summary>Wakes the feed's watcher: its source or its window is another one now.</summary>
    private void FeedSourceChanged()
    {
        var old = _feedChanged;
        _feedChanged = new CancellationTokenSource();
        old.Cancel();
    }

    private async Task WatchFeedAsync()
    {
        while (true)
        {
            var started = Time.GetTimestamp();
            var source = _feedChanged;
            var signal = State.FeedChanged;
            var seen = signal?.Version ?? 0;
            State.RefreshFeed();
            StateHasChanged();

            using var either = CancellationTokenSource.CreateLinkedTokenSource(Closed, source.Token);
            var changed = signal?.WaitAsync(seen, either.Token) ?? Task.Delay(Timeout.InfiniteTimeSpan, Time, either.Token);
            await changed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            await SeenAsync();
            var rest = FeedPace - Time.GetElapsedTime(started);
            if (rest > TimeSpan.Zero && !source.IsCancellationRequested)
            {
                await Task.Delay(rest, Time, Closed);
            }

            Closed.ThrowIfCancellationRequested();
        }
    }

    private async Task WatchEndpointsAsync()
    {
        while (true)
        {
            var seen = Supervisor.Changed.Version;
            State.RefreshEndpoints();
            KeepFrames();
            StateHasChanged();

            using var tick = new CancellationTokenSource(CounterPace, Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(Closed, tick.Token);
            await Supervisor
                .Changed.WaitAsync(seen, either.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            await SeenAsync();
            Closed.ThrowIfCancellationRequested();
        }
    }

    private void Scroll(FeedScroll scroll)
    {
        State.Window?.ScrollTo(scroll.TopSequence, scroll.VisibleRows, scroll.AtEnd);
        State.RefreshFeed();
    }

    private void FollowTail()
    {
        State.Window?.FollowTail();
        State.RefreshFeed();
    }

    private void TogglePause()
    {
        State.Window?.TogglePause();
        State.RefreshFeed();
    }

    private void NextTimeStyle()
    {
        if (State.Window is { } window)
        {
            window.TimeStyle = TimeColumn.Next(window.TimeStyle);
            State.RefreshFeed();
        }
    }

    private void MoveSelection(int rows) => State.MoveSelection(rows);

    private void SelectEntry(long sequence)
    {
        State.SelectEntry(sequence);
        _tab = "Inspect";
    }
}
