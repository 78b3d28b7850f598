namespace SocketLab.Core.Statistics;

/// <summary>Everything that came and went so far.</summary>
/// <param name="ReceivedMessages">Messages received.</param>
/// <param name="ReceivedBytes">Bytes of them.</param>
/// <param name="SentMessages">Messages sent.</param>
/// <param name="SentBytes">Bytes of them.</param>
internal readonly record struct TrafficTotals(long ReceivedMessages, long ReceivedBytes, long SentMessages, long SentBytes);
