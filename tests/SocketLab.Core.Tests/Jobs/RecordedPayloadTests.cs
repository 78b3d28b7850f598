using System.Diagnostics;
using System.Net;
using SocketLab.Core.Addresses;
using SocketLab.Core.Jobs;
using SocketLab.Core.Journal;
using SocketLab.Core.Tests.Journal;

namespace SocketLab.Core.Tests.Jobs;

/// <summary>Payloads that are read from a journal when they are due.</summary>
public sealed class RecordedPayloadTests : IDisposable
{
    private const int Count = 300_000;

    private readonly EntryJournal _journal = Sample.Journal(64 << 20);

    public void Dispose() => _journal.Dispose();

    [Fact]
    public void Few_of_many_cost_no_look_at_those_between_them()
    {
        Add(Count);
        var messages = Find((in EntryView entry) => entry.Sequence is 1 or Count / 2 or Count);
        Assert.Equal(3, messages.Count);
        var (payload, bytes) = (new RecordedPayload(messages), new byte[8]);
        payload.Write(bytes, 0);
        var begun = Stopwatch.GetTimestamp();
        Find((in EntryView _) => false);
        var once = Stopwatch.GetElapsedTime(begun);

        begun = Stopwatch.GetTimestamp();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var sum = 0L;
        for (var i = 0; i < 150; i++)
        {
            payload.Write(bytes, i);
            sum += BitConverter.ToInt64(bytes);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - allocated);
        Assert.InRange(Stopwatch.GetElapsedTime(begun), TimeSpan.Zero, 10 * once);
        Assert.Equal(50L * (1 + (Count / 2) + Count), sum);
    }

    [Fact]
    public void Each_round_has_all_of_them_in_order()
    {
        Add(1000);
        var messages = Find((in EntryView entry) => entry.Sequence % 3 == 0);
        var (payload, bytes) = (new RecordedPayload(messages), new byte[8]);
        for (var i = 0; i < 3 * messages.Count; i++)
        {
            payload.Write(bytes, i);
            Assert.Equal(3 * ((i % messages.Count) + 1), BitConverter.ToInt64(bytes));
        }
    }

    [Fact]
    public void One_that_was_evicted_meanwhile_is_told()
    {
        Add(10_000);
        var messages = Find((in EntryView entry) => entry.Sequence is 5 or 9_000);
        var (payload, bytes) = (new RecordedPayload(messages), new byte[8]);
        payload.Write(bytes, 0);
        _journal.Clear();
        Assert.Throws<EntriesEvictedException>(() => payload.Write(bytes, 1));
        Add(10);
        Assert.Throws<EntriesEvictedException>(() => payload.Write(bytes, 2));
    }

    private RecordedMessages Find(EntryPredicate isWanted) =>
        RecordedMessages.Find(_journal, isWanted, TestContext.Current.CancellationToken);

    private void Add(int count)
    {
        var peer = PeerAddress.From(new IPEndPoint(IPAddress.Loopback, 9));
        var first = _journal.Ledger.Last + 1;
        using var batch = _journal.BeginBatch();
        for (var i = 0; i < count; i++)
        {
            batch.AddDatagram(EntryDirection.In, TimeProvider.System.GetUtcNow().UtcTicks, peer, 8, BitConverter.GetBytes(first + i));
        }
    }
}
