using System.Net;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport;

namespace SocketLab.Core.Jobs;

/// <summary>One repeated send: who sends what how often, and how far it is.</summary>
/// <remarks>
/// Runs on a thread of its own, which alone ends it; everybody else asks for that (<see cref="JobControl"/>). When messages go is up to an
/// <see cref="IJobRunner"/>. A job never outlives the run of its endpoint, nor its connection.
/// </remarks>
public sealed class SendJob
{
    /// <summary>Code of a job whose endpoint was stopped.</summary>
    internal const string EndpointNotRunning = "endpointNotRunning";

    /// <summary>Code of a job whose connection was closed.</summary>
    internal const string ConnectionClosed = "connectionClosed";

    /// <summary>Code of a replay whose entries the journal let go before they were due.</summary>
    internal const string EntriesEvicted = "entriesEvicted";

    private const int StackBytes = 256 << 10;

    private readonly SendJobContext _context;
    private readonly IJobTarget _target;
    private readonly IPaceClock _clock;
    private readonly JobControl _control = new();
    private readonly JobCounters _counters;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal SendJob(SendJobContext context, IJobTarget target, RepeatOptions repeat, IPaceClock clock)
    {
        (_context, _target, _clock, Repeat) = (context, target, clock, repeat);
        StartedAt = context.Journal.Time.GetUtcNow().UtcDateTime;
        _counters = new JobCounters(repeat, StartedAt);
    }

    /// <summary>Opaque and URL-safe.</summary>
    public string Id => _context.Id;

    /// <summary>The endpoint that sends.</summary>
    public string EndpointId => _context.EndpointId;

    /// <summary>The one connection that it sends on; none for a job of the whole endpoint.</summary>
    public ConnectionId ConnectionId => _context.ConnectionId;

    /// <summary>Where datagrams go, after a name was looked up; null for streams.</summary>
    public EndPoint? To => _context.To;

    /// <summary>What was asked for.</summary>
    public RepeatOptions Repeat { get; }

    /// <summary>How it goes, in words, where <see cref="Repeat"/> does not say; null where it does.</summary>
    public string? Pacing => _context.Pacing;

    /// <summary>How many messages were asked for; null: no number.</summary>
    public long? Requested => Repeat.Count;

    /// <summary>When it began, UTC.</summary>
    public DateTime StartedAt { get; }

    /// <summary>Wakes watchers: at once when the state changes, and ten times a second at most while it sends.</summary>
    public ChangeSignal Changed { get; } = new();

    /// <summary>Where it is in its life.</summary>
    public JobState State => _control.State;

    /// <summary>How far it is, in one snapshot.</summary>
    public JobProgress Progress
    {
        get
        {
            // The state first: once it has ended, the counts are final.
            var state = State;
            return _counters.Snapshot(state, state == JobState.Failed ? _control.RequestedEnd?.Error : null, _clock.Now);
        }
    }

    /// <summary>Ends when the job has ended.</summary>
    public Task Completion => _ended.Task;

    /// <summary>Messages a second to public addresses that this job was granted; 0 when it sends to none.</summary>
    internal double PublicPerSecond => _context.PublicPerSecond;

    /// <summary>Lets it wait. Does nothing unless it is running.</summary>
    public void Pause() => Switch(JobState.Running, JobState.Paused);

    /// <summary>Lets it go on, with the next message at once. Does nothing unless it is paused.</summary>
    public void Resume() => Switch(JobState.Paused, JobState.Running);

    /// <summary>Ends it; nothing is sent after this has completed. Does nothing when it has ended.</summary>
    public Task CancelAsync() => EndAsync(new(JobState.Cancelled, null));

    /// <summary>Ends it because it cannot go on.</summary>
    internal Task FailAsync(string error) => EndAsync(new(JobState.Failed, error));

    /// <summary>Ends it when <paramref name="other"/> ends first.</summary>
    /// <param name="other">What it cannot go on without.</param>
    /// <param name="error">Asked for the code when that has happened.</param>
    internal async Task FailAfterAsync(Task other, Func<string> error)
    {
        await other.WaitAsync(_control.Ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (other.IsCompleted)
        {
            await FailAsync(error());
        }
    }

    /// <summary>Starts the thread.</summary>
    /// <exception cref="NetworkException">There is no thread to be had; the job has failed.</exception>
    internal void Start()
    {
        _context.Journal.AddEvent(JobJournal.Started(this));
        try
        {
            // Unsafe: the job lives longer than the request that started it, and is no part of it.
            new Thread(Run, StackBytes) { IsBackground = true, Name = $"job {Id}" }.UnsafeStart();
        }
        catch (Exception error)
        {
            // Nobody else would end what is waited for at the stop.
            Finish(new(JobState.Failed, FaultCode.SocketError.ToName()));
            throw new NetworkException(SocketFaults.Unexpected(error), error);
        }
    }

    private Task EndAsync(JobOutcome outcome)
    {
        _control.RequestEnd(outcome);
        return Completion;
    }

    private void Switch(JobState from, JobState to)
    {
        if (_control.TrySwitch(from, to))
        {
            Changed.Set();
            _context.Changed.Set();
        }
    }

    private void Run()
    {
        JobOutcome outcome;
        try
        {
            _clock.Prepare();
            outcome = NewRunner().Run() ? new(JobState.Completed, null) : _control.RequestedEnd!;
        }
        catch (Exception error)
        {
            outcome = _control.RequestedEnd ?? new(JobState.Failed, CodeOf(error));
        }

        Finish(outcome);
    }

    private IJobRunner NewRunner()
    {
        var messages = new JobMessages(_target, _counters, Repeat.Count, Changed, _clock);
        return _context.Schedule?.Invoke(_clock.Now) is { } schedule
                ? new PacedRunner(_control, messages, _counters, schedule, burst: 1, _clock)
            : Repeat.PerSecond is null ? new FlatOutRunner(_control, messages, _counters, Repeat.DurationSeconds, _clock)
            : new PacedRunner(_control, messages, _counters, new PaceSchedule(Repeat, _clock.Now, Random.Shared), Repeat.Burst, _clock);
    }

    private string CodeOf(Exception error)
    {
        switch (error)
        {
            case ConnectionClosedException:
                return ConnectionClosed;
            case NetworkException network:
                return network.Fault.Code.ToName();
            case EntriesEvictedException:
                return EntriesEvicted;
            case ObjectDisposedException:
                return EndpointNotRunning;
            default:
                JobLog.Unexpected(_context.Logger, error, Id, EndpointId);
                return FaultCode.SocketError.ToName();
        }
    }

    /// <summary>Ends the job, whatever fails meanwhile: an exception on a thread of its own would end the process.</summary>
    private void Finish(JobOutcome outcome)
    {
        Attempt(_target.Dispose);
        _counters.End(_context.Journal.Time.GetUtcNow().UtcDateTime);
        Attempt(() => _control.End(outcome));
        Attempt(() => _context.Journal.AddEvent(JobJournal.Ended(this, Progress)));
        Attempt(() => _context.Ended(this));
        Changed.Set();
        _ended.TrySetResult();
    }

    private void Attempt(Action step)
    {
        try
        {
            step();
        }
        catch (Exception error)
        {
            JobLog.Unexpected(_context.Logger, error, Id, EndpointId);
        }
    }
}
