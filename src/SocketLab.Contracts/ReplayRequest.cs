using SocketLab.Core.Definitions;

namespace SocketLab.Contracts;

/// <summary>What is to be sent again: <c>POST /api/replays</c>.</summary>
public sealed record ReplayRequest
{
    /// <summary>Where the messages are, and which of them.</summary>
    public required ReplaySourceDto Source { get; init; }

    /// <summary>What carries them.</summary>
    public required OneShotProtocol Protocol { get; init; }

    /// <summary>Where they go.</summary>
    public required RemoteAddress To { get; init; }

    /// <summary>How many times as fast as they were seen, up to 10,000; 0: as fast as the system takes them.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>How often all of them are sent; 0: until somebody ends it.</summary>
    public long Loop { get; init; } = 1;
}

/// <summary>Messages that were seen before.</summary>
public sealed record ReplaySourceDto
{
    /// <summary>The endpoint whose journal has them.</summary>
    public string? EndpointId { get; init; }

    /// <summary>The recording that has them; in the place of an endpoint.</summary>
    public string? RecordingId { get; init; }

    /// <summary>The one connection that is wanted; null for all.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>Which messages are wanted; null for all.</summary>
    public string? Filter { get; init; }

    /// <summary>The one direction that is wanted; null for <c>in</c>, or for both where entries are named.</summary>
    public ReplayDirection? Direction { get; init; }

    /// <summary>The wanted entries by their <c>seq</c>; null for all.</summary>
    public IReadOnlyList<long>? Entries { get; init; }
}

/// <summary>A direction.</summary>
public enum ReplayDirection
{
    /// <summary>What was received.</summary>
    In,

    /// <summary>What was sent.</summary>
    Out,
}
