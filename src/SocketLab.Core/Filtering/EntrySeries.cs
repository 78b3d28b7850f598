using System.Numerics;
using SocketLab.Core.Filtering.Conditions;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Filtering;

/// <summary>What a series is made of.</summary>
public sealed record SeriesRequest
{
    /// <summary>What is plotted; null for counts and bytes alone.</summary>
    public EntryValue? Value { get; init; }

    /// <summary>Which entries count; null for all.</summary>
    public Filter? Filter { get; init; }

    /// <summary>How long a bucket is.</summary>
    public TimeSpan Bucket { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The earliest time, UTC.</summary>
    public DateTime From { get; init; } = DateTime.MinValue;

    /// <summary>The time before which it ends, UTC.</summary>
    public DateTime To { get; init; } = DateTime.MaxValue;
}

/// <summary>What happened in one span of time.</summary>
/// <param name="Time">When it begins, UTC: a multiple of its length since the year 1.</param>
/// <param name="Count">Entries.</param>
/// <param name="Bytes">Their length together, in bytes.</param>
/// <param name="Min">The least value; null without a value.</param>
/// <param name="Mean">The mean of the values.</param>
/// <param name="Max">The greatest value.</param>
public sealed record SeriesBucket(DateTime Time, long Count, long Bytes, double? Min, double? Mean, double? Max);

/// <summary>Sums entries up over time.</summary>
public static class EntrySeries
{
    /// <summary>Buckets of a series at most. Overflow policy: refuse.</summary>
    public const int MaxBuckets = 10_000;

    /// <summary>Makes a series of what a journal keeps; buckets without an entry are left out.</summary>
    /// <exception cref="TooManyBucketsException">It would have too many buckets.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IReadOnlyList<SeriesBucket> Read(FilterSource source, SeriesRequest request, CancellationToken cancellation)
    {
        var selector = new RunSelector(source, request.Filter);
        var sums = new SortedDictionary<long, Sum>();
        var last = source.Journal.Ledger.Last;
        var after = 0L;
        while (after < last && source.Journal.FindRun(after).Run is { } run)
        {
            cancellation.ThrowIfCancellationRequested();
            var part = run.Take(last - run.FirstSequence + 1);
            if (run.FirstSequence > last)
            {
                break;
            }

            if (selector.TrySelect(in part, out var bits, cancellation) && TrySum(in part, bits, source, request) is { } more)
            {
                Merge(sums, more);
                after = part.LastSequence;
            }
        }

        return [.. sums.Select(pair => pair.Value.ToBucket(pair.Key * request.Bucket.Ticks))];
    }

    private static Dictionary<long, Sum>? TrySum(in JournalRun run, ReadOnlySpan<ulong> bits, FilterSource source, SeriesRequest request)
    {
        var sums = new Dictionary<long, Sum>();
        var records = new RecordRun(in run, source, new FilterScratch(), CancellationToken.None);
        try
        {
            for (var word = 0; word < bits.Length; word++)
            {
                for (var left = bits[word]; left != 0; left &= left - 1)
                {
                    if (records.TryGet((word * 64) + BitOperations.TrailingZeroCount(left), out var facts))
                    {
                        Add(sums, in facts, request);
                    }
                }
            }
        }
        catch (Exception error) when (error is not TooManyBucketsException && !run.IsTrue())
        {
            // The entries were evicted under our hands: they do not count.
            return null;
        }

        return run.IsTrue() ? sums : null;
    }

    private static void Add(Dictionary<long, Sum> sums, in EntryFacts facts, SeriesRequest request)
    {
        var ticks = facts.Header.Ticks;
        if (ticks < request.From.Ticks || ticks >= request.To.Ticks)
        {
            return;
        }

        var key = ticks / request.Bucket.Ticks;
        if (!sums.TryGetValue(key, out var sum))
        {
            sums.Add(key, sum = new());
        }

        sum.Count++;
        sum.Bytes += facts.IsEvent ? 0 : facts.Header.Length;
        if (request.Value is { } value && facts.ReadNumber(value) is { } number && double.IsFinite(number))
        {
            sum.Add(number, number, number, 1);
        }
    }

    private static void Merge(SortedDictionary<long, Sum> sums, Dictionary<long, Sum> more)
    {
        foreach (var (key, sum) in more)
        {
            if (!sums.TryGetValue(key, out var known))
            {
                sums.Add(key, sum);
                if (sums.Count > MaxBuckets)
                {
                    throw new TooManyBucketsException();
                }
            }
            else
            {
                known.Count += sum.Count;
                known.Bytes += sum.Bytes;
                known.Add(sum.Min, sum.Max, sum.Total, sum.Values);
            }
        }
    }

    private sealed class Sum
    {
        public long Count { get; set; }

        public long Bytes { get; set; }

        public double Min { get; private set; } = double.PositiveInfinity;

        public double Max { get; private set; } = double.NegativeInfinity;

        public double Total { get; private set; }

        public long Values { get; private set; }

        public void Add(double min, double max, double total, long values) =>
            (Min, Max, Total, Values) = (Math.Min(Min, min), Math.Max(Max, max), Total + total, Values + values);

        public SeriesBucket ToBucket(long ticks) =>
            new(
                new DateTime(ticks, DateTimeKind.Utc),
                Count,
                Bytes,
                Values > 0 ? Min : null,
                Values > 0 ? Total / Values : null,
                Values > 0 ? Max : null
            );
    }
}

/// <summary>A series would have more buckets than it may.</summary>
public sealed class TooManyBucketsException()
    : Exception($"That would be more than {EntrySeries.MaxBuckets} buckets with entries: make them longer, or the span shorter.");
