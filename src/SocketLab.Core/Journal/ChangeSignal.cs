namespace SocketLab.Core.Journal;

/// <summary>Tells whoever waits that something changed, and nothing more: they then pull what they need.</summary>
/// <remarks>Setting it allocates nothing and costs one interlocked operation when nobody waits.</remarks>
public sealed class ChangeSignal
{
    private long _version;
    private TaskCompletionSource? _waiters;

    /// <summary>A number that grows with every change.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Wakes all who wait.</summary>
    public void Set()
    {
        Interlocked.Increment(ref _version);
        if (Volatile.Read(ref _waiters) is not null)
        {
            Interlocked.Exchange(ref _waiters, null)?.TrySetResult();
        }
    }

    /// <summary>Completes once <see cref="Version"/> differs from <paramref name="seen"/>; perhaps spuriously.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public Task WaitAsync(long seen, CancellationToken cancellation)
    {
        if (Version != seen)
        {
            return Task.CompletedTask;
        }

        var fresh = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiters = Interlocked.CompareExchange(ref _waiters, fresh, null) ?? fresh;

        // A change between the first comparison and the exchange woke nobody: compare again.
        return Version != seen ? Task.CompletedTask : waiters.Task.WaitAsync(cancellation);
    }
}
