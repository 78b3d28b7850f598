using SocketLab.Core.Statistics;

namespace SocketLab.Web.Api.Contracts;

/// <summary>How fast messages and bytes come and go.</summary>
internal sealed record RatesDto(
    double ReceiveMessagesPerSecond,
    double ReceiveBytesPerSecond,
    double SendMessagesPerSecond,
    double SendBytesPerSecond
)
{
    public static RatesDto From(TrafficRates rates) =>
        new(rates.ReceiveMessagesPerSecond, rates.ReceiveBytesPerSecond, rates.SendMessagesPerSecond, rates.SendBytesPerSecond);
}

/// <summary>The rates of a connection: over the last second, over the last ten, and the highest over a second.</summary>
internal sealed record ConnectionRatesDto(
    double ReceiveMessagesPerSecond,
    double ReceiveBytesPerSecond,
    double SendMessagesPerSecond,
    double SendBytesPerSecond,
    RatesDto TenSeconds,
    RatesDto Peak
)
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

/// <summary>The highest that an endpoint's figures were since the server started.</summary>
internal sealed record EndpointPeakDto(
    double ReceiveMessagesPerSecond,
    double ReceiveBytesPerSecond,
    double SendMessagesPerSecond,
    double SendBytesPerSecond,
    int ConnectionsOpen,
    int? ReceiveQueueBytes
)
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
