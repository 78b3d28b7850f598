namespace SocketLab.Core.Statistics;

/// <summary>Everything that came and went so far.</summary>
/// <param name="ReceivedMessages">Messages received.</param>
/// <param name="ReceivedBytes">Bytes received.</param>
/// <param name="SentMessages">Messages sent.</param>
/// <param name="SentBytes">Bytes sent.</param>
internal readonly record struct TrafficTotals(long ReceivedMessages, long ReceivedBytes, long SentMessages, long SentBytes);
