using SocketLab.Core.Statistics;

namespace SocketLab.Core.Tests.Statistics;

public sealed class SequenceTrackTests
{
    private readonly SequenceTrack _track = new();

    [Fact]
    public void Nothing_is_lost_where_all_came()
    {
        Take(1, 2, 3);
        Assert.Equal((3, 0, 0, 0), Counts);
    }

    [Fact]
    public void Gaps_are_lost_until_what_is_missing_comes_late()
    {
        Take(1, 2, 5);
        Assert.Equal((3, 2, 0, 0), Counts);
        Take(4);
        Assert.Equal((4, 1, 1, 0), Counts);
        Take(3);
        Assert.Equal((5, 0, 2, 0), Counts);
    }

    [Fact]
    public void What_comes_again_is_a_duplicate_and_fills_no_gap()
    {
        Take(1, 3, 3, 1);
        Assert.Equal((2, 1, 0, 2), Counts);
    }

    [Fact]
    public void A_message_before_the_first_one_was_only_reordered()
    {
        Take(2, 1, 3);
        Assert.Equal((3, 0, 1, 0), Counts);
    }

    [Fact]
    public void A_sender_that_counts_anew_begins_a_new_run_and_its_losses_stay()
    {
        Take(1, 2, 4);
        _track.Record(1, 1000, 1000);
        _track.Record(2, 1001, 1001);
        Assert.Equal((5, 1, 0, 0), Counts);
        Assert.Equal((2, 2UL), (_track.Runs, _track.Highest));
    }

    [Fact]
    public void What_is_too_far_behind_is_neither_a_duplicate_nor_reordered()
    {
        Take(1, SequenceTrack.Window + 1);
        _track.Record(1, 1, 1);
        Assert.Equal((2, SequenceTrack.Window - 1, 0, 0), Counts);
        Assert.Equal(1, _track.TooLate);
    }

    [Fact]
    public void The_memory_of_numbers_wraps_around_without_mistaking_one_for_another()
    {
        for (var number = 1; number < 3 * SequenceTrack.Window; number += 2)
        {
            Take(number);
        }

        var (received, lost, _, _) = Counts;
        Take((3 * SequenceTrack.Window) - 2);
        Assert.Equal((received + 1, lost - 1, 1, 0), Counts);
    }

    [Fact]
    public void Jitter_is_that_of_RFC_3550()
    {
        // Transits 10, 26, 10: J = 16 / 16 = 1, then 1 + (16 - 1) / 16.
        _track.Record(1, 0, 10);
        Assert.Equal(0, _track.JitterMicroseconds);
        _track.Record(2, 100, 126);
        Assert.Equal(1, _track.JitterMicroseconds);
        _track.Record(3, 200, 210);
        Assert.Equal(1 + (15.0 / 16), _track.JitterMicroseconds);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_agrees_with_counting_by_hand(int seed)
    {
        var random = new Random(seed);
        var (seen, highest, reordered, duplicates) = (new HashSet<int>(), 0, 0, 0);
        for (var i = 1; i <= 20_000; i++)
        {
            var number = Math.Max(1, i - random.Next(0, 200));
            _track.Record((ulong)number, number, i);
            if (!seen.Add(number))
            {
                duplicates++;
            }
            else if (number < highest)
            {
                reordered++;
            }

            highest = Math.Max(highest, number);
        }

        Assert.Equal((seen.Count, highest - seen.Min() + 1 - seen.Count, reordered, duplicates), Counts);
    }

    public static TheoryData<int, int> Leaps()
    {
        const int window = SequenceTrack.Window;
        var leaps = new TheoryData<int, int>();
        foreach (var highest in (int[])[window, window + 1, window + 62, window + 63, (2 * window) - 1])
        {
            foreach (
                var leap in (int[])[1, 2, 63, 64, 65, 127, 128, 1000, window / 2, window - 65, window - 64, window - 1, window, window + 1]
            )
            {
                leaps.Add(highest, leap);
            }
        }

        return leaps;
    }

    [Theory]
    [MemberData(nameof(Leaps))]
    public void A_leap_forgets_exactly_what_it_leaps_over(int highest, int leap)
    {
        for (var number = 1; number <= highest; number++)
        {
            _track.Record((ulong)number, sent: 0, arrived: 0);
        }

        _track.Record((ulong)(highest + leap), sent: 0, arrived: 0);
        for (var number = highest + leap; number > highest + leap - SequenceTrack.Window; number--)
        {
            _track.Record((ulong)number, sent: 0, arrived: 0);
        }

        // Each number that was leapt over and is still remembered came late once, each other one again.
        var late = Math.Min(leap, SequenceTrack.Window) - 1;
        Assert.Equal((highest + 1 + late, leap - 1 - late, late, SequenceTrack.Window - late), Counts);
    }

    private (long Received, long Lost, long Reordered, long Duplicates) Counts =>
        (_track.Received, _track.Lost, _track.Reordered, _track.Duplicates);

    /// <summary>Sent in the order of their numbers.</summary>
    private void Take(params int[] numbers)
    {
        foreach (var number in numbers)
        {
            _track.Record((ulong)number, number, number);
        }
    }
}
