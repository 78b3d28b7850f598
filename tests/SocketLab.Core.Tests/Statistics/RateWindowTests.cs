using CsCheck;
using SocketLab.Core.Statistics;

namespace SocketLab.Core.Tests.Statistics;

public sealed class RateWindowTests
{
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Start = TimeSpan.FromHours(5);

    [Fact]
    public void What_came_in_the_last_second_is_the_rate_from_the_first_sample_on()
    {
        var window = new RateWindow(Span, Step, Start, default);
        Assert.Equal(new TrafficRates(100, 1000, 10, 50), window.Add(Start, new(100, 1000, 10, 50)));
    }

    [Fact]
    public void What_was_before_is_not_counted()
    {
        var window = new RateWindow(Span, Step, Start, new(1000, 1000, 1000, 1000));
        Assert.Equal(new TrafficRates(1, 2, 3, 4), window.Add(Start, new(1001, 1002, 1003, 1004)));
    }

    [Fact]
    public void Rate_is_over_the_last_second()
    {
        var window = new RateWindow(Span, Step, Start, default);
        var rate = default(TrafficRates);
        for (var i = 0; i <= 20; i++)
        {
            // 40 messages a second at first, then 400.
            var messages = i <= 10 ? i * 10 : 100 + ((i - 10) * 100);
            rate = window.Add(Start + (i * Step), new(messages, messages * 5, 0, 0));
        }

        Assert.Equal(new TrafficRates(400, 2000, 0, 0), rate);
    }

    [Fact]
    public void Silence_brings_the_rate_back_to_zero_after_the_span()
    {
        var window = new RateWindow(Span, Step, Start, default);
        double[] rates =
        [
            .. Enumerable.Range(0, 6).Select(i => window.Add(Start + (i * Step), new(100, 0, 0, 0)).ReceiveMessagesPerSecond),
        ];
        Assert.Equal([100, 100, 100, 100, 0, 0], rates);
    }

    [Fact]
    public void A_timer_that_fires_several_times_at_once_makes_no_rate_of_nothing()
    {
        var window = new RateWindow(Span, Step, Start, default);
        for (var i = 1; i <= 100; i++)
        {
            Assert.Equal(i, window.Add(Start, new(i, 0, 0, 0)).ReceiveMessagesPerSecond);
        }
    }

    [Fact]
    public void A_timer_that_was_held_up_makes_no_burst_of_it()
    {
        var window = new RateWindow(Span, Step, Start, default);
        window.Add(Start, default);
        Assert.Equal(100, window.Add(Start + TimeSpan.FromSeconds(5), new(500, 0, 0, 0)).ReceiveMessagesPerSecond);
    }

    /// <summary>
    /// However unevenly the timer fires, a rate is never over less than the span, nor over more than a span, a step and the pauses at its
    /// ends.
    /// </summary>
    [Fact]
    public void The_rate_is_over_about_the_span() =>
        Gen.Int[0, 2_000]
            .List[1, 200]
            .Sample(pauses =>
            {
                var (window, now) = (new RateWindow(Span, Step, Start, default), 1_000L);
                window.Add(Start, Squared(now));
                foreach (var pause in pauses)
                {
                    // Totals grow as the square of time: (now² - then²) / (now - then) is now + then, which tells where the window began.
                    now += pause;
                    var rate = window.Add(Start + TimeSpan.FromMilliseconds(now - 1_000), Squared(now)).ReceiveMessagesPerSecond / 1000;
                    if (now > 2_000)
                    {
                        Assert.InRange(now - (rate - now), 1_000 - 1e-6, 1_000 + 250 + (2 * pauses.Max()));
                    }
                }

                static TrafficTotals Squared(long milliseconds) => new(milliseconds * milliseconds, 0, 0, 0);
            });
}
