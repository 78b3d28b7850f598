using System.Numerics;

namespace SocketLab.Core.Statistics;

/// <summary>Messages and bytes that came and went: all so far, or those of a span of time.</summary>
/// <param name="ReceivedMessages">Messages received.</param>
/// <param name="ReceivedBytes">Bytes received.</param>
/// <param name="SentMessages">Messages sent.</param>
/// <param name="SentBytes">Bytes sent.</param>
public readonly record struct TrafficTotals(long ReceivedMessages, long ReceivedBytes, long SentMessages, long SentBytes)
    : IAdditionOperators<TrafficTotals, TrafficTotals, TrafficTotals>
{
    /// <summary>Both together.</summary>
    public static TrafficTotals operator +(TrafficTotals one, TrafficTotals other) =>
        new(
            one.ReceivedMessages + other.ReceivedMessages,
            one.ReceivedBytes + other.ReceivedBytes,
            one.SentMessages + other.SentMessages,
            one.SentBytes + other.SentBytes
        );

    /// <summary>What came and went between two totals.</summary>
    public static TrafficTotals operator -(TrafficTotals later, TrafficTotals earlier) =>
        new(
            later.ReceivedMessages - earlier.ReceivedMessages,
            later.ReceivedBytes - earlier.ReceivedBytes,
            later.SentMessages - earlier.SentMessages,
            later.SentBytes - earlier.SentBytes
        );

    /// <summary>The part of it that falls into the first <paramref name="share"/> of its time, in whole messages and bytes.</summary>
    /// <param name="share">0 to 1.</param>
    internal TrafficTotals First(double share) =>
        new((long)(ReceivedMessages * share), (long)(ReceivedBytes * share), (long)(SentMessages * share), (long)(SentBytes * share));
}
