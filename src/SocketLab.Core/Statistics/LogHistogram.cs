using System.Numerics;

namespace SocketLab.Core.Statistics;

/// <summary>
/// Counts values in buckets that grow with the value: percentiles to about 3 %, in memory that does not grow and without allocation.
/// </summary>
/// <remarks>
/// Each power of two is split into 32 buckets, and values below 32 have one each, as in an HDR histogram. Not for two threads at once.
/// </remarks>
internal sealed class LogHistogram
{
    private const int SubBits = 5;
    private const int SubBuckets = 1 << SubBits;

    private readonly long[] _counts = new long[(64 - SubBits) * SubBuckets];

    /// <summary>Values counted.</summary>
    public long Count { get; private set; }

    /// <summary>The largest one, exactly; 0 without any.</summary>
    public long Max { get; private set; }

    /// <summary>Counts <paramref name="value"/>, which is 0 or more, <paramref name="times"/> times.</summary>
    public void Add(long value, long times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        if (times <= 0)
        {
            return;
        }

        _counts[Bucket(value)] += times;
        Count += times;
        Max = Math.Max(Max, value);
    }

    /// <summary>Counts what another one has counted.</summary>
    public void Add(LogHistogram other)
    {
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            _counts[bucket] += other._counts[bucket];
        }

        Count += other.Count;
        Max = Math.Max(Max, other.Max);
    }

    /// <summary>
    /// A value that at least the share <paramref name="quantile"/> (0 to 1) of all values do not exceed, at most 1/32 too large; 0 without
    /// any.
    /// </summary>
    public long Quantile(double quantile)
    {
        var rank = Math.Clamp((long)Math.Ceiling(quantile * Count), 1, Math.Max(1, Count));
        var seen = 0L;
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            seen += _counts[bucket];
            if (seen >= rank)
            {
                return Math.Min(Largest(bucket), Max);
            }
        }

        return Max;
    }

    private static int Bucket(long value)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)value) - SubBits);
        return (shift * SubBuckets) + (int)(value >> shift);
    }

    /// <summary>The largest value of a bucket. The first two runs of 32 are one value wide.</summary>
    private static long Largest(int bucket)
    {
        var shift = Math.Max(0, (bucket / SubBuckets) - 1);
        var step = (long)bucket - (shift * SubBuckets);
        return (step << shift) + ((1L << shift) - 1);
    }
}
