using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Journal;

public sealed class MarkedEntriesTests : IDisposable
{
    private readonly EntryJournal _journal = new(256 << 10, new JournalBudget(1 << 20), TimeProvider.System);

    public void Dispose() => _journal.Dispose();

    [Fact]
    public void An_entry_is_marked_as_long_as_it_is_kept_and_who_looks_is_woken()
    {
        Add(100);
        var version = _journal.Changed.Version;
        Assert.True(_journal.Marks.Set(7, ""));
        Assert.True(_journal.Marks.Set(9, "here it began"));
        Assert.NotEqual(version, _journal.Changed.Version);
        Assert.Equal(("", "here it began", null), (_journal.Marks.Find(7), _journal.Marks.Find(9), _journal.Marks.Find(8)));
        Assert.True(_journal.Marks.Set(7, "and this"));
        Assert.Equal("and this", _journal.Marks.Find(7));
        Assert.True(_journal.Marks.Remove(9));
        Assert.False(_journal.Marks.Remove(9));
        Assert.False(_journal.Marks.Set(0, ""));
        Assert.False(_journal.Marks.Set(101, ""));

        Add(20_000);
        Assert.False(_journal.Marks.Set(7, ""));
        Assert.True(_journal.Marks.Set(_journal.Ledger.Last, ""));
        Assert.Equal([_journal.Ledger.Last], _journal.Marks.All.Keys);
    }

    [Fact]
    public void What_a_clear_that_is_undone_brings_back_is_marked_as_before()
    {
        Add(10);
        Assert.True(_journal.Marks.Set(7, "here it began"));
        var cleared = _journal.Clear(TimeSpan.FromMinutes(1));
        Add(1);
        Assert.True(_journal.Marks.Set(11, ""));
        _journal.Undo(cleared);
        Assert.Equal(("here it began", ""), (_journal.Marks.Find(7), _journal.Marks.Find(11)));

        _journal.Clear();
        Add(1);
        Assert.True(_journal.Marks.Set(12, ""));
        Assert.Equal([12], _journal.Marks.All.Keys);
    }

    [Fact]
    public void Marks_are_bounded()
    {
        using var large = new EntryJournal(8 << 20, new JournalBudget(64 << 20), TimeProvider.System);
        using (var batch = large.BeginBatch())
        {
            for (var i = 0; i <= MarkedEntries.MaxMarks; i++)
            {
                batch.AddDatagram(EntryDirection.In, i, default, 1, "x"u8);
            }
        }

        for (var i = 1; i <= MarkedEntries.MaxMarks; i++)
        {
            Assert.True(large.Marks.Set(i, ""));
        }

        Assert.False(large.Marks.Set(MarkedEntries.MaxMarks + 1, ""));
        Assert.True(large.Marks.Set(5, "changed"));
        Assert.Throws<ArgumentOutOfRangeException>(() => large.Marks.Set(5, new string('x', MarkedEntries.MaxNote + 1)));
    }

    private void Add(int count)
    {
        using var batch = _journal.BeginBatch();
        for (var i = 0; i < count; i++)
        {
            batch.AddDatagram(EntryDirection.In, i, default, 1, "x"u8);
        }
    }
}
