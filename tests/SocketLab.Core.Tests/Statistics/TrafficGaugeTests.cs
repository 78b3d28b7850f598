using SocketLab.Core.Statistics;

namespace SocketLab.Core.Tests.Statistics;

public sealed class TrafficGaugeTests
{
    private readonly TrafficGauge _gauge = new();
    private TimeSpan _now = TimeSpan.FromDays(1);

    [Fact]
    public void A_burst_shows_over_one_second_and_over_ten_and_stays_as_the_peak()
    {
        Tick(new(1000, 20_000, 500, 5_000));
        var burst = new TrafficRates(1000, 20_000, 500, 5_000);
        Assert.Equal(new Traffic(burst, new(100, 2_000, 50, 500), burst), _gauge.Current);

        Ticks(4, new(1000, 20_000, 500, 5_000));
        Assert.Equal((default, burst), (_gauge.Current.OneSecond, _gauge.Current.Peak));
        Assert.NotEqual(default, _gauge.Current.TenSeconds);
        Ticks(40, new(1000, 20_000, 500, 5_000));
        Assert.Equal(new Traffic(default, default, burst), _gauge.Current);
    }

    [Fact]
    public void A_steady_flow_has_the_same_rate_over_one_second_and_over_ten()
    {
        for (var i = 1; i <= 60; i++)
        {
            Tick(new(i * 10, i * 20, 0, 0));
        }

        var rate = new TrafficRates(40, 80, 0, 0);
        Assert.Equal(new Traffic(rate, rate, rate), _gauge.Current);
    }

    [Fact]
    public void Each_of_the_four_has_its_own_peak()
    {
        Tick(new(10, 1, 0, 0));
        Ticks(8, new(10, 1, 0, 0));
        Tick(new(11, 1_001, 0, 7));
        Assert.Equal(new TrafficRates(10, 1000, 0, 7), _gauge.Current.Peak);
    }

    [Fact]
    public void Windows_are_held_only_while_something_moved_lately()
    {
        Assert.False(_gauge.IsMoving);
        Tick(default);
        Assert.False(_gauge.IsMoving);
        Tick(new(1, 1, 0, 0));
        Assert.True(_gauge.IsMoving);
        Ticks(36, new(1, 1, 0, 0));
        Assert.True(_gauge.IsMoving);
        Ticks(8, new(1, 1, 0, 0));
        Assert.False(_gauge.IsMoving);

        // Made again, they know what was before.
        Tick(new(1, 1, 5, 5));
        Assert.Equal(new Traffic(new(0, 0, 5, 5), new(0, 0, .5, .5), new(1, 1, 5, 5)), _gauge.Current);
    }

    [Fact]
    public void What_ended_between_two_samples_has_its_peak_and_no_rates()
    {
        _gauge.Finish(_now, new(3, 30, 0, 0));
        Assert.Equal(new Traffic(default, default, new(3, 30, 0, 0)), _gauge.Current);
        Tick(new(3, 30, 0, 0));
        Assert.Equal(new Traffic(default, default, new(3, 30, 0, 0)), _gauge.Current);
    }

    private void Ticks(int count, TrafficTotals totals)
    {
        for (var i = 0; i < count; i++)
        {
            Tick(totals);
        }
    }

    private void Tick(TrafficTotals totals)
    {
        _now += TrafficGauge.SampleInterval;
        _gauge.Sample(_now, totals);
    }
}
