using CsCheck;
using SocketLab.Core.Statistics;

namespace SocketLab.Core.Tests.Statistics;

public sealed class LogHistogramTests
{
    private static readonly Gen<long> Value = Gen.OneOf(
        Gen.Long[0, 70],
        Gen.Long[0, 100_000],
        Gen.Long[0, long.MaxValue],
        Gen.Int[0, 62].Select(bit => 1L << bit),
        Gen.Int[1, 62].Select(bit => (1L << bit) - 1)
    );

    [Fact]
    public void Quantiles_are_those_of_the_sorted_values_and_at_most_a_32nd_too_large() =>
        Gen.Select(Value.Array[1, 200], Gen.Double[0, 1])
            .Sample(
                (values, quantile) =>
                {
                    var histogram = new LogHistogram();
                    foreach (var value in values)
                    {
                        histogram.Add(value);
                    }

                    Array.Sort(values);
                    var exact = values[Math.Clamp((int)Math.Ceiling(quantile * values.Length), 1, values.Length) - 1];
                    var told = histogram.Quantile(quantile);
                    Assert.InRange(told - exact, 0, exact / 32);
                    Assert.Equal((values.Length, values[^1], values[^1]), (histogram.Count, histogram.Max, histogram.Quantile(1)));
                }
            );

    [Fact]
    public void Many_at_once_are_as_many_one_by_one() =>
        Gen.Select(Value, Gen.Int[0, 50], Value)
            .Sample(
                (value, times, other) =>
                {
                    var (once, each) = (new LogHistogram(), new LogHistogram());
                    once.Add(other);
                    each.Add(other);
                    once.Add(value, times);
                    for (var i = 0; i < times; i++)
                    {
                        each.Add(value);
                    }

                    Assert.Equal((each.Count, each.Max), (once.Count, once.Max));
                    Assert.All([0, 0.1, 0.5, 0.99, 1], quantile => Assert.Equal(each.Quantile(quantile), once.Quantile(quantile)));
                }
            );

    [Fact]
    public void Nothing_is_zero()
    {
        var histogram = new LogHistogram();
        Assert.Equal((0, 0, 0), (histogram.Count, histogram.Max, histogram.Quantile(0.99)));
        Assert.Throws<ArgumentOutOfRangeException>(() => histogram.Add(-1));
    }

    [Fact]
    public void Counting_allocates_nothing()
    {
        var histogram = new LogHistogram();
        histogram.Add(1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++)
        {
            histogram.Add(i * 1000L);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
