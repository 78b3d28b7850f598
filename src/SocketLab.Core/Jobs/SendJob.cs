using System.Net;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport;

namespace SocketLab.Core.Jobs;

/// <summary>One repeated send: who sends what how often, and how far it is.</summary>
/// <remarks>
/// Runs on a thread of its own (<c>SendJob.Run.cs</c>), which alone ends it; everybody else asks for that. It never outlives the run
/// of its endpoint, nor its connection.
/// </remarks>
public sealed partial class SendJob
{
    private readonly Lock _lock = new();
    private readonly SendJobContext _context;
    private readonly IJobTarget _target;
    private readonly IPaceClock _clock;
    private readonly AchievedRate _rate;
    private readonly Statistics.LogHistogram? _gaps;
    private readonly CancellationTokenSource _stopping = new();
    private readonly AutoResetEvent _wake = new(false);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Outcome? _wish;
    private JobState _state = JobState.Running;
    private string? _error;
    private DateTime? _endedAt;
    private long _sent;
    private long _bytes;
    private long _failed;
    private int _rebased;

    internal SendJob(SendJobContext context, IJobTarget target, RepeatOptions repeat, IPaceClock clock)
    {
        (_context, _target, _clock, Repeat) = (context, target, clock, repeat);
        var interval = repeat.PerSecond is { } rate ? repeat.Burst * 1e9 / rate : 0;
        _rate = new AchievedRate(interval);
        _gaps = repeat.PerSecond is null ? null : new();
        StartedAt = context.Journal.Time.GetUtcNow().UtcDateTime;
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

    /// <summary>How many messages were asked for; null: no number.</summary>
    public long? Requested => Repeat.Count;

    /// <summary>When it began, UTC.</summary>
    public DateTime StartedAt { get; }

    /// <summary>Wakes watchers: at once when the state changes, and ten times a second at most while it sends.</summary>
    public ChangeSignal Changed { get; } = new();

    /// <summary>Where it is in its life.</summary>
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

    /// <summary>How far it is, in one snapshot.</summary>
    public JobProgress Progress
    {
        get
        {
            lock (_lock)
            {
                return new()
                {
                    State = _state,
                    Sent = _sent,
                    Bytes = _bytes,
                    Failed = _failed,
                    PerSecond = _rate.PerSecond(_state == JobState.Running ? _clock.Now : null),
                    StartedAt = StartedAt,
                    EndedAt = _endedAt,
                    Error = _error,
                    Rebased = _rebased,
                    Gaps = _gaps is null ? null : Gaps(_gaps),
                };
            }
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
    public Task CancelAsync() => EndAsync(JobState.Cancelled, null);

    /// <summary>Ends it because it cannot go on.</summary>
    internal Task FailAsync(string error) => EndAsync(JobState.Failed, error);

    /// <summary>Ends it when <paramref name="other"/> ends first.</summary>
    /// <param name="other">What it cannot go on without.</param>
    /// <param name="error">Asked for the code when that has happened.</param>
    internal async Task FailAfterAsync(Task other, Func<string> error)
    {
        await other.WaitAsync(_stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (other.IsCompleted)
        {
            await FailAsync(error());
        }
    }

    private Task EndAsync(JobState state, string? error)
    {
        lock (_lock)
        {
            // The first reason counts.
            _wish ??= new(state, error);
        }

        _stopping.Cancel();
        _wake.Set();
        return Completion;
    }

    private void Switch(JobState from, JobState to)
    {
        lock (_lock)
        {
            if (_state != from || _wish is not null)
            {
                return;
            }

            _state = to;
        }

        _wake.Set();
        Changed.Set();
        _context.Changed.Set();
    }

    private JobGaps Gaps(Statistics.LogHistogram gaps)
    {
        return new(
            Microseconds(Repeat.Burst * 1e9 / Repeat.PerSecond!.Value),
            Microseconds(gaps.Quantile(0.5)),
            Microseconds(gaps.Quantile(0.99)),
            Microseconds(gaps.Max)
        );

        static double Microseconds(double nanoseconds) => Math.Round(nanoseconds / 1000, 3);
    }

    /// <summary>How a job ends.</summary>
    private sealed record Outcome(JobState State, string? Error);
}
