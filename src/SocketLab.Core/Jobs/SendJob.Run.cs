using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport;

namespace SocketLab.Core.Jobs;

/// <content>The job's thread: at a rate or flat out, until all is sent or it is asked to end.</content>
public sealed partial class SendJob
{
    /// <summary>Code of a job whose endpoint was stopped.</summary>
    internal const string EndpointNotRunning = "endpointNotRunning";

    /// <summary>Code of a job whose connection was closed.</summary>
    internal const string ConnectionClosed = "connectionClosed";

    private const int StackBytes = 256 << 10;
    private const long SignalInterval = 100_000_000;

    private long _next;
    private long _lastSignal;
    private long _lastBurst = -1;

    /// <summary>Starts the thread.</summary>
    internal void Start()
    {
        _context.Journal.AddEvent(JobJournal.Started(this));
        try
        {
            new Thread(Run, StackBytes) { IsBackground = true, Name = $"job {Id}" }.Start();
        }
        catch (Exception error)
        {
            // No thread to be had: nobody else would end what is waited for at the stop.
            Finish(new(JobState.Failed, FaultCode.SocketError.ToName()));
            throw new NetworkException(SocketFaults.Unexpected(error), error);
        }
    }

    private void Run()
    {
        Outcome outcome;
        try
        {
            _clock.Prepare();
            outcome = (Repeat.PerSecond is null ? RunFlatOut() : RunPaced()) ? new(JobState.Completed, null) : Wish!;
        }
        catch (Exception error)
        {
            outcome = Wish ?? new(JobState.Failed, CodeOf(error));
        }

        Finish(outcome);
    }

    private string CodeOf(Exception error)
    {
        switch (error)
        {
            case ConnectionClosedException:
                return ConnectionClosed;
            case NetworkException network:
                return network.Fault.Code.ToName();
            case ObjectDisposedException:
                return EndpointNotRunning;
            default:
                JobLog.Unexpected(_context.Logger, error, Id, EndpointId);
                return FaultCode.SocketError.ToName();
        }
    }

    /// <returns>Whether everything was sent; otherwise it was asked to end.</returns>
    private bool RunPaced()
    {
        var schedule = new PaceSchedule(Repeat, _clock.Now, Random.Shared);
        while (true)
        {
            if (IsPaused)
            {
                schedule.Pause(_clock.Now);
                WaitWhilePaused();
                schedule.Resume(_clock.Now);
            }

            if (_stopping.IsCancellationRequested)
            {
                return false;
            }

            var now = _clock.Now;
            var bursts = schedule.TakeDue(now);
            if (bursts > 0)
            {
                NoteBursts(now, bursts, schedule);
                var isAllSent = SendDue(bursts * Repeat.Burst, schedule);
                if (_clock.Now - now > schedule.Interval)
                {
                    // Sending itself took longer than there was time: that is part of how fast it goes.
                    Mark(_clock.Now);
                }

                if (!isAllSent)
                {
                    continue;
                }

                if (_next == Repeat.Count)
                {
                    return true;
                }
            }
            else if (schedule.IsOver(now))
            {
                return true;
            }
            else
            {
                _clock.SleepUntil(schedule.NextWake(), _wake);
            }
        }
    }

    /// <returns>Whether all went; otherwise it is to pause or to end.</returns>
    private bool SendDue(long due, PaceSchedule schedule)
    {
        due = Math.Min(due, (Repeat.Count ?? long.MaxValue) - _next);
        while (due > 0)
        {
            var outcome = SendSome(due);
            due -= outcome.Done;
            if (_stopping.IsCancellationRequested || (due > 0 && (IsPaused || schedule.IsTooLate(_clock.Now))))
            {
                return _next == Repeat.Count;
            }
        }

        return true;
    }

    private bool RunFlatOut()
    {
        var duration = Repeat.DurationSeconds is { } seconds ? (long)(seconds * 1e9) : long.MaxValue;
        var (begun, used) = (_clock.Now, 0L);
        Mark(begun);
        while (_next != Repeat.Count)
        {
            if (IsPaused)
            {
                used += _clock.Now - begun;
                WaitWhilePaused();
                begun = _clock.Now;
                Mark(begun);
            }

            if (_stopping.IsCancellationRequested)
            {
                return false;
            }

            if (used + _clock.Now - begun >= duration)
            {
                return true;
            }

            var outcome = SendSome((Repeat.Count ?? long.MaxValue) - _next);
            Mark(_clock.Now);
            if (outcome.Failed > 0)
            {
                // A queue of the system that is full, or nowhere to go: trying again at once would only burn a core.
                _wake.WaitOne(1);
            }
        }

        return true;
    }

    private SendOutcome SendSome(long wanted)
    {
        var outcome = _target.Send(_next, (int)Math.Min(wanted, _target.Capacity), _stopping.Token);
        _next += outcome.Done;
        lock (_lock)
        {
            _sent += outcome.Sent;
            _bytes += outcome.Bytes;
            _failed += outcome.Failed;
            _rate.Count(outcome.Sent);
        }

        Signal();
        return outcome;
    }

    private void Mark(long now)
    {
        lock (_lock)
        {
            _rate.Mark(now);
        }
    }

    /// <summary>Bursts that go together have gaps of 0 between them, which is as far from even as it gets.</summary>
    private void NoteBursts(long now, long bursts, PaceSchedule schedule)
    {
        lock (_lock)
        {
            if (_lastBurst >= 0)
            {
                _gaps!.Add((long)Math.Abs(now - _lastBurst - schedule.Interval));
            }

            _gaps!.Add((long)schedule.Interval, bursts - 1);
            _rebased = schedule.Rebased;
            _rate.Mark(now);
        }

        _lastBurst = now;
    }

    private Outcome? Wish
    {
        get
        {
            lock (_lock)
            {
                return _wish;
            }
        }
    }

    private bool IsPaused
    {
        get
        {
            lock (_lock)
            {
                return _state == JobState.Paused;
            }
        }
    }

    private void WaitWhilePaused()
    {
        lock (_lock)
        {
            _rate.Pause();
        }

        while (IsPaused && !_stopping.IsCancellationRequested)
        {
            _wake.WaitOne();
        }

        // The gap that a pause made is not the pacing's.
        _lastBurst = -1;
    }

    private void Signal()
    {
        var now = _clock.Now;
        if (now - _lastSignal >= SignalInterval)
        {
            _lastSignal = now;
            Changed.Set();
        }
    }

    private void Finish(Outcome outcome)
    {
        _target.Dispose();
        lock (_lock)
        {
            _wish ??= outcome;
            (_state, _error, _endedAt) = (outcome.State, outcome.Error, _context.Journal.Time.GetUtcNow().UtcDateTime);
        }

        _context.Journal.AddEvent(JobJournal.Ended(this, Progress));
        _stopping.Cancel();
        _context.Ended(this);
        Changed.Set();
        _ended.TrySetResult();
    }
}
