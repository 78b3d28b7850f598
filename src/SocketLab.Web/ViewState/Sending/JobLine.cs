using System.Globalization;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Jobs;
using SocketLab.Core.Payloads;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.ViewState.Sending;

/// <summary>How far a send job is, as a line of the strip above the composer.</summary>
public sealed record JobLine
{
    /// <summary>The job's id.</summary>
    public required string Id { get; init; }

    /// <summary>Where it is in its life.</summary>
    public required JobState State { get; init; }

    /// <summary>Where it sends to.</summary>
    public required string To { get; init; }

    /// <summary>How much was asked for, in words.</summary>
    public required string Asked { get; init; }

    /// <summary>How many were sent, and of how many.</summary>
    public required string Sent { get; init; }

    /// <summary>How many failed; 0 as well.</summary>
    public required string Failed { get; init; }

    /// <summary>Whether any failed.</summary>
    public required bool HasFailures { get; init; }

    /// <summary>Messages a second in fact.</summary>
    public required string Rate { get; init; }

    /// <summary>How far 99 % of the gaps are from even at most; empty flat out.</summary>
    public required string Evenness { get; init; }

    /// <summary>How much of it is done, from 0 to 1; null when it has no end.</summary>
    public double? Done { get; init; }

    /// <summary>How it ended; null before.</summary>
    public string? Result { get; init; }

    /// <summary>Whether it waits to be resumed.</summary>
    public bool IsPaused => State == JobState.Paused;

    /// <summary>Whether it could not go on.</summary>
    public bool HasFailed => State == JobState.Failed;

    /// <summary>Whether it is over.</summary>
    public bool IsEnded => State.IsEnded();

    /// <summary>
    /// The jobs of an endpoint that run or are paused, newest first, and the one that ended last unless somebody put it away.
    /// </summary>
    /// <param name="jobs">All jobs.</param>
    /// <param name="endpoint">The endpoint whose jobs are listed.</param>
    /// <param name="dismissed">The ended job that was put away; null for none.</param>
    public static IReadOnlyList<JobLine> List(SendJobs jobs, Endpoint endpoint, string? dismissed)
    {
        JobLine[] all = [.. jobs.List(endpoint.Id).Select(job => Of(job, endpoint))];
        return [.. all.Where(line => !line.IsEnded), .. all.Where(line => line.IsEnded).Take(1).Where(line => line.Id != dismissed)];
    }

    /// <summary>How far a job is now.</summary>
    public static JobLine Of(SendJob job, Endpoint endpoint)
    {
        var progress = job.Progress;
        return new()
        {
            Id = job.Id,
            State = progress.State,
            To =
                job.To is { } to ? VisibleText.Name(to.ToString() ?? "")
                : job.ConnectionId.IsNone
                    ? (
                        endpoint.Definition.Kind.Traits().AcceptsConnections
                            ? "all connections"
                            : VisibleText.Name(endpoint.Definition.Remote?.ToString() ?? "the peer")
                    )
                : (endpoint.Connections.Find(job.ConnectionId) is { } connection ? PeerText.Of(connection) : "a closed connection"),
            Asked = job.Pacing ?? RepeatForm.Describe(job.Repeat),
            Sent = job.Requested is { } requested ? $"{Number(progress.Sent)} of {Number(requested)}" : Number(progress.Sent),
            Failed = Number(progress.Failed),
            HasFailures = progress.Failed > 0,
            Rate = $"{TrafficView.Rate(progress.PerSecond)}/s",
            Evenness = progress.Gaps is { P99Microseconds: var p99 } ? Microseconds(p99) : "",
            Done =
                progress.State == JobState.Completed ? 1
                : job.Requested is { } count ? Math.Min(1, (double)(progress.Sent + progress.Failed) / count)
                : null,
            Result = progress.State.IsEnded() ? Ended(progress) : null,
        };
    }

    private static string Ended(JobProgress progress)
    {
        var took = progress.EndedAt is { } end ? $" after {Seconds(end - progress.StartedAt)}" : "";
        return progress.State switch
        {
            JobState.Completed => $"Completed{took}",
            JobState.Cancelled => $"Cancelled{took}",
            _ => $"Ended{took}: {Why(progress.Error)}",
        };
    }

    private static string Why(string? code) =>
        code switch
        {
            "endpointNotRunning" => "the endpoint was stopped",
            "connectionClosed" => "the connection was closed",
            "entriesEvicted" => "the journal let go of what was to be sent next",
            _ when code == FaultCode.ConnectionReset.ToName() => "the peer reset the connection",
            _ when code == FaultCode.TimedOut.ToName() => "the peer stopped answering",
            _ => code ?? "unknown",
        };

    private static string Seconds(TimeSpan time) =>
        time.TotalSeconds < 100
            ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s")
            : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time:mm\\:ss}");
}
