using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Jobs;

/// <summary>All send jobs: those that run or are paused, and the last ones that ended.</summary>
public sealed class SendJobs
{
    /// <summary>Ended jobs that are remembered; older ones are forgotten.</summary>
    public const int EndedKept = 100;

    private readonly Lock _lock = new();
    private readonly List<SendJob> _running = [];
    private readonly LinkedList<SendJob> _ended = new();
    private readonly EndpointLimits _limits;

    internal SendJobs(EndpointLimits limits) => _limits = limits;

    /// <summary>Wakes watchers when a job comes or changes its state. How far one is tells its own <see cref="SendJob.Changed"/>.</summary>
    public ChangeSignal Changed { get; } = new();

    /// <summary>Messages a second that jobs may send to public addresses, all together.</summary>
    internal int PublicPerSecond => _limits.PublicPerSecond;

    /// <summary>The running and paused ones first, newest first, then the ended ones, the last ended first.</summary>
    /// <param name="endpointId">Those of one endpoint; null for all.</param>
    public IReadOnlyList<SendJob> List(string? endpointId = null)
    {
        lock (_lock)
        {
            return [.. _running.AsEnumerable().Reverse().Concat(_ended).Where(job => endpointId is null || job.EndpointId == endpointId)];
        }
    }

    /// <summary>The job with this id, or null.</summary>
    public SendJob? Find(string id)
    {
        lock (_lock)
        {
            return _running.Find(job => job.Id == id) ?? _ended.FirstOrDefault(job => job.Id == id);
        }
    }

    /// <summary>Adds a job and starts it.</summary>
    /// <exception cref="LimitReachedException">Too many run, or it would send too fast to public addresses.</exception>
    internal void Start(SendJob job)
    {
        lock (_lock)
        {
            if (_running.Count >= _limits.Jobs)
            {
                throw new LimitReachedException(nameof(_limits.Jobs), _limits.Jobs);
            }

            if (job.PublicPerSecond > 0 && _running.Sum(other => other.PublicPerSecond) + job.PublicPerSecond > _limits.PublicPerSecond)
            {
                throw new LimitReachedException(nameof(_limits.PublicPerSecond), _limits.PublicPerSecond);
            }

            _running.Add(job);
        }

        job.Start();
        Changed.Set();
    }

    /// <summary>Ends the jobs of one endpoint, or all; none runs when this has completed.</summary>
    internal Task EndAsync(string? endpointId, string error) =>
        Task.WhenAll(List(endpointId).Where(job => !job.State.IsEnded()).Select(job => job.FailAsync(error)));

    internal void MarkEnded(SendJob job)
    {
        lock (_lock)
        {
            _running.Remove(job);
            _ended.AddFirst(job);
            if (_ended.Count > EndedKept)
            {
                _ended.RemoveLast();
            }
        }

        Changed.Set();
    }
}
