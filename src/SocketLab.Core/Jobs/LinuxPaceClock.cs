using SocketLab.Core.Transport.Linux;

namespace SocketLab.Core.Jobs;

/// <summary>Sleeps to the microsecond with clock_nanosleep(2) at absolute times, and without spinning.</summary>
internal sealed unsafe class LinuxPaceClock : IPaceClock
{
    private const long Second = 1_000_000_000,
        Millisecond = 1_000_000;

    /// <summary>Longer sleeps begin as a wait that can be woken.</summary>
    private const long Coarse = 10 * Millisecond;

    /// <summary>What such a wait leaves to the exact sleep.</summary>
    private const long Rest = 3 * Millisecond;

    /// <inheritdoc/>
    public long Now => PaceClocks.Now;

    /// <summary>
    /// By default the kernel lets sleeps of a thread run 50 µs over, to wake up less often (prctl(2), PR_SET_TIMERSLACK).
    /// </summary>
    public void Prepare() => _ = LibC.ThreadControl(LibC.SetTimerSlack, 1, 0, 0, 0);

    /// <inheritdoc/>
    public void SleepUntil(long due, WaitHandle wake)
    {
        var left = due - Now;
        if (left > Coarse && wake.WaitOne((int)Math.Min((left - Rest) / Millisecond, int.MaxValue)))
        {
            return;
        }

        if (due - Now <= Coarse)
        {
            // A signal, such as the runtime sends to stop threads for a collection, ends it early: whoever asked looks at the clock again.
            var time = new LibC.TimeSpec { Seconds = due / Second, Nanoseconds = due % Second };
            _ = LibC.SleepOnClock(LibC.ClockMonotonic, LibC.TimerAbsolute, &time, null);
        }
    }
}
