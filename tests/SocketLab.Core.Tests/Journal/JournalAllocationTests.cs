using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Journal;

/// <summary>Nothing for the garbage collector to chase: a message is bytes in a segment, on the way in and on the way out.</summary>
public sealed class JournalAllocationTests
{
    private readonly EntryBatch _batch = new();

    [Fact]
    public void Appending_and_reading_allocate_nothing_once_the_journal_is_full()
    {
        using var journal = Sample.Journal(1 << 20);
        Append(journal, 20_000);
        Read(journal);
        Assert.True(journal.Ledger.Evicted > 0);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Append(journal, 20_000);
        var appended = GC.GetAllocatedBytesForCurrentThread();
        var read = Read(journal);
        var after = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(0, appended - before);
        Assert.Equal(0, after - appended);
        Assert.Equal(journal.Ledger.Kept, read);
    }

    private static void Append(EntryJournal journal, int count)
    {
        for (var i = 0; i < count; i++)
        {
            using var batch = journal.BeginBatch();
            batch.AddDatagram(EntryDirection.In, i, PeerAddress.None, 100, Sample.Payload(i, 100));
        }
    }

    private long Read(EntryJournal journal)
    {
        long read = 0,
            bytes = 0;
        for (var after = 0L; ; after = _batch.Next)
        {
            journal.Read(after, _batch);
            if (_batch.Count == 0)
            {
                break;
            }

            foreach (var view in _batch)
            {
                read++;
                bytes += view.Payload.Length + view.Length + view.Peer.Port + (int)view.Kind;
            }
        }

        Assert.True(bytes >= read * 200);
        return read;
    }
}
