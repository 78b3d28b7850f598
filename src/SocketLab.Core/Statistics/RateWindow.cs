namespace SocketLab.Core.Statistics;

/// <summary>Turns totals that are looked at now and then into a rate over about the last second.</summary>
/// <remarks>Costs the receive path nothing: it is fed by a timer. One thread at a time writes; reads are of one reference.</remarks>
internal sealed class RateWindow(TimeProvider time)
{
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(1);

    private readonly Queue<Sample> _samples = new();
    private Rate _rate = Rate.Zero;

    /// <summary>The rate at the last sample.</summary>
    public Rate Current => Volatile.Read(ref _rate);

    /// <summary>Takes new totals.</summary>
    public void Add(long messages, long bytes)
    {
        var now = new Sample(time.GetTimestamp(), messages, bytes);
        _samples.Enqueue(now);
        while (_samples.Count > 2 && time.GetElapsedTime(_samples.Peek().Timestamp, now.Timestamp) > Span)
        {
            _samples.Dequeue();
        }

        var oldest = _samples.Peek();
        var seconds = time.GetElapsedTime(oldest.Timestamp, now.Timestamp).TotalSeconds;
        Volatile.Write(ref _rate, seconds <= 0 ? Rate.Zero : new Rate((now.Messages - oldest.Messages) / seconds, (now.Bytes - oldest.Bytes) / seconds));
    }

    private readonly record struct Sample(long Timestamp, long Messages, long Bytes);
}

/// <summary>How fast something arrives.</summary>
/// <param name="MessagesPerSecond">Messages a second.</param>
/// <param name="BytesPerSecond">Bytes a second.</param>
internal sealed record Rate(double MessagesPerSecond, double BytesPerSecond)
{
    /// <summary>Nothing arrives.</summary>
    public static Rate Zero { get; } = new(0, 0);
}
