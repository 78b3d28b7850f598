using SocketLab.Core.Journal;
using SocketLab.Core.Transport;

namespace SocketLab.Core.Jobs;

/// <summary>A job's messages, one after another: hands them to the target, counts them and wakes watchers.</summary>
/// <remarks>Used by the job's thread.</remarks>
/// <param name="target">Where they go; borrowed.</param>
/// <param name="counters">Where they are counted.</param>
/// <param name="count">How many there are; null: no end.</param>
/// <param name="changed">Wakes watchers, ten times a second at most.</param>
/// <param name="clock">The job's clock.</param>
internal sealed class JobMessages(IJobTarget target, JobCounters counters, long? count, ChangeSignal changed, IPaceClock clock)
{
    private const long SignalInterval = 100_000_000;

    private long _next;
    private long _lastSignal;

    /// <summary>How many are left.</summary>
    public long Left => (count ?? long.MaxValue) - _next;

    /// <summary>Whether all have been sent, or have failed.</summary>
    public bool AreDone => Left == 0;

    /// <summary>Hands over some messages, at most <paramref name="max"/> and as many as the target takes at once.</summary>
    public SendOutcome Send(long max, CancellationToken ending)
    {
        var outcome = target.Send(_next, (int)Math.Min(Math.Min(max, Left), target.Capacity), ending);
        _next += outcome.Done;
        counters.Add(outcome);
        var now = clock.Now;
        if (now - _lastSignal >= SignalInterval)
        {
            _lastSignal = now;
            changed.Set();
        }

        return outcome;
    }
}
