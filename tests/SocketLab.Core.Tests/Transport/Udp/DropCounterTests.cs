using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Udp;

namespace SocketLab.Core.Tests.Transport.Udp;

public sealed class DropCounterTests : IDisposable
{
    private readonly EntryJournal _journal = new(1 << 20, new JournalBudget(1 << 20), TimeProvider.System);
    private readonly DropCounter _drops = new();

    public void Dispose() => _journal.Dispose();

    [Fact]
    public void Each_increase_of_the_total_is_an_event_and_counted_once()
    {
        Record(3, 3, 10, 7, 10);
        Assert.Equal([3, 7], Events());
        Assert.Equal((10, 10u), (_drops.Count, _drops.LastTotal));
    }

    [Fact]
    public void The_kernels_total_starts_again_at_0_after_32_bits()
    {
        Record(int.MaxValue, uint.MaxValue - 1, 5);
        Assert.Equal([int.MaxValue, int.MaxValue, 7], Events());
        Assert.Equal(uint.MaxValue + 6L, _drops.Count);
    }

    [Fact]
    public void A_total_that_was_read_earlier_is_no_increase()
    {
        Record(100);
        Assert.Equal((false, false, true), (_drops.IsMore(99), _drops.IsMore(100), _drops.IsMore(101)));
    }

    private void Record(params uint[] totals)
    {
        foreach (var total in totals)
        {
            using var batch = _journal.BeginBatch();
            _drops.Record(total, in batch);
        }
    }

    private List<long> Events() => [.. _journal.Events(EventType.Dropped).Select(entry => entry.Data<CountData>().Count)];
}
