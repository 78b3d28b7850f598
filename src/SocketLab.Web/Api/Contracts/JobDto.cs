using SocketLab.Core.Definitions;
using SocketLab.Core.Jobs;

namespace SocketLab.Web.Api.Contracts;

/// <summary>A send job, and how far it is.</summary>
internal sealed record JobDto
{
    public required string Id { get; init; }

    public required string EndpointId { get; init; }

    /// <summary>The connection that it sends on; null for a job of the whole endpoint.</summary>
    public required string? ConnectionId { get; init; }

    /// <summary>Where datagrams go; null for streams.</summary>
    public required AddressDto? To { get; init; }

    public required RepeatOptions Repeat { get; init; }

    public required JobState State { get; init; }

    /// <summary>How many messages were asked for; null: no number.</summary>
    public required long? Requested { get; init; }

    public required long Sent { get; init; }

    public required long Bytes { get; init; }

    public required long Failed { get; init; }

    public required double PerSecond { get; init; }

    public required int Rebased { get; init; }

    public required JobGaps? Gaps { get; init; }

    public required DateTime StartedAt { get; init; }

    public required DateTime? EndedAt { get; init; }

    /// <summary>Why it failed, as a code; null otherwise.</summary>
    public required string? Error { get; init; }

    /// <summary>How far the job is right now.</summary>
    public static JobDto From(SendJob job)
    {
        var progress = job.Progress;
        return new()
        {
            Id = job.Id,
            EndpointId = job.EndpointId,
            ConnectionId = job.ConnectionId.IsNone ? null : job.ConnectionId.ToString(),
            To = AddressDto.From(job.To),
            Repeat = job.Repeat,
            State = progress.State,
            Requested = job.Requested,
            Sent = progress.Sent,
            Bytes = progress.Bytes,
            Failed = progress.Failed,
            PerSecond = progress.PerSecond,
            Rebased = progress.Rebased,
            Gaps = progress.Gaps,
            StartedAt = progress.StartedAt,
            EndedAt = progress.EndedAt,
            Error = progress.Error,
        };
    }
}

/// <summary><c>GET /api/jobs</c>.</summary>
internal sealed record JobsDto(IReadOnlyList<JobDto> Jobs);
