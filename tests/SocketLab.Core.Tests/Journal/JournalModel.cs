using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Journal;

/// <summary>
/// A list of everything ever appended, with what became of it. Which entries are evicted when is the journal's business; that the counts
/// agree is not.
/// </summary>
/// <param name="journal">What is compared with it.</param>
/// <param name="seed">Makes the entries of one model differ from those of another.</param>
internal sealed class JournalModel(EntryJournal journal, int seed = 0)
{
    private readonly List<Entry> _all = [];
    private readonly List<bool> _evicted = [];
    private readonly EntryBatch _batch = new();
    private long _first = 1;
    private long _cleared;

    private long Last => _all.Count;

    public void AddDatagrams(int count, int size, EntryDirection direction) => AddBatch(count, (in JournalBatch batch) =>
        {
            var entry = Next(EntryKind.Datagram, direction, size) with { Length = size + 3, Truncated = true };
            batch.AddDatagram(direction, entry.Time.Ticks, entry.Peer, entry.Length, entry.Payload.Span);
            return entry;
        });

    public void AddData(int count, int size, EntryDirection direction) => AddBatch(count, (in JournalBatch batch) =>
        {
            var entry = Next(EntryKind.Data, direction, size) with { ConnectionId = new ConnectionId(77), Offset = Last * 5 };
            batch.AddData(direction, entry.Time.Ticks, entry.Peer, entry.ConnectionId, entry.Offset, entry.Payload.Span);
            return entry;
        });

    /// <summary>Reads in place, as from a socket. What is written there and not made an entry must leave no trace.</summary>
    public void AddReads(int count, int size) => AddBatch(count, (in JournalBatch batch) =>
        {
            batch.ReserveData().Fill(0xEE);
            var room = batch.ReserveData();
            Assert.InRange(room.Length, 4096, 32 << 10);
            var entry = Next(EntryKind.Data, EntryDirection.In, Math.Min(size, room.Length)) with
            {
                ConnectionId = new ConnectionId(78),
                Offset = Last * 7,
            };
            entry.Payload.Span.CopyTo(room);
            batch.AddReserved(entry.Time.Ticks, entry.Peer, entry.ConnectionId, entry.Offset, entry.Length);
            return entry;
        });

    public void AddEvents(int count, int size) => AddBatch(count, (in JournalBatch batch) =>
        {
            var what = new JournalEvent(EventType.Dropped, "code", new string('ä', size), new CountData(Last));
            batch.AddEvent(PackedEvent.From(what));
            return Next(EntryKind.Event, EntryDirection.None, 0) with { Event = what };
        });

    public void NoteClear()
    {
        _cleared += Last - _first + 1;
        _first = Last + 1;
        AssertLedger();
    }

    /// <summary>What left since the last look, other than by clearing, was evicted.</summary>
    public void NoteEviction()
    {
        for (; _first < journal.Ledger.First; _first++)
        {
            _evicted[(int)_first - 1] = true;
        }

        AssertLedger();
    }

    public void AssertReads(long after, int maxCount, int maxPayload)
    {
        journal.Read(after, _batch, maxCount, maxPayload);
        var start = Math.Clamp(after + 1, _first, Last + 1);
        Assert.Equal(_evicted.Skip((int)after).Count(evicted => evicted), _batch.Missed);
        Assert.InRange(_batch.Count, start <= Last && maxCount > 0 ? 1 : 0, Math.Min(maxCount, Last - start + 1));
        Assert.Equal(start + _batch.Count - 1, _batch.Next);
        var sequence = start;
        foreach (var view in _batch)
        {
            Assert.Equal(sequence, view.Sequence);
            AssertSame(_all[(int)sequence++ - 1], view, maxPayload);
        }
    }

    public void AssertKeptIsReadable()
    {
        for (var after = _first - 1; after < Last; after = _batch.Next)
        {
            AssertReads(after, int.MaxValue, int.MaxValue);
        }
    }

    private static void AssertSame(Entry expected, EntryView actual, int maxPayload)
    {
        Assert.Equal((expected.Kind, expected.Direction, expected.Length), (actual.Kind, actual.Direction, actual.Length));
        Assert.Equal((expected.Peer, expected.ConnectionId, expected.Offset), (actual.Peer, actual.ConnectionId, actual.Offset));
        if (expected.Event is { } what)
        {
            Assert.Equivalent(what, actual.ReadEvent());
            return;
        }

        Assert.Equal(expected.Time, actual.Time);
        Assert.Equal(expected.Truncated, actual.Truncated);
        Assert.Equal(expected.Payload.Length, actual.StoredLength);
        var cut = expected.Payload.Span[..Math.Min(expected.Payload.Length, maxPayload)];
        Assert.True(cut.SequenceEqual(actual.Payload), $"Entry {actual.Sequence} is damaged.");
    }

    private void AddBatch(int count, Appending append)
    {
        using (var batch = journal.BeginBatch())
        {
            for (var i = 0; i < count; i++)
            {
                _all.Add(append(in batch));
                _evicted.Add(false);
            }
        }

        NoteEviction();
    }

    private Entry Next(EntryKind kind, EntryDirection direction, int size) =>
        new()
        {
            Sequence = Last + 1,
            Time = DateTime.UnixEpoch.AddTicks(Last + 1),
            Kind = kind,
            Direction = direction,
            Peer =
                kind == EntryKind.Event
                    ? PeerAddress.None
                    : PeerAddress.From(new(System.Net.IPAddress.Loopback, (int)((Last + seed) & 0xffff))),
            Length = size,
            Payload = Sample.Payload(Last + 1 + seed, size).ToArray(),
        };

    private void AssertLedger()
    {
        var ledger = journal.Ledger;
        Assert.Equal((Last, _first, _cleared), (ledger.Last, ledger.First, ledger.Cleared));
        Assert.Equal(_evicted.Count(evicted => evicted), ledger.Evicted);
        Assert.Equal(_all.Count(entry => entry.Direction == EntryDirection.In), ledger.ReceivedMessages);
        Assert.Equal(_all.Count(entry => entry.Direction == EntryDirection.Out), ledger.SentMessages);
        Assert.Equal(
            _all.Where(entry => entry.Direction == EntryDirection.In).Sum(entry => (long)entry.Payload.Length),
            ledger.ReceivedBytes
        );
        Assert.Equal(_all.Where(entry => entry.Direction == EntryDirection.Out).Sum(entry => (long)entry.Payload.Length), ledger.SentBytes);
    }

    private delegate Entry Appending(in JournalBatch batch);
}
