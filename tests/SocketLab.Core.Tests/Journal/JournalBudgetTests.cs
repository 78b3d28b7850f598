using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Journal;

public sealed class JournalBudgetTests
{
    private const long Segment = 128 << 10;

    [Fact]
    public void Journal_that_appends_to_an_exhausted_budget_evicts_its_own_oldest()
    {
        var budget = new JournalBudget(6 * Segment);
        using var greedy = Sample.Journal(Segment * 4, budget);
        using var quiet = Sample.Journal(Segment * 4, budget);
        quiet.Fill(50);
        greedy.Fill(2000);
        Assert.True(greedy.Ledger.Evicted > 0);
        var ownOldest = greedy.Ledger.First;

        quiet.Fill(2000);
        Assert.True(quiet.Ledger.Evicted > 0);
        Assert.Equal(ownOldest, greedy.Ledger.First);
        Assert.InRange(budget.Used, 0, 6 * Segment);
    }

    [Fact]
    public void Two_segments_are_always_a_journals_own()
    {
        var budget = new JournalBudget(0);
        using var journal = Sample.Journal(Segment * 4, budget);
        journal.Fill(2000);
        Assert.Equal(2 * Segment, budget.Used);
        Assert.InRange(journal.Ledger.Kept, 100, 262);
    }

    [Fact]
    public void Budget_is_whole_again_when_all_journals_are_gone()
    {
        var budget = new JournalBudget(8 * Segment);
        var journals = Enumerable.Range(0, 4).Select(_ => Sample.Journal(Segment * 4, budget)).ToArray();
        foreach (var journal in journals)
        {
            journal.Fill(1000);
            journal.SetMaxBytes(Segment * 3);
            journal.Clear();
            journal.Fill(300);
        }

        Assert.True(budget.Used > 0);
        Array.ForEach(journals, journal => journal.Dispose());
        Assert.Equal(0, budget.Used);
    }

    [Fact]
    public void Late_append_to_a_disposed_journal_takes_no_memory()
    {
        var budget = new JournalBudget(8 * Segment);
        var journal = Sample.Journal(Segment * 4, budget);
        journal.Fill(10);
        journal.Dispose();
        journal.Fill(10);
        Assert.Equal(0, budget.Used);
        Assert.Empty(journal.ReadAll());
        journal.Ledger.AssertReconciles();
    }

    [Fact]
    public void Late_appends_to_a_disposed_journal_allocate_no_segment()
    {
        var journal = Sample.Journal(Segment * 4);
        journal.Dispose();
        journal.Fill(1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            using var batch = journal.BeginBatch();
            batch.AddDatagram(EntryDirection.In, i, PeerAddress.None, 100, Sample.Payload(i, 100));
            batch.ReserveData().Clear();
            batch.AddReserved(i, PeerAddress.None, new ConnectionId(1), 0, 10);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(201, journal.Ledger.Cleared);
        journal.Ledger.AssertReconciles();
    }
}
