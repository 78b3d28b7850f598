using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Faults;
using SocketLab.Core.Statistics;

namespace SocketLab.Web.Api.Contracts;

/// <summary>An endpoint: its definition with defaults filled in, and where it is in its life.</summary>
internal sealed record EndpointDto
{
    public required string Id { get; init; }

    public required EndpointKind Kind { get; init; }

    public required string Name { get; init; }

    public required LocalAddress? Local { get; init; }

    public required RemoteAddress? Remote { get; init; }

    public required UdpOptions Udp { get; init; }

    public required TcpOptions Tcp { get; init; }

    public required IReadOnlyList<ReplyRule> Reply { get; init; }

    public required int ReplyLimitPerSecond { get; init; }

    public required bool MeasureSequence { get; init; }

    public required JournalOptions Journal { get; init; }

    public required EndpointState State { get; init; }

    public required AddressDto? Bound { get; init; }

    public required Fault? Fault { get; init; }

    public required DateTime? NextAttemptAt { get; init; }

    public required int? ReceiveBufferGranted { get; init; }

    public required string JournalId { get; init; }

    public required StatsDto Stats { get; init; }

    /// <summary>What the endpoint is right now.</summary>
    public static EndpointDto From(Endpoint endpoint)
    {
        var (definition, status) = (endpoint.Definition, endpoint.Status);
        return new()
        {
            Id = endpoint.Id,
            Kind = definition.Kind,
            Name = definition.Name,
            Local = definition.Local,
            Remote = definition.Remote,
            Udp = definition.Udp,
            Tcp = definition.Tcp,
            Reply = definition.Reply,
            ReplyLimitPerSecond = definition.ReplyLimitPerSecond,
            MeasureSequence = definition.MeasureSequence,
            Journal = definition.Journal,
            State = status.State,
            Bound = AddressDto.From(status.Bound),
            Fault = status.Fault,
            NextAttemptAt = status.NextAttemptAt,
            ReceiveBufferGranted = status.ReceiveBufferGranted,
            JournalId = endpoint.Journal.Id,
            Stats = StatsDto.From(endpoint.Statistics),
        };
    }
}

/// <summary>All counts of an endpoint, one snapshot.</summary>
internal sealed record StatsDto
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

    public static StatsDto From(EndpointStatistics statistics)
    {
        var (ledger, now) = (statistics.Ledger, statistics.Traffic.OneSecond);
        return new()
        {
            ReceivedMessages = ledger.ReceivedMessages,
            ReceivedBytes = ledger.ReceivedBytes,
            SentMessages = ledger.SentMessages,
            SentBytes = ledger.SentBytes,
            Events = ledger.Events,
            KernelDrops = statistics.KernelDrops,
            Truncated = ledger.Truncated,
            Journaled = ledger.Journaled,
            Evicted = ledger.Evicted,
            Cleared = ledger.Cleared,
            Kept = ledger.Kept,
            ConnectionsOpen = statistics.ConnectionsOpen,
            ConnectionsTotal = statistics.ConnectionsTotal,
            ConnectionsRejected = statistics.ConnectionsRejected,
            ReplyHits = statistics.ReplyHits,
            RepliesSent = statistics.RepliesSent,
            RepliesSkipped = statistics.RepliesSkipped,
            Sequence = [.. statistics.Sequence.Senders.Select(SequenceDto.From)],
            SequenceMissed = statistics.Sequence.Missed,
            ReceiveMessagesPerSecond = now.ReceiveMessagesPerSecond,
            ReceiveBytesPerSecond = now.ReceiveBytesPerSecond,
            SendMessagesPerSecond = now.SendMessagesPerSecond,
            SendBytesPerSecond = now.SendBytesPerSecond,
            ReceiveQueueBytes = statistics.ReceiveQueueBytes,
            TenSeconds = RatesDto.From(statistics.Traffic.TenSeconds),
            Peak = EndpointPeakDto.From(statistics),
        };
    }
}

/// <summary><c>GET /api/endpoints</c>.</summary>
internal sealed record EndpointsDto(IReadOnlyList<EndpointDto> Endpoints);
