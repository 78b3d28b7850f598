using System.Runtime.InteropServices;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Summaries;

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
        var reader = new SampleReader(source, Filter.During(request.From, request.To, request.Filter), request.Value);
        var sums = new Dictionary<long, Sum>();
        var last = source.Journal.Ledger.Last;
        while (reader.After < last && reader.TryRead(out var samples, cancellation))
        {
            foreach (ref readonly var sample in samples)
            {
                if (sample.IsTaken && sample.Sequence <= last)
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(sums, sample.Header.Ticks / request.Bucket.Ticks, out _).Add(in sample);
                }
            }

            if (sums.Count > MaxBuckets)
            {
                throw new TooManyBucketsException();
            }
        }

        return [.. sums.OrderBy(pair => pair.Key).Select(pair => pair.Value.ToBucket(pair.Key * request.Bucket.Ticks))];
    }

    private struct Sum
    {
        private long _count;
        private long _bytes;
        private ValueSum _values;

        public void Add(in Sample sample)
        {
            _count++;
            _bytes += sample.Header.Kind == EntryKind.Event ? 0 : sample.Header.Length;
            _values += double.IsFinite(sample.Value) ? ValueSum.Of(sample.Value) : default;
        }

        public readonly SeriesBucket ToBucket(long ticks)
        {
            var hasValue = _values.Count > 0;
            return new(
                new DateTime(ticks, DateTimeKind.Utc),
                _count,
                _bytes,
                hasValue ? _values.Min : null,
                _values.Mean,
                hasValue ? _values.Max : null
            );
        }
    }
}

/// <summary>A series would have more buckets than it may.</summary>
public sealed class TooManyBucketsException()
    : Exception($"That would be more than {EntrySeries.MaxBuckets} buckets with entries: make them longer, or the span shorter.");
