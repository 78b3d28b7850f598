using System.Runtime.CompilerServices;
using SocketLab.Core.Journal;

namespace SocketLab.Testing;

/// <summary>What tests ask a journal.</summary>
internal static class JournalReading
{
    /// <summary>All kept entries behind <paramref name="after"/>.</summary>
    public static List<Entry> ReadAll(this EntryJournal journal, long after = 0, int maxPayload = int.MaxValue)
    {
        var entries = new List<Entry>();
        var batch = new EntryBatch();
        do
        {
            journal.Read(after, batch, maxPayload: maxPayload);
            entries.AddRange(batch.ToEntries());
            after = batch.Next;
        } while (batch.Count > 0);

        return entries;
    }

    /// <summary>All kept events of one type.</summary>
    public static List<Entry> Events(this EntryJournal journal, EventType type) =>
        [.. journal.ReadAll(maxPayload: 0).Where(entry => entry.Event?.Type == type)];

    /// <summary>All kept messages that went one way.</summary>
    public static List<Entry> Messages(this EntryJournal journal, EntryDirection direction) =>
        [.. journal.ReadAll().Where(entry => entry.Direction == direction)];

    /// <summary>The bytes of all messages that went one way, in order.</summary>
    public static byte[] Bytes(this IEnumerable<Entry> entries, EntryDirection direction)
    {
        using var bytes = new MemoryStream();
        foreach (var entry in entries.Where(entry => entry.Direction == direction))
        {
            bytes.Write(entry.Payload.Span);
        }

        return bytes.ToArray();
    }

    /// <summary>The types of all kept events, in order.</summary>
    public static List<EventType> EventTypes(this EntryJournal journal) =>
        [.. journal.ReadAll(maxPayload: 0).Where(entry => entry.Event is not null).Select(entry => entry.Event!.Type)];

    /// <summary>Waits for the first entry that fits.</summary>
    public static async Task<Entry> FirstAsync(
        this EntryJournal journal,
        Func<Entry, bool> fits,
        [CallerArgumentExpression(nameof(fits))] string what = ""
    )
    {
        Entry? found = null;
        var after = 0L;
        await Eventually.HoldsAsync(
            journal.Changed,
            () =>
            {
                var more = journal.ReadAll(after);
                after = more.Count > 0 ? more[^1].Sequence : after;
                return (found = more.Find(entry => fits(entry))) is not null;
            },
            what
        );
        return found!;
    }

    /// <summary>Waits for the first event of one type.</summary>
    public static Task<Entry> EventAsync(this EntryJournal journal, EventType type) =>
        journal.FirstAsync(entry => entry.Event?.Type == type, type.ToString());

    /// <summary>The figures of an event that carries them.</summary>
    public static T Data<T>(this Entry entry)
        where T : EventData => Assert.IsType<T>(entry.Event?.Data);

    /// <summary>Received + sent + events = journaled = evicted + cleared + kept, and the sequence agrees.</summary>
    public static void AssertReconciles(this JournalLedger ledger)
    {
        Assert.Equal(ledger.ReceivedMessages + ledger.SentMessages + ledger.Events, ledger.Journaled);
        Assert.Equal(ledger.Evicted + ledger.Cleared + ledger.Kept, ledger.Journaled);
        Assert.Equal(ledger.Last, ledger.Journaled);
        Assert.True(ledger.Kept >= 0);
        Assert.Equal(ledger.Kept, ledger.Last - ledger.First + 1);
    }
}
