using SocketLab.Core.Definitions;
using SocketLab.Core.Statistics;
using SocketLab.Core.Transport;

namespace SocketLab.Core.Jobs;

/// <summary>What a job has sent so far, how fast and how evenly. Written by the job's thread, read by anybody.</summary>
/// <param name="repeat">What was asked for.</param>
/// <param name="startedAt">When the job began, UTC.</param>
internal sealed class JobCounters(RepeatOptions repeat, DateTime startedAt)
{
    private readonly Lock _lock = new();
    private readonly double _interval = repeat.PerSecond is { } rate ? repeat.Burst * 1e9 / rate : 0;
    private readonly AchievedRate _rate = new(repeat.PerSecond is { } rate ? repeat.Burst * 1e9 / rate : 0);
    private readonly LogHistogram? _gaps = repeat.PerSecond is null ? null : new();
    private DateTime? _endedAt;
    private long _sent;
    private long _bytes;
    private long _failed;
    private long _lastBurst = -1;
    private int _rebased;

    /// <summary>Counts what became of some messages.</summary>
    public void Add(SendOutcome outcome)
    {
        lock (_lock)
        {
            _sent += outcome.Sent;
            _bytes += outcome.Bytes;
            _failed += outcome.Failed;
            _rate.Count(outcome.Sent);
        }
    }

    /// <summary>Records a moment of sending, from which the rate is counted.</summary>
    public void Mark(long now)
    {
        lock (_lock)
        {
            _rate.Mark(now);
        }
    }

    /// <summary>Records that bursts begin. Those that go together have gaps of 0, which is as far from even as it gets.</summary>
    /// <param name="now">The clock's time, in nanoseconds.</param>
    /// <param name="bursts">How many go together.</param>
    /// <param name="schedule">What they are due by.</param>
    public void RecordBursts(long now, long bursts, IPaceSchedule schedule)
    {
        lock (_lock)
        {
            if (_lastBurst >= 0)
            {
                _gaps?.Add((long)Math.Abs(now - _lastBurst - schedule.Interval));
            }

            _gaps?.Add((long)schedule.Interval, bursts - 1);
            _rebased = schedule.Rebased;
            _lastBurst = now;
            _rate.Mark(now);
        }
    }

    /// <summary>Leaves the time from here to the next mark out: neither the rate nor the gap that a pause made is the job's.</summary>
    public void Pause()
    {
        lock (_lock)
        {
            _rate.Pause();
            _lastBurst = -1;
        }
    }

    /// <summary>Records when the job ended, UTC.</summary>
    public void End(DateTime at)
    {
        lock (_lock)
        {
            _endedAt = at;
        }
    }

    /// <summary>All counts in one snapshot.</summary>
    /// <param name="state">The job's state, read before the counts.</param>
    /// <param name="error">Why the job failed; null otherwise.</param>
    /// <param name="now">The clock's time, in nanoseconds.</param>
    public JobProgress Snapshot(JobState state, string? error, long now)
    {
        lock (_lock)
        {
            return new()
            {
                State = state,
                Sent = _sent,
                Bytes = _bytes,
                Failed = _failed,
                PerSecond = _rate.PerSecond(state == JobState.Running ? now : null),
                StartedAt = startedAt,
                EndedAt = _endedAt,
                Error = error,
                Rebased = _rebased,
                Gaps = _gaps is null
                    ? null
                    : new(
                        Microseconds(_interval),
                        Microseconds(_gaps.Quantile(0.5)),
                        Microseconds(_gaps.Quantile(0.99)),
                        Microseconds(_gaps.Max)
                    ),
            };
        }
    }

    private static double Microseconds(double nanoseconds) => Math.Round(nanoseconds / 1000, 3);
}
