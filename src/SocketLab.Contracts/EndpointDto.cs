using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;

namespace SocketLab.Contracts;

/// <summary>An endpoint: its definition with defaults filled in, and where it is in its life.</summary>
public sealed record EndpointDto
{
    public required string Id { get; init; }

    public required EndpointKind Kind { get; init; }

    public required string Name { get; init; }

    public required string Group { get; init; }

    public required LocalAddress? Local { get; init; }

    public required RemoteAddress? Remote { get; init; }

    public required UdpOptions Udp { get; init; }

    public required TcpOptions Tcp { get; init; }

    public required IReadOnlyList<ReplyRule> Reply { get; init; }

    public required int ReplyLimitPerSecond { get; init; }

    public required bool MeasureSequence { get; init; }

    public required SequenceFormat SequenceFormat { get; init; }

    public required int RtpClockRate { get; init; }

    public required string DecodeAs { get; init; }

    public required JournalOptions Journal { get; init; }

    public required EndpointState State { get; init; }

    public required AddressDto? Bound { get; init; }

    public required Fault? Fault { get; init; }

    public required DateTime? NextAttemptAt { get; init; }

    public required int? ReceiveBufferGranted { get; init; }

    public required string JournalId { get; init; }

    public required StatsDto Stats { get; init; }
}

/// <summary>All counts of an endpoint, one snapshot.</summary>
public sealed record StatsDto
{
    public required long ReceivedMessages { get; init; }

    public required long ReceivedBytes { get; init; }

    public required long SentMessages { get; init; }

    public required long SentBytes { get; init; }

    public required long Events { get; init; }

    public required long KernelDrops { get; init; }

    public required long Truncated { get; init; }

    public required long Journaled { get; init; }

    public required long Evicted { get; init; }

    public required long Cleared { get; init; }

    public required long Kept { get; init; }

    public required int ConnectionsOpen { get; init; }

    public required long ConnectionsTotal { get; init; }

    public required long ConnectionsRejected { get; init; }

    public required IReadOnlyList<long> ReplyHits { get; init; }

    public required long RepliesSent { get; init; }

    public required long RepliesSkipped { get; init; }

    public required IReadOnlyList<SequenceDto> Sequence { get; init; }

    public required long SequenceMissed { get; init; }

    public required double ReceiveMessagesPerSecond { get; init; }

    public required double ReceiveBytesPerSecond { get; init; }

    public required double SendMessagesPerSecond { get; init; }

    public required double SendBytesPerSecond { get; init; }

    public required int? ReceiveQueueBytes { get; init; }

    public required RatesDto TenSeconds { get; init; }

    public required EndpointPeakDto Peak { get; init; }
}

/// <summary><c>GET /api/endpoints</c>.</summary>
public sealed record EndpointsDto(IReadOnlyList<EndpointDto> Endpoints);
