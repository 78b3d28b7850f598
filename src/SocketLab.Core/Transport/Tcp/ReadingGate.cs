namespace SocketLab.Core.Transport.Tcp;

/// <summary>Counts who holds the reading of a connection back. Guarded by the connection's lock.</summary>
internal sealed class ReadingGate(Lock order)
{
    /// <summary>How often a wait looks whether the connection broke meanwhile: no read is pending that would tell.</summary>
    private static readonly TimeSpan CheckInterval = TimeSpan.FromMilliseconds(250);

    private int _holders;
    private TaskCompletionSource? _opened;

    /// <summary>Whether holds have no effect any more.</summary>
    public bool IsLifted { get; private set; }

    /// <summary>Whether reading is held back.</summary>
    public bool IsClosed => _holders > 0 && !IsLifted;

    /// <summary>Adds a holder.</summary>
    /// <returns>Whether this closed it.</returns>
    public bool Hold() => ++_holders == 1 && !IsLifted;

    /// <summary>Takes a holder away.</summary>
    /// <returns>Whether this opened it.</returns>
    public bool Release()
    {
        if (_holders == 0)
        {
            throw new InvalidOperationException("Nobody holds the reading back.");
        }

        return --_holders == 0 && !IsLifted && SetOpened();
    }

    /// <summary>Opens it for good.</summary>
    /// <returns>Whether this opened it.</returns>
    public bool Lift()
    {
        var opens = IsClosed;
        IsLifted = true;
        return opens && SetOpened();
    }

    /// <summary>Waits until it is open. Takes the lock itself.</summary>
    /// <param name="check">Called now and then, under the lock: it throws when the connection broke.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Cancels the wait.</param>
    public async Task WaitAsync(Action check, TimeProvider time, CancellationToken cancellation)
    {
        while (true)
        {
            Task opened;
            lock (order)
            {
                if (!IsClosed)
                {
                    return;
                }

                check();
                _opened ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                opened = _opened.Task;
            }

            await Task.WhenAny(opened, Task.Delay(CheckInterval, time, cancellation));
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private bool SetOpened()
    {
        _opened?.TrySetResult();
        _opened = null;
        return true;
    }
}
