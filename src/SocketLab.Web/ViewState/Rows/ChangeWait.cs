using SocketLab.Core.Journal;

namespace SocketLab.Web.ViewState.Rows;

/// <summary>Waits for a signal again and again with one waiter at a time, however often the wait is given up for something else.</summary>
/// <remarks>
/// A waiter that nobody waits for any more stays with its signal until that is set: beside a busy signal a quiet one would gather them.
/// </remarks>
/// <param name="signal">What is waited for.</param>
/// <param name="cancellation">Ends the waiting for good.</param>
public sealed class ChangeWait(ChangeSignal signal, CancellationToken cancellation)
{
    private Task? _change;

    /// <summary>Completes once the signal's version differs from <paramref name="seen"/>; perhaps spuriously.</summary>
    public Task ChangeAsync(long seen)
    {
        if (_change is null or { IsCompleted: true })
        {
            _change = signal.WaitAsync(seen, cancellation);
        }

        return _change;
    }
}
