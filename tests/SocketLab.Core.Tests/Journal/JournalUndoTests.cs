using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Journal;

public sealed class JournalUndoTests
{
    private const long Segment = 128 << 10;

    private static readonly TimeSpan UndoTime = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void An_undo_brings_back_every_entry_with_its_sequence_before_those_that_came_since()
    {
        using var journal = New();
        journal.Fill(300);
        var before = journal.ReadAll();
        var cleared = journal.Clear(UndoTime);
        Assert.Empty(journal.ReadAll());
        Assert.Equal((300L, 300L), (journal.Ledger.Cleared, cleared.Count));

        journal.Fill(50);
        Assert.Equal(300, journal.Undo(cleared));
        var after = journal.ReadAll();
        Assert.Equal(Enumerable.Range(1, 350).Select(i => (long)i), after.Select(entry => entry.Sequence));
        Assert.All(before.Zip(after), pair => Assert.True(pair.First.Payload.Span.SequenceEqual(pair.Second.Payload.Span)));
        Assert.Equal((0L, 0L, 350L), (journal.Ledger.Cleared, journal.Ledger.Evicted, journal.Ledger.Kept));

        journal.Fill(10);
        Assert.Equal(360, journal.ReadAll()[^1].Sequence);
    }

    [Fact]
    public void A_reader_in_the_middle_misses_nothing_by_a_clear_that_is_undone()
    {
        using var journal = New();
        journal.Fill(10);
        journal.Undo(journal.Clear(UndoTime));
        var batch = new EntryBatch();
        journal.Read(4, batch);
        Assert.Equal((0L, 6, 10L), (batch.Missed, batch.Count, batch.Next));
    }

    [Fact]
    public void When_the_time_is_over_the_memory_goes_back_and_nothing_comes_back()
    {
        var budget = new JournalBudget(Sample.Plenty);
        using var journal = New(budget);
        journal.Fill(300);
        var cleared = journal.Clear(UndoTime);
        Assert.True(budget.Used > 0);
        _clock.Advance(UndoTime);
        Assert.Equal(0, budget.Used);
        Assert.Equal(0, journal.Undo(cleared));
        Assert.Equal((300L, 0L), (journal.Ledger.Cleared, journal.Ledger.Kept));
    }

    [Fact]
    public void Clearing_for_good_leaves_nothing_to_undo()
    {
        var budget = new JournalBudget(Sample.Plenty);
        using var journal = New(budget);
        journal.Fill(100);
        var cleared = journal.Clear(UndoTime);
        journal.Fill(100);
        journal.Clear();
        Assert.Equal(0, budget.Used);
        Assert.Equal(0, journal.Undo(cleared));
        Assert.Equal(200, journal.Ledger.Cleared);
    }

    [Fact]
    public void Of_two_clears_the_later_is_undone_alone_and_the_earlier_with_it()
    {
        using var journal = New();
        journal.Fill(10);
        var first = journal.Clear(UndoTime);
        journal.Fill(10);
        var second = journal.Clear(UndoTime);
        journal.Fill(10);
        Assert.Equal(10, journal.Undo(second));
        Assert.Equal(11, journal.Ledger.First);
        Assert.Equal(10, journal.Undo(first));
        Assert.Equal((1L, 30L), (journal.Ledger.First, journal.Ledger.Kept));

        first = journal.Clear(UndoTime);
        journal.Fill(10);
        journal.Clear(UndoTime);
        Assert.Equal(40, journal.Undo(first));
        Assert.Equal((1L, 40L, 0L), (journal.Ledger.First, journal.Ledger.Kept, journal.Ledger.Cleared));
    }

    [Fact]
    public void An_undo_that_comes_too_late_leaves_what_a_later_clear_can_still_bring_back()
    {
        using var journal = New();
        journal.Fill(10);
        var first = journal.Clear(UndoTime);
        _clock.Advance(UndoTime / 2);
        journal.Fill(10);
        var second = journal.Clear(UndoTime);
        _clock.Advance(UndoTime / 2);
        Assert.Equal(0, journal.Undo(first));
        Assert.Equal((0L, 0L, 20L), (journal.Ledger.Kept, journal.Ledger.Evicted, journal.Ledger.Cleared));
        Assert.Equal(10, journal.Undo(second));
        Assert.Equal((11L, 10L), (journal.Ledger.First, journal.Ledger.Cleared));
    }

    [Fact]
    public void What_was_cleared_makes_room_for_new_entries_of_its_journal_before_any_of_them_is_evicted()
    {
        var budget = new JournalBudget(Sample.Plenty);
        using var journal = New(budget, Segment * 4);
        journal.Fill(450);
        var cleared = journal.Clear(UndoTime);
        var used = budget.Used;
        journal.Fill(200);
        Assert.Equal(used, budget.Used);
        Assert.Equal((0L, 200L), (journal.Ledger.Evicted, journal.Ledger.Kept));

        var back = journal.Undo(cleared);
        Assert.InRange(back, 100, 350);
        Assert.Equal((450 - back, 0L, 200 + back), (journal.Ledger.Evicted, journal.Ledger.Cleared, journal.Ledger.Kept));
        Assert.Equal(451 - back, journal.ReadAll()[0].Sequence);
        Assert.Equal(200 + back, journal.ReadAll().Count);
    }

    [Fact]
    public void What_was_cleared_makes_room_for_other_journals()
    {
        var budget = new JournalBudget(8 * Segment);
        using var cleared = New(budget, Segment * 6);
        using var other = New(budget, Segment * 8);
        cleared.Fill(700);
        var undo = cleared.Clear(UndoTime);
        other.Fill(500);
        Assert.Equal(0, other.Ledger.Evicted);
        Assert.InRange(budget.Used, 0, 8 * Segment);
        var back = cleared.Undo(undo);
        Assert.InRange(back, 1, 600);
        Assert.Equal((back, 700 - back, 0L), (cleared.Ledger.Kept, cleared.Ledger.Evicted, cleared.Ledger.Cleared));
        Assert.Equal(701 - back, cleared.ReadAll()[0].Sequence);
    }

    [Fact]
    public void A_smaller_limit_takes_what_was_cleared_first()
    {
        using var journal = New(new JournalBudget(Sample.Plenty), Segment * 8);
        journal.Fill(500);
        var cleared = journal.Clear(UndoTime);
        journal.Fill(300);
        journal.SetMaxBytes(Segment * 2);
        Assert.Equal((0L, 300L), (journal.Ledger.Evicted, journal.Ledger.Kept));
        Assert.Equal(0, journal.Undo(cleared));
    }

    private EntryJournal New(JournalBudget? budget = null, long maxBytes = Segment * 16) =>
        new(maxBytes, budget ?? new JournalBudget(Sample.Plenty), _clock);
}
