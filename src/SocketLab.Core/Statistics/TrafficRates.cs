namespace SocketLab.Core.Statistics;

/// <summary>How fast messages and bytes come and go.</summary>
/// <param name="ReceiveMessagesPerSecond">Messages received a second.</param>
/// <param name="ReceiveBytesPerSecond">Bytes received a second.</param>
/// <param name="SendMessagesPerSecond">Messages sent a second.</param>
/// <param name="SendBytesPerSecond">Bytes sent a second.</param>
public readonly record struct TrafficRates(
    double ReceiveMessagesPerSecond,
    double ReceiveBytesPerSecond,
    double SendMessagesPerSecond,
    double SendBytesPerSecond
)
{
    /// <summary>What happened between two totals, spread over the time between them.</summary>
    internal static TrafficRates Between(in TrafficTotals before, in TrafficTotals after, TimeSpan time) =>
        new(
            (after.ReceivedMessages - before.ReceivedMessages) / time.TotalSeconds,
            (after.ReceivedBytes - before.ReceivedBytes) / time.TotalSeconds,
            (after.SentMessages - before.SentMessages) / time.TotalSeconds,
            (after.SentBytes - before.SentBytes) / time.TotalSeconds
        );

    /// <summary>The higher of both, each of the four for itself.</summary>
    internal static TrafficRates Highest(in TrafficRates one, in TrafficRates other) =>
        new(
            Math.Max(one.ReceiveMessagesPerSecond, other.ReceiveMessagesPerSecond),
            Math.Max(one.ReceiveBytesPerSecond, other.ReceiveBytesPerSecond),
            Math.Max(one.SendMessagesPerSecond, other.SendMessagesPerSecond),
            Math.Max(one.SendBytesPerSecond, other.SendBytesPerSecond)
        );
}

/// <summary>The rates of an endpoint or a connection in one snapshot, as they were sampled last.</summary>
/// <param name="OneSecond">Over the last second.</param>
/// <param name="TenSeconds">Over the last ten seconds.</param>
/// <param name="Peak">The highest that each rate over a second ever was. Never goes down, also when a journal is cleared.</param>
public readonly record struct Traffic(TrafficRates OneSecond, TrafficRates TenSeconds, TrafficRates Peak);
