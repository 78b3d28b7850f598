using SocketLab.Core.Jobs;

namespace SocketLab.Core.Tests.Jobs;

public sealed class AchievedRateTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public void Ten_messages_one_a_second_are_one_a_second()
    {
        var rate = new AchievedRate(Second);
        Send(rate, 0, 10);
        Assert.Equal(1, rate.PerSecond(null));
        Assert.Equal(1, rate.PerSecond(10 * Second));
    }

    [Fact]
    public void Flat_out_all_counts()
    {
        var rate = new AchievedRate(0);
        rate.Mark(0);
        rate.Count(100);
        rate.Mark(Second);
        rate.Count(100);
        rate.Mark(2 * Second);
        Assert.Equal(100, rate.PerSecond(null));
        Assert.Equal(50, rate.PerSecond(4 * Second));
    }

    [Fact]
    public void A_pause_does_not_count_and_being_held_up_does()
    {
        var rate = new AchievedRate(Second);
        Send(rate, 0, 5);
        rate.Pause();
        Assert.Equal(1, rate.PerSecond(null));
        Send(rate, 1000, 5);
        Assert.Equal(1, rate.PerSecond(null));
        Assert.Equal(0.5, rate.PerSecond((1004 + 8 + 1) * Second));
    }

    [Fact]
    public void Nothing_is_no_rate() => Assert.Equal(0, new AchievedRate(Second).PerSecond(5));

    private static void Send(AchievedRate rate, long from, int messages)
    {
        for (var i = 0; i < messages; i++)
        {
            rate.Mark((from + i) * Second);
            rate.Count(1);
        }
    }
}
