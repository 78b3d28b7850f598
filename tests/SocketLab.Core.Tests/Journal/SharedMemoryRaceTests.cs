using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Journal;

/// <summary>
/// Readers copy while the memory under their hands is cleared, goes to another journal, or back to the system: they never see a byte that
/// is not of their entry.
/// </summary>
public sealed class SharedMemoryRaceTests
{
    private const int Journals = 3;

    private const int Writes = 20_000;

    /// <summary>Small segments go back to the system at once, others when nobody needed them for a while.</summary>
    [Theory]
    [InlineData(128 << 10)]
    [InlineData(JournalBudget.SegmentBytes)]
    public async Task Readers_never_see_what_belongs_to_another_life_of_the_memory(int segment)
    {
        var clock = new FakeTimeProvider();
        using var budget = new JournalBudget(7L * segment, clock);
        var journals = Enumerable.Range(0, Journals).Select(_ => Sample.Journal(4 * segment, budget)).ToArray();
        using var stop = new CancellationTokenSource();
        var others = journals
            .Concat(journals)
            .Select((journal, i) => Task.Run(() => ReadUntilStopped(journal, i % Journals, stop.Token)))
            .Append(Task.Run(() => GiveBackUntilStopped(clock, stop.Token)))
            .ToArray();
        var writers = journals.Select((journal, number) => Task.Run(() => Write(journal, number, segment))).ToArray();

        await Eventually.Ends(Task.WhenAll(writers));
        await stop.CancelAsync();
        await Eventually.Ends(Task.WhenAll(others));

        foreach (var journal in journals)
        {
            Assert.True(journal.Ledger is { Cleared: > 0, Evicted: > 0 });
            journal.Ledger.AssertReconciles();
            journal.Dispose();
        }

        Assert.Equal(0, budget.Used);
    }

    /// <summary>Clears now and then, and takes turns with others in having much memory.</summary>
    private static void Write(EntryJournal journal, int number, int segment)
    {
        var random = new Random(number);
        for (var sequence = 1; sequence <= Writes; sequence++)
        {
            using (var batch = journal.BeginBatch())
            {
                batch.AddDatagram(
                    EntryDirection.In,
                    Mark(sequence, number),
                    PeerAddress.None,
                    LengthOf(sequence),
                    PayloadOf(sequence, number)
                );
            }

            switch (random.Next(400))
            {
                case < 8:
                    journal.Clear();
                    break;
                case 8:
                    journal.SetMaxBytes(0);
                    journal.SetMaxBytes(4 * segment);
                    break;
            }
        }
    }

    private static void ReadUntilStopped(EntryJournal journal, int number, CancellationToken stop)
    {
        var batch = new EntryBatch();
        var random = new Random(number);
        while (!stop.IsCancellationRequested)
        {
            // The oldest are those whose memory is the next to go.
            journal.Read(random.Next(2) == 0 ? 0 : batch.Next, batch);
            foreach (var entry in batch)
            {
                var length = LengthOf(entry.Sequence);
                Assert.Equal((Mark(entry.Sequence, number), length), (entry.Time.Ticks, entry.StoredLength));
                Assert.True(PayloadOf(entry.Sequence, number).SequenceEqual(entry.Payload), $"Entry {entry.Sequence} is damaged.");
            }
        }
    }

    private static void GiveBackUntilStopped(FakeTimeProvider clock, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            clock.Advance(SpareSegments.TrimInterval);
        }
    }

    private static long Mark(long sequence, int number) => (sequence * Journals) + number;

    private static ReadOnlySpan<byte> PayloadOf(long sequence, int number) => Sample.Payload(Mark(sequence, number), LengthOf(sequence));

    // None is zero: memory that went back to the system reads as zeros.
    private static int LengthOf(long sequence) => sequence % 3 == 0 ? 60_000 : 1 + (int)(sequence * 31 % 9000);
}
