using SocketLab.Core.Definitions;

namespace SocketLab.Core.Filtering;

/// <summary>Bounds the scans that one viewer has running at once: the others wait for their turn, in order.</summary>
public sealed class ScanTurns
{
    /// <summary>Scans that run at once.</summary>
    public const int AtOnce = 2;

    /// <summary>Scans that wait at most. Overflow policy: refuse.</summary>
    public const int MaxWaiting = 64;

    private const string Limit = "ScansPerViewer";

    // Never disposed: nobody asks for its wait handle, so the collector has all of it.
    private readonly SemaphoreSlim _turns = new(AtOnce);
    private int _inside;

    /// <summary>Whether nobody has a turn or waits for one.</summary>
    public bool IsIdle => Volatile.Read(ref _inside) == 0;

    /// <summary>Waits for a turn.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The turn, which ends when it is disposed.</returns>
    /// <exception cref="LimitReachedException">Too many wait.</exception>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _inside) > AtOnce + MaxWaiting)
        {
            Interlocked.Decrement(ref _inside);
            throw new LimitReachedException(Limit, AtOnce + MaxWaiting);
        }

        try
        {
            await _turns.WaitAsync(cancellation);
        }
        catch
        {
            Interlocked.Decrement(ref _inside);
            throw;
        }

        return new Turn(this);
    }

    /// <summary>Waits for a turn and scans in it, on a thread that may be busy.</summary>
    /// <param name="scan">A piece of a scan, after which others have their turn.</param>
    /// <param name="cancellation">Ends the wait, and is what the scan is to look at.</param>
    public async Task<T> RunAsync<T>(Func<T> scan, CancellationToken cancellation)
    {
        using var turn = await EnterAsync(cancellation);
        return await Task.Run(scan, cancellation);
    }

    private sealed class Turn(ScanTurns turns) : IDisposable
    {
        private int _hasEnded;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _hasEnded, 1) == 0)
            {
                Interlocked.Decrement(ref turns._inside);
                turns._turns.Release();
            }
        }
    }
}
