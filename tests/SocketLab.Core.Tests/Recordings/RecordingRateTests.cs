using SocketLab.Core.Recordings;

namespace SocketLab.Core.Tests.Recordings;

public sealed class RecordingRateTests
{
    private static readonly DateTime Start = new(2026, 11, 28, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Moments_grow_as_it_goes_on_and_none_is_lost()
    {
        var rate = new RecordingRate(RateBuckets.None);
        for (var second = 0; second < 10_000; second++)
        {
            rate.Add(Start.AddSeconds(second));
        }

        var seen = rate.Snapshot();
        Assert.Equal(10_000, seen.Counts.Sum());
        Assert.InRange(seen.Counts.Count, RecordingRate.MaxBuckets / 2, RecordingRate.MaxBuckets);
        Assert.Equal(Start, seen.Start);
        Assert.All(seen.Counts.Take(seen.Counts.Count - 1), count => Assert.InRange(count, seen.Seconds - 1, seen.Seconds + 1));
    }

    [Fact]
    public void What_was_stored_goes_on()
    {
        var rate = new RecordingRate(RateBuckets.None);
        rate.Add(Start);
        rate.Add(Start.AddSeconds(1));
        var later = new RecordingRate(rate.Snapshot());
        later.Add(Start.AddSeconds(1));
        later.Add(Start.AddSeconds(-5));
        Assert.Equal([2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2], later.Snapshot().Counts);
    }

    [Fact]
    public void A_gap_of_a_year_takes_no_time()
    {
        var rate = new RecordingRate(RateBuckets.None);
        rate.Add(Start);
        rate.Add(Start.AddYears(1));
        Assert.Equal(2, rate.Snapshot().Counts.Sum());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-9)]
    [InlineData(double.NaN)]
    public void A_stored_width_that_none_can_have_begins_anew(double seconds)
    {
        var rate = new RecordingRate(new(DateTime.UnixEpoch, seconds, [1]));
        rate.Add(DateTime.UnixEpoch);
        Assert.Equal([1], rate.Snapshot().Counts);
    }
}
