namespace SocketLab.Core.Statistics;

/// <summary>Turns totals that are sampled now and then into a rate over a span of time.</summary>
/// <remarks>
/// It keeps a few samples, a step apart. The oldest is always at least a span old, so a rate is over no less than the span, at most a step
/// more, and over what a late timer adds: a burst is never made out to be faster than it was.
/// </remarks>
internal sealed class RateWindow
{
    private readonly TimeSpan _span;
    private readonly TimeSpan _leastStep;
    private readonly List<Sample> _samples;

    /// <param name="span">The span of time that rates are over.</param>
    /// <param name="step">How far apart samples are kept.</param>
    /// <param name="now">The present, on a clock that never goes back.</param>
    /// <param name="before">The totals until a step ago: nothing moved for as long as the span.</param>
    public RateWindow(TimeSpan span, TimeSpan step, TimeSpan now, in TrafficTotals before)
    {
        // A timer that fires a little early must not lose its sample.
        (_span, _leastStep) = (span, step * 0.9);
        _samples = new List<Sample>((int)(span / _leastStep) + 3);
        for (var time = now - span; time < now; time += step)
        {
            _samples.Add(new(time, before));
        }
    }

    /// <summary>Adds new totals.</summary>
    /// <returns>The rate up to now.</returns>
    public TrafficRates Add(TimeSpan now, in TrafficTotals totals)
    {
        while (_samples.Count > 1 && now - _samples[1].Time >= _span)
        {
            _samples.RemoveAt(0);
        }

        var oldest = _samples[0];
        var rate = TrafficRates.Between(oldest.Totals, totals, now - oldest.Time);
        if (now - _samples[^1].Time >= _leastStep)
        {
            _samples.Add(new(now, totals));
        }

        return rate;
    }

    private readonly record struct Sample(TimeSpan Time, TrafficTotals Totals);
}
