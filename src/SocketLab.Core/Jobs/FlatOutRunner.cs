namespace SocketLab.Core.Jobs;

/// <summary>Sends a job's messages as fast as the target takes them.</summary>
/// <param name="control">What others ask of the job.</param>
/// <param name="messages">What it sends.</param>
/// <param name="counters">Where the rate is counted.</param>
/// <param name="durationSeconds">How long it sends, pauses not counted; null: until all is sent.</param>
/// <param name="clock">The job's clock.</param>
internal sealed class FlatOutRunner(
    JobControl control,
    JobMessages messages,
    JobCounters counters,
    double? durationSeconds,
    IPaceClock clock
) : IJobRunner
{
    private const int RestMilliseconds = 1;

    /// <inheritdoc/>
    public bool Run()
    {
        var duration = durationSeconds is { } seconds ? (long)(seconds * 1e9) : long.MaxValue;
        var (begun, used) = (clock.Now, 0L);
        counters.Mark(begun);
        while (!messages.AreDone)
        {
            if (control.IsPaused)
            {
                used += clock.Now - begun;
                counters.Pause();
                control.WaitWhilePaused();
                begun = clock.Now;
                counters.Mark(begun);
            }

            if (control.IsEnding)
            {
                return false;
            }

            if (used + clock.Now - begun >= duration)
            {
                return true;
            }

            var outcome = messages.Send(messages.Left, control.Ending);
            counters.Mark(clock.Now);
            if (outcome.Failed > 0)
            {
                // A queue of the system that is full, or nowhere to go: trying again at once would only burn a core.
                control.Wake.WaitOne(RestMilliseconds);
            }
        }

        return true;
    }
}
