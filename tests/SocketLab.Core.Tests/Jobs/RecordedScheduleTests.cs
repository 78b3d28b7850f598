using SocketLab.Core.Jobs;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Jobs;

public sealed class RecordedScheduleTests
{
    private const long Ms = 1_000_000;

    [Theory]
    [InlineData(1, new long[] { 0, 10, 50 })]
    [InlineData(2, new long[] { 0, 5, 25 })]
    [InlineData(0.5, new long[] { 0, 20, 100 })]
    public void Messages_are_due_with_the_gaps_that_they_had_divided_by_the_speed(double speed, long[] due)
    {
        var schedule = new RecordedSchedule([0, 10 * Ms, 50 * Ms], speed, 1, now: 1000 * Ms);
        foreach (var at in due)
        {
            Assert.Equal((1000 + at) * Ms, schedule.NextWake());
            Assert.Equal(0, schedule.TakeDue(((1000 + at) * Ms) - 1));
            Assert.Equal(1, schedule.TakeDue((1000 + at) * Ms));
        }

        Assert.True(schedule.IsOver((1000 + due[^1]) * Ms));
    }

    [Fact]
    public void The_next_round_follows_after_the_mean_gap()
    {
        var schedule = new RecordedSchedule([0, 10 * Ms, 20 * Ms], 1, 2, now: 0);
        Assert.Equal(3, schedule.TakeDue(29 * Ms));
        Assert.Equal(30 * Ms, schedule.NextWake());
        Assert.Equal(3, schedule.TakeDue(50 * Ms));
        Assert.True(schedule.IsOver(50 * Ms));
    }

    [Fact]
    public void Without_an_end_it_goes_on()
    {
        var schedule = new RecordedSchedule([0], 1, null, now: 0);
        for (var second = 0L; second < 100; second++)
        {
            Assert.Equal(1, schedule.TakeDue(second * 1000 * Ms));
            Assert.False(schedule.IsOver(second * 1000 * Ms));
        }
    }

    [Theory]
    [InlineData(1, 1, 4)]
    [InlineData(1, null, 4)]
    [InlineData(1.1, 2, 5)]
    [InlineData(0.72, 1, 3)]
    [InlineData(0.72, null, 4)]
    [InlineData(2, null, 8)]
    [InlineData(100, 10, 40)]
    [InlineData(100, null, 400)]
    public void The_most_in_a_second_counts_all_rounds_that_are_in_it(double speed, int? rounds, double most)
    {
        using var journal = new EntryJournal(1 << 20, new JournalBudget(1 << 20), TimeProvider.System);
        foreach (var at in (int[])[0, 300, 450, 750])
        {
            using var batch = journal.BeginBatch();
            batch.AddDatagram(EntryDirection.In, at * TimeSpan.TicksPerMillisecond, default, 1, [1]);
        }

        var messages = RecordedMessages.Find(journal, (in EntryView _) => true, CancellationToken.None);
        Assert.Equal(1000 * Ms, RecordedSchedule.RoundOf(messages.Offsets));
        Assert.Equal(most, messages.PeakPerSecond(speed, rounds));
    }

    [Fact]
    public void Messages_that_were_seen_at_one_time_go_round_once_a_second()
    {
        var schedule = new RecordedSchedule([0, 0, 0], 1, null, now: 0);
        Assert.Equal(3, schedule.TakeDue(99 * Ms));
        Assert.Equal(1000 * Ms, schedule.NextWake());
    }

    [Fact]
    public void At_a_speed_beyond_what_the_clock_counts_the_next_is_not_due()
    {
        var schedule = new RecordedSchedule([0, 1000 * Ms], 1e-12, 1, now: 1000 * Ms);
        Assert.Equal(1, schedule.TakeDue(1000 * Ms));
        Assert.Equal(0, schedule.TakeDue(1_000_000 * Ms));
    }

    [Fact]
    public void Who_is_far_behind_goes_on_from_there()
    {
        var schedule = new RecordedSchedule([0, 10 * Ms, 20 * Ms], 1, 1, now: 0);
        Assert.Equal(1, schedule.TakeDue(500 * Ms));
        Assert.Equal((1, 510 * Ms), (schedule.Rebased, schedule.NextWake()));
    }

    [Fact]
    public void After_a_pause_the_next_goes_at_once_and_the_rest_with_their_gaps()
    {
        var schedule = new RecordedSchedule([0, 10 * Ms, 30 * Ms], 1, 1, now: 0);
        Assert.Equal(1, schedule.TakeDue(0));
        schedule.Pause(5 * Ms);
        schedule.Resume(1000 * Ms);
        Assert.Equal(1, schedule.TakeDue(1000 * Ms));
        Assert.Equal((0, 1020 * Ms), (schedule.Rebased, schedule.NextWake()));
    }
}
