using SocketLab.Core.Statistics;

namespace SocketLab.Core.Transport.Tcp;

/// <content>Rates, from totals that are kept anyway.</content>
public sealed partial class TcpConnection
{
    private readonly TrafficGauge _traffic = new();

    /// <summary>
    /// Rates over one and over ten seconds, and the highest ones, as they were sampled last. Zero, but for the highest, once it has ended.
    /// </summary>
    public Traffic Traffic => _traffic.Current;

    private TrafficTotals Totals => new(ReceivedMessages, ReceivedBytes, SentMessages, SentBytes);

    /// <summary>Takes a sample for the rates.</summary>
    internal void Sample(TimeSpan now) => _traffic.Sample(now, Totals);

    /// <summary>Takes the last sample: also a connection that lived between two of them has its peak.</summary>
    internal void FinishSampling() => _traffic.Finish(_journal.Time.GetElapsedTime(0), Totals);
}
