using SocketLab.Core.Definitions;

namespace SocketLab.Contracts;

/// <summary>A send job, and how far it is.</summary>
public sealed record JobDto
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

    public required JobGapsDto? Gaps { get; init; }

    public required DateTime StartedAt { get; init; }

    public required DateTime? EndedAt { get; init; }

    /// <summary>Why it failed, as a code; null otherwise.</summary>
    public required string? Error { get; init; }
}

/// <summary><c>GET /api/jobs</c>.</summary>
public sealed record JobsDto(IReadOnlyList<JobDto> Jobs);

/// <summary>How far the gaps between a job's bursts are from even ones, late or early: |gap − even gap|, in microseconds.</summary>
/// <param name="EvenMicroseconds">The even gap.</param>
/// <param name="P50Microseconds">Half of the gaps are off by no more than this.</param>
/// <param name="P99Microseconds">99 % of the gaps are off by no more than this.</param>
/// <param name="MaxMicroseconds">No gap is off by more than this.</param>
public sealed record JobGapsDto(double EvenMicroseconds, double P50Microseconds, double P99Microseconds, double MaxMicroseconds);
