using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Journal;

public sealed class EntryJournalTests
{
    private readonly EntryBatch _batch = new();

    [Fact]
    public void Empty_journal_reads_as_nothing_missed()
    {
        using var journal = Sample.Journal();
        journal.Read(0, _batch);
        Assert.Equal((0, 0L, 0L), (_batch.Count, _batch.Missed, _batch.Next));
        Assert.Equal((0L, 1L), (journal.Ledger.Last, journal.Ledger.First));
    }

    [Fact]
    public void Position_beyond_the_end_starts_at_the_end()
    {
        using var journal = Sample.Journal();
        journal.Fill(3);
        journal.Read(1000, _batch);
        Assert.Equal((0, 0L, 3L), (_batch.Count, _batch.Missed, _batch.Next));
    }

    [Fact]
    public void Eviction_takes_the_oldest_and_counts_them_as_missed()
    {
        using var journal = Sample.Journal();
        journal.Fill(1000);
        var first = journal.Ledger.First;
        Assert.InRange(first, 500, 1000);
        journal.Read(100, _batch);
        Assert.Equal(first - 101, _batch.Missed);
        Assert.Equal(Enumerable.Range((int)first, (int)(1001 - first)), journal.ReadAll().Select(entry => (int)entry.Sequence));
    }

    [Fact]
    public void Clearing_keeps_sequence_and_counters()
    {
        using var journal = Sample.Journal();
        journal.Fill(5, length: 10);
        journal.Clear();
        journal.Fill(1, length: 10);
        var ledger = journal.Ledger;
        Assert.Equal((6L, 6L, 60L, 5L, 1L), (ledger.Last, ledger.ReceivedMessages, ledger.ReceivedBytes, ledger.Cleared, ledger.Kept));
        Assert.Equal([6L], journal.ReadAll().Select(entry => entry.Sequence));
    }

    [Fact]
    public void What_was_cleared_is_not_missed_but_what_was_evicted_before_is()
    {
        using var journal = Sample.Journal();
        journal.Fill(1000);
        var evicted = journal.Ledger.Evicted;
        Assert.True(evicted > 0);
        journal.Clear();
        journal.Fill(1000);
        journal.Clear();
        journal.Read(0, _batch);
        Assert.Equal(journal.Ledger.Evicted, _batch.Missed);
        journal.Read(evicted, _batch);
        Assert.Equal(journal.Ledger.Evicted - evicted, _batch.Missed);
    }

    [Fact]
    public void Lower_limit_is_reached_at_once_and_wakes_readers()
    {
        using var journal = Sample.Journal(4 << 20);
        journal.Fill(3000);
        Assert.Equal(0, journal.Ledger.Evicted);
        var seen = journal.Changed.Version;
        journal.SetMaxBytes(2 << 20);
        Assert.InRange(journal.Ledger.Kept * 1000, 1, 2 << 20);
        Assert.NotEqual(seen, journal.Changed.Version);
        journal.Ledger.AssertReconciles();
    }

    [Fact]
    public void Longest_message_fits_into_the_smallest_journal_and_the_smallest_batch()
    {
        using var journal = Sample.Journal(maxBytes: 0);
        var batch = new EntryBatch(1);
        for (var sequence = 1; sequence <= 5; sequence++)
        {
            journal.AddDatagram(Sample.Payload(sequence, 65_535));
            journal.Read(sequence - 1, batch);
            Assert.Equal(1, batch.Count);
            Assert.Equal(65_535, batch.ToEntries()[0].Payload.Length);
        }
    }

    [Fact]
    public void Message_that_no_segment_holds_is_refused_and_not_counted()
    {
        using var journal = Sample.Journal();
        Assert.Throws<ArgumentOutOfRangeException>(() => journal.AddDatagram(new byte[200 << 10]));
        journal.Fill(2);
        Assert.Equal([1L, 2L], journal.ReadAll().Select(entry => entry.Sequence));
        journal.Ledger.AssertReconciles();
    }

    [Fact]
    public void Endless_event_message_is_cut_and_not_lost()
    {
        using var journal = Sample.Journal();
        journal.AddEvent(new(EventType.Faulted, "socketError", new string('x', 1 << 20)));
        Assert.StartsWith("xxx", Assert.Single(journal.ReadAll()).Event!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Truncated_counts_received_messages_only_and_bytes_as_delivered()
    {
        using var journal = Sample.Journal();
        using (var batch = journal.BeginBatch())
        {
            batch.AddDatagram(EntryDirection.In, 0, PeerAddress.None, 100, Sample.Payload(1, 40));
            batch.AddDatagram(EntryDirection.In, 0, PeerAddress.None, 40, Sample.Payload(2, 40));
        }

        Assert.Equal((1L, 80L), (journal.Ledger.Truncated, journal.Ledger.ReceivedBytes));
        Assert.Equal([(100, true), (40, false)], journal.ReadAll().Select(entry => (entry.Length, entry.Truncated)));
    }

    [Fact]
    public void Two_journals_have_different_ids() => Assert.NotEqual(Sample.Journal().Id, Sample.Journal().Id);

    [Fact]
    public async Task Change_wakes_everybody_who_waits()
    {
        using var journal = Sample.Journal();
        var seen = journal.Changed.Version;
        var waits = Enumerable.Range(0, 3).Select(_ => journal.Changed.WaitAsync(seen, CancellationToken.None)).ToArray();
        Assert.DoesNotContain(waits, wait => wait.IsCompleted);
        journal.Fill(1);
        await Eventually.Ends(Task.WhenAll(waits));
        Assert.True(journal.Changed.WaitAsync(seen, CancellationToken.None).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Waiting_for_a_change_can_be_given_up()
    {
        using var journal = Sample.Journal();
        using var cancellation = new CancellationTokenSource();
        var wait = journal.Changed.WaitAsync(journal.Changed.Version, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }
}
