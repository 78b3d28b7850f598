using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Journal;

/// <summary>Readers copy without the lock while the writer empties segments under their hands.</summary>
public sealed class EntryJournalConcurrencyTests
{
    private const int Writes = 300_000;

    [Fact]
    public async Task Readers_get_every_entry_intact_or_counted_as_missed()
    {
        for (var round = 0; round < 6; round++)
        {
            await RaceAsync();
        }
    }

    private static async Task RaceAsync()
    {
        // Two segments: each is emptied and used again all the time.
        using var journal = Sample.Journal(256 << 10);
        var readers = Enumerable
            .Range(0, 3)
            .Select(i => Task.Run(() => ReadToEndAsync(journal, maxPayload: i == 0 ? 16 : int.MaxValue)))
            .ToArray();
        var writer = Task.Run(() => Write(journal));

        foreach (var (read, missed) in await Eventually.Ends(Task.WhenAll(readers)))
        {
            Assert.Equal(Writes, read + missed);
            Assert.True(read > 0);
        }

        await Eventually.Ends(writer);
        Assert.True(journal.Ledger.Evicted > 0);
        journal.Ledger.AssertReconciles();
    }

    private static void Write(EntryJournal journal)
    {
        for (var sequence = 1; sequence <= Writes; sequence++)
        {
            var payload = Sample.Payload(sequence, LengthOf(sequence));
            using var batch = journal.BeginBatch();
            batch.AddDatagram(EntryDirection.In, sequence, PeerAddress.None, payload.Length, payload);
        }
    }

    private static async Task<(long Read, long Missed)> ReadToEndAsync(EntryJournal journal, int maxPayload)
    {
        long read = 0,
            missed = 0,
            after = 0;
        var batch = new EntryBatch();
        using var patience = new CancellationTokenSource(Eventually.Patience);
        while (after < Writes)
        {
            var seen = journal.Changed.Version;
            journal.Read(after, batch, maxPayload: maxPayload);
            AssertIntact(batch, after, maxPayload);
            read += batch.Count;
            missed += batch.Missed;
            after = batch.Next;
            if (batch.Count == 0)
            {
                await journal.Changed.WaitAsync(seen, patience.Token);
            }
        }

        return (read, missed);
    }

    private static void AssertIntact(EntryBatch batch, long after, int maxPayload)
    {
        var expected = after + batch.Missed;
        foreach (var view in batch)
        {
            var length = LengthOf(++expected);
            Assert.Equal(expected, view.Sequence);
            Assert.Equal(expected, view.Time.Ticks);
            Assert.Equal(length, view.Length);
            Assert.True(
                Sample.Payload(expected, Math.Min(length, maxPayload)).SequenceEqual(view.Payload),
                $"Entry {expected} is damaged."
            );
        }
    }

    // Mostly short, now and then as long as can be: whatever stands at a recycled place then looks like something else.
    private static int LengthOf(long sequence) =>
        (sequence % 97) switch
        {
            0 => 65_535,
            < 10 => (int)(sequence * 7919 % 9000),
            _ => (int)(sequence * 31 % 120),
        };
}
