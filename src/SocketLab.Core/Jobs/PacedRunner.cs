namespace SocketLab.Core.Jobs;

/// <summary>Sends a job's messages in bursts, when its schedule says that they are due.</summary>
internal sealed class PacedRunner(
    JobControl control,
    JobMessages messages,
    JobCounters counters,
    IPaceSchedule schedule,
    int burst,
    IPaceClock clock
) : IJobRunner
{
    /// <inheritdoc/>
    public bool Run()
    {
        while (true)
        {
            if (control.IsPaused)
            {
                schedule.Pause(clock.Now);
                counters.Pause();
                control.WaitWhilePaused();
                schedule.Resume(clock.Now);
            }

            if (control.IsEnding)
            {
                return false;
            }

            var now = clock.Now;
            var bursts = schedule.TakeDue(now);
            if (bursts == 0)
            {
                if (schedule.IsOver(now))
                {
                    return true;
                }

                clock.SleepUntil(schedule.NextWake(), control.Wake);
            }
            else if (SendBursts(bursts, now) && messages.AreDone)
            {
                return true;
            }
        }
    }

    /// <returns>Whether all that was due went; otherwise the job is to pause or to end, or its time is over.</returns>
    private bool SendBursts(long bursts, long now)
    {
        counters.RecordBursts(now, bursts, schedule);
        var isAllSent = SendDue(bursts * burst);
        if (clock.Now - now > schedule.Interval)
        {
            // Sending itself took longer than there was time: that is part of how fast it goes.
            counters.Mark(clock.Now);
        }

        return isAllSent;
    }

    private bool SendDue(long due)
    {
        due = Math.Min(due, messages.Left);
        while (due > 0)
        {
            due -= messages.Send(due, control.Ending).Done;
            if (control.IsEnding || (due > 0 && (control.IsPaused || schedule.IsTooLate(clock.Now))))
            {
                return messages.AreDone;
            }
        }

        return true;
    }
}
