using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Journal;

/// <summary>Appends whose every byte follows from the sequence, so that a reader can tell a damaged entry.</summary>
internal static class Sample
{
    public const long Plenty = 1L << 40;

    private static readonly byte[] Filling = [.. Enumerable.Range(0, 66_000 + 251).Select(i => (byte)(i % 251))];

    public static EntryJournal Journal(long maxBytes = 256 << 10, JournalBudget? budget = null) =>
        new(maxBytes, budget ?? new JournalBudget(Plenty), TimeProvider.System);

    /// <summary>What entry <paramref name="sequence"/> holds when it is <paramref name="length"/> long.</summary>
    public static ReadOnlySpan<byte> Payload(long sequence, int length) => Filling.AsSpan((int)(sequence % 251), length);

    public static void AddDatagram(this EntryJournal journal, ReadOnlySpan<byte> payload)
    {
        using var batch = journal.BeginBatch();
        batch.AddDatagram(EntryDirection.In, DateTime.UnixEpoch.Ticks, PeerAddress.None, payload.Length, payload);
    }

    /// <summary>Appends <paramref name="count"/> datagrams of <paramref name="length"/> bytes.</summary>
    public static void Fill(this EntryJournal journal, int count, int length = 1000)
    {
        for (var i = 0; i < count; i++)
        {
            journal.AddDatagram(Payload(journal.Ledger.Last + 1, length));
        }
    }
}
