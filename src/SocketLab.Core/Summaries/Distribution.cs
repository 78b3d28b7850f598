using SocketLab.Core.Statistics;

namespace SocketLab.Core.Summaries;

/// <summary>
/// How values are distributed: exactly how many lie in which range, and percentiles to 3 %. Used under the summary's lock.
/// </summary>
/// <param name="bounds">Where each range but the first begins, ascending; the first begins at 0.</param>
internal sealed class Distribution(long[] bounds)
{
    private readonly LogHistogram _percentiles = new();
    private readonly long[] _counts = new long[bounds.Length + 1];
    private long _min = long.MaxValue;
    private Int128 _total;

    /// <summary>Counts a value, which is 0 or more.</summary>
    public void Add(long value)
    {
        _percentiles.Add(value);
        _min = Math.Min(_min, value);
        _total += value;
        var index = Array.BinarySearch(bounds, value);
        _counts[index < 0 ? ~index : index + 1]++;
    }

    /// <summary>Counts what another one of the same ranges has counted.</summary>
    public void Add(Distribution other)
    {
        _percentiles.Add(other._percentiles);
        _min = Math.Min(_min, other._min);
        _total += other._total;
        for (var range = 0; range < _counts.Length; range++)
        {
            _counts[range] += other._counts[range];
        }
    }

    /// <summary>What was counted until now, without the empty ranges at both ends.</summary>
    public DistributionFigures Read()
    {
        if (_percentiles.Count == 0)
        {
            return DistributionFigures.Empty;
        }

        var (first, last) = (Array.FindIndex(_counts, count => count > 0), Array.FindLastIndex(_counts, count => count > 0));
        var ranges = Enumerable
            .Range(first, last - first + 1)
            .Select(i => new RangeCount(i == 0 ? 0 : bounds[i - 1], i < bounds.Length ? bounds[i] - 1 : _percentiles.Max, _counts[i]));
        return new(
            _percentiles.Count,
            _min,
            (double)_total / _percentiles.Count,
            _percentiles.Quantile(0.5),
            _percentiles.Quantile(0.95),
            _percentiles.Quantile(0.99),
            _percentiles.Max,
            [.. ranges]
        );
    }
}

/// <summary>How values are distributed.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Min">The least.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Median">Half of them are no greater; at most 1/32 too large, as the other percentiles are.</param>
/// <param name="P95">95 % of them are no greater.</param>
/// <param name="P99">99 % of them are no greater.</param>
/// <param name="Max">The greatest.</param>
/// <param name="Ranges">How many lie in which range, in order.</param>
public sealed record DistributionFigures(
    long Count,
    long Min,
    double Mean,
    long Median,
    long P95,
    long P99,
    long Max,
    IReadOnlyList<RangeCount> Ranges
)
{
    /// <summary>Without any value.</summary>
    public static DistributionFigures Empty { get; } = new(0, 0, 0, 0, 0, 0, 0, []);
}

/// <summary>How many values lie in a range.</summary>
/// <param name="From">The least that belongs to it.</param>
/// <param name="To">The greatest that belongs to it.</param>
/// <param name="Count">How many there are.</param>
public readonly record struct RangeCount(long From, long To, long Count);
