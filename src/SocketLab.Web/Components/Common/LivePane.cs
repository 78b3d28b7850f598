using Microsoft.AspNetCore.Components;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState;

namespace SocketLab.Web.Components.Common;

/// <summary>A part of a page that follows its state by itself and renders alone, when what it shows has changed.</summary>
/// <remarks>
/// What a person does changes a <see cref="LiveState"/>, which tells all panes that show it. What happens on the network sets a
/// <see cref="ChangeSignal"/>: the pane that owns it pulls, the first time at once, then at its pace, and never while nobody sees the page.
/// </remarks>
public abstract class LivePane : ComparedControl, IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private IReadOnlyList<LiveState> _followed = [];
    private TaskCompletionSource? _underWay;

    /// <summary>Whether somebody sees the page; without it they do.</summary>
    [CascadingParameter]
    public PageVisibility? Visibility { get; set; }

    /// <summary>The clock of the pane's pace.</summary>
    [Inject]
    protected TimeProvider Time { get; set; } = default!;

    /// <summary>The states that are shown. They may be others after each setting of parameters.</summary>
    protected virtual IReadOnlyList<LiveState> States => [];

    /// <summary>Cancelled when the pane is gone.</summary>
    protected CancellationToken Closed => _closed.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        Follow([]);
        _closed.Cancel();
        OnDisposed();
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what else the pane holds.</summary>
    protected virtual void OnDisposed() { }

    /// <summary>Pulls what happens on the network until the pane is closed, see <see cref="PullAsync"/>.</summary>
    protected virtual Task WatchAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    protected override void OnParametersSet() => Follow(States);

    /// <inheritdoc/>
    protected override bool ShouldRender()
    {
        var renders = base.ShouldRender();
        _underWay ??= renders ? new(TaskCreationOptions.RunContinuationsAsynchronously) : null;
        return renders;
    }

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        _underWay?.SetResult();
        _underWay = null;
        if (firstRender && !_closed.IsCancellationRequested)
        {
            _ = GuardAsync(WatchAsync());
        }
    }

    /// <summary>Pulls at once and then whenever something changed.</summary>
    /// <param name="signal">Set with each change; null where only time passes.</param>
    /// <param name="pace">Shortest time from one pull to the next.</param>
    /// <param name="tick">Longest time from one pull to the next; infinite where nothing changes without the signal.</param>
    /// <param name="pull">Pulls what is shown.</param>
    protected async Task PullAsync(ChangeSignal? signal, TimeSpan pace, TimeSpan tick, Action pull)
    {
        while (!_closed.IsCancellationRequested)
        {
            var (started, seen) = (Time.GetTimestamp(), signal?.Version ?? 0);
            pull();
            StateHasChanged();
            await ChangeAsync(signal, seen, tick);
            await SeenAsync();
            var rest = pace - Time.GetElapsedTime(started);
            if (rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, Time, Closed);
            }
        }
    }

    /// <summary>
    /// Waits while nobody sees the page, and until the browser shows what was rendered last: one that is slow, or far away, would answer
    /// clicks behind everything that was sent to it meanwhile.
    /// </summary>
    protected async Task SeenAsync()
    {
        await (Visibility?.WaitAsync(Closed) ?? Task.CompletedTask);
        await (_underWay?.Task.WaitAsync(Closed) ?? Task.CompletedTask);
    }

    /// <summary>Nobody awaits this task: what goes wrong in it belongs to this pane, which shows it.</summary>
    protected async Task GuardAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            // The pane was closed.
        }
        catch (Exception error)
        {
            await DispatchExceptionAsync(error);
        }
    }

    private async Task ChangeAsync(ChangeSignal? signal, long seen, TimeSpan tick)
    {
        using var due = new CancellationTokenSource(tick, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(Closed, due.Token);
        var changed = signal?.WaitAsync(seen, either.Token) ?? Task.Delay(Timeout.InfiniteTimeSpan, Time, either.Token);
        await changed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    private void Follow(IReadOnlyList<LiveState> states)
    {
        if (states.SequenceEqual(_followed))
        {
            return;
        }

        foreach (var state in _followed)
        {
            state.Changed -= StateHasChanged;
        }

        _followed = states;
        foreach (var state in states)
        {
            state.Changed += StateHasChanged;
        }
    }
}
