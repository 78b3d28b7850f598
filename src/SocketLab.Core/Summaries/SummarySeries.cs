using SocketLab.Core.Statistics;

namespace SocketLab.Core.Summaries;

/// <summary>
/// What came and went when, among the entries that were summed up, and the value that was asked for: by the second, by ten seconds and by
/// five minutes, as far back as <see cref="TrafficHistory"/> goes.
/// </summary>
internal sealed class SummarySeries
{
    private readonly SpanRing<TrafficTotals>[] _traffic = SpanRing<TrafficTotals>.OfADay();
    private readonly SpanRing<ValueSum>[] _values = SpanRing<ValueSum>.OfADay();

    /// <summary>Counts a message.</summary>
    /// <param name="time">When it happened.</param>
    /// <param name="amount">The message and its bytes.</param>
    /// <param name="value">Its value; NaN where it has none.</param>
    public void Add(DateTime time, in TrafficTotals amount, double value)
    {
        foreach (var ring in _traffic)
        {
            ring.Add(time, amount);
        }

        if (double.IsFinite(value))
        {
            foreach (var ring in _values)
            {
                ring.Add(time, ValueSum.Of(value));
            }
        }
    }

    /// <summary>The spans up to a moment, the one that it is in included.</summary>
    /// <param name="reach">How far back.</param>
    /// <param name="end">The moment.</param>
    public SeriesFigures Last(TimeSpan reach, DateTime end)
    {
        var index = Array.FindIndex(_traffic, ring => ring.Reach >= reach) is >= 0 and var found ? found : _traffic.Length - 1;
        var (traffic, values) = (_traffic[index], _values[index]);
        var last = traffic.NumberOf(end);
        var first = last - (long)Math.Ceiling((reach < traffic.Reach ? reach : traffic.Reach) / traffic.Step) + 1;
        var numbers = Enumerable.Range(0, (int)(last - first + 1)).Select(i => first + i).ToArray();
        return new(traffic.StartOf(first), traffic.Step, [.. numbers.Select(traffic.Read)], [.. numbers.Select(values.Read)]);
    }
}

/// <summary>What came and went, and what a value was, in spans of one length that follow each other.</summary>
/// <param name="Start">When the first span began, UTC.</param>
/// <param name="Step">How long each span is.</param>
/// <param name="Totals">What came and went in each, oldest first.</param>
/// <param name="Values">What the value was in each.</param>
public sealed record SeriesFigures(DateTime Start, TimeSpan Step, IReadOnlyList<TrafficTotals> Totals, IReadOnlyList<ValueSum> Values);
