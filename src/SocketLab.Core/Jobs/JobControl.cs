using SocketLab.Core.Definitions;

namespace SocketLab.Core.Jobs;

/// <summary>A job's state, and what others ask of its thread: to pause, to go on, to end.</summary>
/// <remarks>
/// Anybody asks; only the job's thread ends it. The lock is the innermost of all and held for a moment.
/// </remarks>
internal sealed class JobControl
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly AutoResetEvent _wake = new(false);
    private JobState _state = JobState.Running;
    private JobOutcome? _requestedEnd;

    /// <summary>Where the job is in its life.</summary>
    public JobState State
    {
        get
        {
            lock (_lock)
            {
                return _state;
            }
        }
    }

    /// <summary>Whether the job waits to be resumed.</summary>
    public bool IsPaused => State == JobState.Paused;

    /// <summary>Cancelled when the job is asked to end, or has ended.</summary>
    public CancellationToken Ending => _ending.Token;

    /// <summary>Whether the job was asked to end.</summary>
    public bool IsEnding => _ending.IsCancellationRequested;

    /// <summary>Set whenever something is asked: ends the sleep of the job's thread.</summary>
    public WaitHandle Wake => _wake;

    /// <summary>How the job was first asked to end; null while nobody did.</summary>
    public JobOutcome? RequestedEnd
    {
        get
        {
            lock (_lock)
            {
                return _requestedEnd;
            }
        }
    }

    /// <summary>Pauses or resumes the job, where it is in state <paramref name="from"/> and not about to end.</summary>
    /// <returns>Whether the state has changed.</returns>
    public bool TrySwitch(JobState from, JobState to)
    {
        lock (_lock)
        {
            if (_state != from || _requestedEnd is not null)
            {
                return false;
            }

            _state = to;
        }

        _wake.Set();
        return true;
    }

    /// <summary>Asks the job to end. The first reason counts.</summary>
    public void RequestEnd(JobOutcome outcome)
    {
        lock (_lock)
        {
            _requestedEnd ??= outcome;
        }

        _ending.Cancel();
        _wake.Set();
    }

    /// <summary>Blocks the job's thread until the job is resumed or asked to end.</summary>
    public void WaitWhilePaused()
    {
        while (IsPaused && !IsEnding)
        {
            _wake.WaitOne();
        }
    }

    /// <summary>Ends the job for good: nothing can be asked of it any more.</summary>
    public void End(JobOutcome outcome)
    {
        lock (_lock)
        {
            _requestedEnd ??= outcome;
            _state = outcome.State;
        }

        _ending.Cancel();
    }
}
