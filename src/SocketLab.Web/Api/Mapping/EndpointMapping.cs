using SocketLab.Contracts;
using SocketLab.Core.Statistics;

namespace SocketLab.Web.Api.Mapping;

/// <summary>Makes the contract's records of endpoints and their counts.</summary>
internal static class EndpointMapping
{
    extension(EndpointDto)
    {
        /// <summary>What the endpoint is right now.</summary>
        public static EndpointDto From(Endpoint endpoint)
        {
            var (definition, status) = (endpoint.Definition, endpoint.Status);
            return new()
            {
                Id = endpoint.Id,
                Kind = definition.Kind,
                Name = definition.Name,
                Group = definition.Group,
                Local = definition.Local,
                Remote = definition.Remote,
                Udp = definition.Udp,
                Tcp = definition.Tcp,
                Reply = definition.Reply,
                ReplyLimitPerSecond = definition.ReplyLimitPerSecond,
                MeasureSequence = definition.MeasureSequence,
                SequenceFormat = definition.SequenceFormat,
                RtpClockRate = definition.RtpClockRate,
                DecodeAs = definition.DecodeAs,
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

    extension(StatsDto)
    {
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
}
