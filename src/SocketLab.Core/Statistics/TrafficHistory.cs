namespace SocketLab.Core.Statistics;

/// <summary>
/// How much came and went when: each second of the last ten minutes, each ten seconds of the last hour, each five minutes of the last
/// day. It goes on over stops and starts of an endpoint, and begins anew with the server.
/// </summary>
/// <remarks>
/// A timer feeds it with totals, so that whoever receives and sends only counts. It takes 41 kB once something moved, and nothing before.
/// Safe from any thread.
/// </remarks>
public sealed class TrafficHistory
{
    /// <summary>The last totals of a span are known a sample later; a moment more, and all who look see the same.</summary>
    private static readonly TimeSpan Delay = TrafficGauge.SampleInterval * 2;

    /// <summary>A clock that is set back by more than this begins a new history: old spans have no place on it.</summary>
    private static readonly TimeSpan SetBack = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly SpanRing<TrafficTotals>[] _rings = SpanRing<TrafficTotals>.OfADay();
    private DateTime _began;
    private DateTime _sampledAt;
    private TrafficTotals _seen;
    private bool _isEmpty = true;

    /// <summary>An empty history that begins now.</summary>
    /// <param name="now">The time, UTC.</param>
    internal TrafficHistory(DateTime now) => (_began, _sampledAt) = (now, now);

    /// <summary>What came and went lately, in spans as short as are kept for so long.</summary>
    /// <param name="span">How far back to look, a day at most.</param>
    /// <param name="now">The time, UTC.</param>
    /// <returns>
    /// Spans that are over. They begin at whole seconds, at whole ten seconds or five minutes of the clock, and not before the history did.
    /// </returns>
    public TrafficSeries Last(TimeSpan span, DateTime now)
    {
        lock (_lock)
        {
            var ring = _rings.FirstOrDefault(ring => ring.Reach >= span) ?? _rings[^1];
            var end = ring.NumberOf(now - Delay);
            var first = Math.Max(end - (long)Math.Ceiling((span < ring.Reach ? span : ring.Reach) / ring.Step), ring.NumberOf(_began));
            if (_isEmpty)
            {
                return new(ring.StartOf(first), ring.Step, TrafficSeries.Nothing(end - first));
            }

            var totals = new TrafficTotals[Math.Max(0, end - first)];
            for (var i = 0; i < totals.Length; i++)
            {
                totals[i] = ring.Read(first + i);
            }

            return new(ring.StartOf(first), ring.Step, totals);
        }
    }

    /// <summary>Adds new totals.</summary>
    /// <param name="now">The time, UTC.</param>
    /// <param name="totals">Messages and bytes since the beginning.</param>
    internal void Sample(DateTime now, in TrafficTotals totals)
    {
        lock (_lock)
        {
            if (now < _sampledAt - SetBack)
            {
                Array.ForEach(_rings, ring => ring.Clear());
                (_began, _sampledAt, _isEmpty) = (now, now, true);
            }

            if (totals != _seen)
            {
                Spread(_sampledAt, now, totals - _seen);
                (_seen, _isEmpty) = (totals, false);
            }

            _sampledAt = now > _sampledAt ? now : _sampledAt;
        }
    }

    /// <summary>
    /// Counts what moved since the last sample, evenly over the seconds that have a part of that time: a timer that a busy machine held
    /// back makes no burst of it, and a steady flow is steady.
    /// </summary>
    private void Spread(DateTime from, DateTime to, in TrafficTotals amount)
    {
        var seconds = _rings[0];
        from = to - from > seconds.Reach ? to - seconds.Reach : from;
        var (start, counted) = (from, default(TrafficTotals));
        while (counted != amount)
        {
            var end = seconds.StartOf(seconds.NumberOf(start) + 1);
            var upToHere = end >= to ? amount : amount.First((end - from) / (to - from));
            foreach (var ring in _rings)
            {
                ring.Add(start, upToHere - counted);
            }

            (start, counted) = (end, upToHere);
        }
    }
}
