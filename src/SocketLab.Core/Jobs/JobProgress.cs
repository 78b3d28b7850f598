using SocketLab.Core.Definitions;

namespace SocketLab.Core.Jobs;

/// <summary>How far a job is: one snapshot.</summary>
public sealed record JobProgress
{
    /// <summary>Where it is in its life.</summary>
    public required JobState State { get; init; }

    /// <summary>Messages that the system took.</summary>
    public required long Sent { get; init; }

    /// <summary>Their payload bytes; over all connections, where each message went to several.</summary>
    public required long Bytes { get; init; }

    /// <summary>Messages that the system refused, or that no connection took.</summary>
    public required long Failed { get; init; }

    /// <summary>Messages a second that were sent in fact, pauses not counted.</summary>
    public required double PerSecond { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTime StartedAt { get; init; }

    /// <summary>When it ended, UTC; null before.</summary>
    public DateTime? EndedAt { get; init; }

    /// <summary>Why it failed: a stable code, such as <c>endpointNotRunning</c> or <c>connectionReset</c>. Null otherwise.</summary>
    public string? Error { get; init; }

    /// <summary>How often the schedule was moved because the sender was too far behind to catch up.</summary>
    public int Rebased { get; init; }

    /// <summary>How even it sends; null flat out.</summary>
    public JobGaps? Gaps { get; init; }
}

/// <summary>How far the gaps between a job's bursts are from even ones, late or early: |gap − even gap|, in microseconds.</summary>
/// <param name="EvenMicroseconds">The even gap.</param>
/// <param name="P50Microseconds">Half of the gaps are off by no more than this.</param>
/// <param name="P99Microseconds">99 % of them.</param>
/// <param name="MaxMicroseconds">All of them.</param>
public sealed record JobGaps(double EvenMicroseconds, double P50Microseconds, double P99Microseconds, double MaxMicroseconds);
