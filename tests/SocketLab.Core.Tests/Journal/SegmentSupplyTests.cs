using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Journal;

public sealed class SegmentSupplyTests
{
    private const int Ahead = 3;

    private readonly SegmentSupply _supply = new(Ahead);

    [Fact]
    public async Task Once_prepared_it_stays_as_many_segments_ahead()
    {
        Assert.Equal(0, _supply.Ready);
        _supply.Prepare();
        await Eventually.HoldsAsync(() => _supply.Ready == Ahead);
        var taken = Enumerable.Range(0, 20).Select(_ => _supply.Take(SegmentSupply.SegmentBytes)).ToList();
        Assert.All(taken, segment => Assert.Equal(SegmentSupply.SegmentBytes, segment.Length));
        Assert.Equal(taken.Count, taken.Distinct().Count());
        await Eventually.HoldsAsync(() => _supply.Ready == Ahead);
    }

    [Fact]
    public async Task Other_sizes_are_not_of_the_supply()
    {
        _supply.Prepare();
        await Eventually.HoldsAsync(() => _supply.Ready == Ahead);
        Assert.Equal(128 << 10, _supply.Take(128 << 10).Length);
        Assert.Equal(Ahead, _supply.Ready);
    }

    [Fact]
    public void Nobody_waits_for_it()
    {
        Assert.Equal(SegmentSupply.SegmentBytes, _supply.Take(SegmentSupply.SegmentBytes).Length);
        Assert.Equal(0, _supply.Ready);
    }
}
