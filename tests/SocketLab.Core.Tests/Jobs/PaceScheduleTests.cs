using SocketLab.Core.Definitions;
using SocketLab.Core.Jobs;

namespace SocketLab.Core.Tests.Jobs;

/// <summary>Nanoseconds of a clock that is not there.</summary>
public sealed class PaceScheduleTests
{
    private const long Start = 5_000_000_000_000;
    private const long Second = 1_000_000_000;

    [Theory]
    [InlineData(3)]
    [InlineData(1000.0 / 3)]
    [InlineData(10_000)]
    public void Due_times_never_drift(double perSecond)
    {
        var schedule = Make(new() { PerSecond = perSecond });
        for (var i = 0; i < 10_000; i++)
        {
            var due = schedule.NextWake();
            Assert.Equal(Start + (i * Second / perSecond), due, tolerance: 2);

            // Woken late, each time by something else.
            Assert.Equal(i == 0 ? Start : due, due);
            Assert.Equal(1, schedule.TakeDue(due + (i % 7 * 1000)));
        }

        Assert.Equal(0, schedule.Rebased);
    }

    [Fact]
    public void Nothing_is_due_early()
    {
        var schedule = Make(new() { PerSecond = 10 });
        Assert.Equal(1, schedule.TakeDue(Start));
        Assert.Equal(0, schedule.TakeDue(Start + 99_999_999));
        Assert.Equal(1, schedule.TakeDue(Start + 100_000_000));
    }

    [Fact]
    public void What_was_missed_is_caught_up_with()
    {
        var schedule = Make(new() { PerSecond = 1000 });
        Assert.Equal(1, schedule.TakeDue(Start));
        Assert.Equal(100, schedule.TakeDue(Start + PaceSchedule.CatchUp));
        Assert.Equal((0, Start + PaceSchedule.CatchUp + (Second / 1000)), (schedule.Rebased, schedule.NextWake()));
    }

    [Fact]
    public void Too_much_is_given_up_and_said()
    {
        var schedule = Make(new() { PerSecond = 1000 });
        schedule.TakeDue(Start);
        var late = Start + (10 * Second);
        Assert.Equal(1, schedule.TakeDue(late));
        Assert.Equal((1, late + (Second / 1000)), (schedule.Rebased, schedule.NextWake()));
    }

    [Fact]
    public void A_slow_job_may_be_late_by_its_interval()
    {
        var schedule = Make(new() { PerSecond = 0.1 });
        schedule.TakeDue(Start);
        Assert.Equal(1, schedule.TakeDue(Start + (19 * Second)));
        Assert.Equal((0, Start + (20 * Second)), (schedule.Rebased, schedule.NextWake()));
    }

    [Theory]
    [InlineData(50_000, 5)]
    [InlineData(1_000_000, 100)]
    public void What_is_closer_than_a_wake_up_goes_together(double perSecond, long together)
    {
        var schedule = Make(new() { PerSecond = perSecond });
        Assert.Equal(1, schedule.TakeDue(Start));
        var total = 1L;
        for (var wakes = 1; wakes <= 10_000; wakes++)
        {
            var wake = schedule.NextWake();
            Assert.InRange(wake, Start + (wakes * PaceSchedule.Quantum), Start + (wakes * PaceSchedule.Quantum) + 1000);
            Assert.Equal(0, schedule.TakeDue(wake - 1));
            var taken = schedule.TakeDue(wake);
            Assert.InRange(taken, together - 1, together + 1);
            total += taken;
        }

        Assert.InRange(total, perSecond, perSecond + 2);
    }

    [Theory]
    [InlineData(10, 1, 1, 10)]
    [InlineData(100, 0.5, 1, 50)]
    [InlineData(3, 1, 1, 3)]
    [InlineData(100, 1, 7, 15)]
    [InlineData(1_000_000, 0.25, 1, 250_000)]
    public void A_duration_holds_as_much_as_its_rate_says(double perSecond, double seconds, int burst, long bursts)
    {
        var schedule = Make(
            new()
            {
                PerSecond = perSecond,
                DurationSeconds = seconds,
                Burst = burst,
            }
        );
        Assert.Equal((bursts, Start + (long)(seconds * Second)), Run(schedule));
    }

    [Fact]
    public void A_pause_is_not_part_of_the_duration()
    {
        var schedule = Make(new() { PerSecond = 10, DurationSeconds = 1 });
        var now = Start;
        for (var i = 0; i < 4; i++)
        {
            now = schedule.NextWake();
            Assert.Equal(1, schedule.TakeDue(now));
        }

        schedule.Pause(now);
        now += 100 * Second;
        schedule.Resume(now);
        Assert.Equal((7L, now + (Second * 7 / 10)), Run(schedule));
        Assert.Equal(0, schedule.Rebased);
    }

    [Fact]
    public void Jitter_delays_each_by_no_more_than_its_share_and_the_mean_stays()
    {
        var schedule = new PaceSchedule(
            new()
            {
                PerSecond = 1000,
                JitterPercent = 50,
                DurationSeconds = 10,
            },
            Start,
            new Random(1)
        );
        var offsets = new List<long>();
        for (var i = 0L; ; i++)
        {
            var wake = schedule.NextWake();
            if (schedule.TakeDue(wake) == 0)
            {
                Assert.True(schedule.IsOver(wake));
                break;
            }

            offsets.Add(wake - Start - (i * 1_000_000));
        }

        Assert.Equal(10_000, offsets.Count);
        Assert.All(offsets, offset => Assert.InRange(offset, 0, 500_000));
        Assert.InRange(offsets.Average(), 240_000, 260_000);
    }

    private static PaceSchedule Make(RepeatOptions options) => new(options, Start, new Random(1));

    private static (long Bursts, long End) Run(PaceSchedule schedule)
    {
        var bursts = 0L;
        while (true)
        {
            var now = schedule.NextWake();
            var taken = schedule.TakeDue(now);
            bursts += taken;
            if (taken == 0)
            {
                Assert.True(schedule.IsOver(now));
                return (bursts, now);
            }
        }
    }
}
