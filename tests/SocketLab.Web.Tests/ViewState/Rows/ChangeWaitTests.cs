using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.Tests.ViewState.Rows;

public sealed class ChangeWaitTests
{
    private readonly ChangeSignal _signal = new();

    [Fact]
    public async Task Waiting_beside_a_busy_signal_gathers_no_waiters()
    {
        using var closed = new CancellationTokenSource();
        var wait = new ChangeWait(_signal, closed.Token);
        var waiters = new List<WeakReference>();
        for (var i = 0; i < 10_000; i++)
        {
            await GiveUpAsync(wait, waiters);
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.InRange(waiters.Where(one => one.IsAlive).Select(one => one.Target).Distinct().Count(), 0, 3);
        GC.KeepAlive(wait);
        GC.KeepAlive(_signal);
    }

    [Fact]
    public async Task Each_change_ends_a_wait_and_the_next_one_waits_anew()
    {
        using var closed = new CancellationTokenSource();
        var wait = new ChangeWait(_signal, closed.Token);
        var first = wait.ChangeAsync(_signal.Version);
        Assert.False(first.IsCompleted);
        _signal.Set();
        await first;
        var second = wait.ChangeAsync(_signal.Version);
        Assert.False(second.IsCompleted);
        Assert.True(new ChangeWait(_signal, closed.Token).ChangeAsync(_signal.Version - 1).IsCompleted);
        await closed.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
    }

    /// <summary>One update of a view: something else was there first.</summary>
    private async Task GiveUpAsync(ChangeWait wait, List<WeakReference> waiters)
    {
        var other = new TaskCompletionSource();
        var change = wait.ChangeAsync(_signal.Version);
        var either = Task.WhenAny(other.Task, change);
        waiters.AddRange([new(change), new(either)]);
        other.SetResult();
        await either;
    }
}
