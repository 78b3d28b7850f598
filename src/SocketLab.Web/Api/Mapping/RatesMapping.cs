using SocketLab.Contracts;
using SocketLab.Core.Statistics;

namespace SocketLab.Web.Api.Mapping;

/// <summary>Makes the contract's records of rates and sequences.</summary>
internal static class RatesMapping
{
    extension(RatesDto)
    {
        public static RatesDto From(TrafficRates rates) =>
            new(rates.ReceiveMessagesPerSecond, rates.ReceiveBytesPerSecond, rates.SendMessagesPerSecond, rates.SendBytesPerSecond);
    }

    extension(ConnectionRatesDto)
    {
        public static ConnectionRatesDto From(Traffic traffic)
        {
            var now = traffic.OneSecond;
            return new(
                now.ReceiveMessagesPerSecond,
                now.ReceiveBytesPerSecond,
                now.SendMessagesPerSecond,
                now.SendBytesPerSecond,
                RatesDto.From(traffic.TenSeconds),
                RatesDto.From(traffic.Peak)
            );
        }
    }

    extension(EndpointPeakDto)
    {
        public static EndpointPeakDto From(EndpointStatistics statistics)
        {
            var peak = statistics.Traffic.Peak;
            return new(
                peak.ReceiveMessagesPerSecond,
                peak.ReceiveBytesPerSecond,
                peak.SendMessagesPerSecond,
                peak.SendBytesPerSecond,
                statistics.PeakConnectionsOpen,
                statistics.PeakReceiveQueueBytes
            );
        }
    }

    extension(SequenceDto)
    {
        public static SequenceDto From(SequenceStatistics sender) =>
            new(
                AddressDto.From(sender.Peer),
                sender.ConnectionId.IsNone ? null : sender.ConnectionId.ToString(),
                sender.Received,
                sender.Lost,
                sender.Reordered,
                sender.Duplicates,
                sender.TooLate,
                sender.Runs,
                sender.Highest,
                sender.JitterMicroseconds,
                sender.Rtp is { } rtp ? new(rtp.Ssrc, rtp.PayloadType, rtp.ClockRate) : null
            );
    }
}
