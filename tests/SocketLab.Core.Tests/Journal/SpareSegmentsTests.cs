using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Journal;

/// <summary>Memory that no journal has at the moment: what is kept, for how long, and that the rest goes back to the system.</summary>
public sealed class SpareSegmentsTests
{
    private const int Size = JournalBudget.SegmentBytes;

    private const int Limit = 40;

    private readonly FakeTimeProvider _clock = new();
    private readonly JournalBudget _budget;

    public SpareSegmentsTests() => _budget = new JournalBudget((long)Limit * Size, _clock);

    private long Spare => (_budget.Held - _budget.Used) / Size;

    [Fact]
    public async Task Once_prepared_it_stays_some_touched_segments_ahead()
    {
        Assert.Equal(0, Spare);
        _budget.Prepare();
        await Eventually.HoldsAsync(() => Spare == SpareSegments.Ahead);
        var taken = Take(20);
        Assert.Equal(taken.Count, taken.Distinct().Count());
        await Eventually.HoldsAsync(() => Spare == SpareSegments.Ahead);
        Assert.All(Take(SpareSegments.Ahead), segment => Assert.True(Resident(segment) >= Size - (2 * Environment.SystemPageSize)));
    }

    [Fact]
    public async Task It_stays_ahead_within_the_limit_only()
    {
        var taken = Take(Limit - 3);
        _budget.Prepare();
        await Eventually.HoldsAsync(() => Spare == 3);
        taken.AddRange(Take(3));
        Assert.Equal(0, Spare);
        Assert.Null(_budget.Take(Size, isOwn: false));
        Assert.NotNull(_budget.Take(Size, isOwn: true));
    }

    [Fact]
    public void Nobody_waits_for_it_and_other_sizes_are_not_kept()
    {
        var small = _budget.Take(128 << 10, isOwn: false)!;
        Assert.Equal(128 << 10, small.Size);
        small.Next(small.Room).Fill(1);
        _budget.Return(small);
        Assert.Equal((0, 0L), (Spare, Resident(small)));
    }

    [Theory]
    [InlineData(Size)]
    [InlineData(Size / 2)]
    public void Whoever_still_copies_from_what_was_let_go_can_tell(int size)
    {
        var segment = _budget.Take(size, isOwn: false)!;
        var seen = segment.Generation;
        _budget.Return(segment);
        Assert.NotEqual(seen, segment.Generation);
    }

    [Fact]
    public void What_was_let_go_is_used_again()
    {
        var taken = Take(10);
        taken.ForEach(_budget.Return);
        Assert.Equal((0, 10), (_budget.Used, Spare));
        Assert.Equal(taken.ToHashSet(), [.. Take(10)]);
        Assert.Equal(10L * Size, _budget.Held);
    }

    [Fact]
    public void What_nobody_needs_goes_back_to_the_system_after_two_looks()
    {
        var taken = Take(10);
        taken.ForEach(Fill);
        taken.ForEach(_budget.Return);
        Trim();
        Assert.Equal(10, Spare);
        Trim();
        Assert.Equal(0, Spare);
        Assert.All(taken, segment => Assert.Equal(0, Resident(segment)));
    }

    [Fact]
    public async Task What_is_kept_ahead_does_not_go_back()
    {
        _budget.Prepare();
        await Eventually.HoldsAsync(() => Spare == SpareSegments.Ahead);
        Take(30).ForEach(_budget.Return);
        await Eventually.HoldsAsync(() => Spare >= 30);
        Trim();
        Trim();
        Trim();
        Assert.Equal(SpareSegments.Ahead, Spare);
    }

    [Fact]
    public void What_is_needed_over_and_over_stays()
    {
        for (var i = 0; i < 10; i++)
        {
            Take(20).ForEach(_budget.Return);
            Trim();
        }

        Assert.Equal(20, Spare);
    }

    [Fact]
    public void Segments_of_another_size_take_the_place_of_what_is_kept()
    {
        var large = Take(Limit);
        large.ForEach(Fill);
        large.ForEach(_budget.Return);
        for (var i = 0; i < 80; i++)
        {
            Assert.NotNull(_budget.Take(Size / 2, isOwn: false));
            Assert.InRange(_budget.Held, 0, (long)Limit * Size);
        }

        Assert.Equal(0, Spare);
        Assert.All(large, segment => Assert.Equal(0, Resident(segment)));
    }

    [Fact]
    public void Disposed_it_keeps_nothing()
    {
        var taken = Take(10);
        taken.Take(5).ToList().ForEach(_budget.Return);
        _budget.Dispose();
        Assert.Equal(0, Spare);
        taken.Skip(5).ToList().ForEach(_budget.Return);
        _budget.Prepare();
        Assert.Equal(0, _budget.Held);
    }

    private static void Fill(Segment segment) => segment.Next(segment.Room).Fill(1);

    /// <summary>Of a segment that nothing was added to since it began its life.</summary>
    private static long Resident(Segment segment) => Residency.BytesOf(segment.Next(segment.Room));

    private void Trim() => _clock.Advance(SpareSegments.TrimInterval);

    private List<Segment> Take(int count) => [.. Enumerable.Range(0, count).Select(_ => _budget.Take(Size, isOwn: false)!)];
}
