using SocketLab.Core.Addresses;

namespace SocketLab.Core.Journal;

/// <summary>Appends several entries under one hold of the journal's lock. Dispose it to let go and wake the readers.</summary>
public ref struct JournalBatch
{
    /// <summary>A smaller rest of a segment is not worth a read of its own.</summary>
    private const int MinRead = 4 << 10;

    /// <summary>Measured: what the sender has just written is still in the processor's cache for so much, and no more.</summary>
    private const int MaxRead = 32 << 10;

    private readonly EntryJournal _journal;
    private Lock.Scope _scope;

    internal JournalBatch(EntryJournal journal, Lock.Scope scope)
    {
        _journal = journal;
        _scope = scope;
    }

    /// <summary>Adds a datagram.</summary>
    /// <param name="direction">Received or sent.</param>
    /// <param name="ticks">When it was received or sent, in UTC ticks of 100 ns.</param>
    /// <param name="peer">The address of the other side.</param>
    /// <param name="length">True length in bytes; more than <paramref name="payload"/> has when it was truncated.</param>
    /// <param name="payload">The bytes as delivered.</param>
    /// <param name="marks">What else is to be known of it.</param>
    /// <param name="local">Our end of it, as far as it is known.</param>
    public readonly void AddDatagram(
        EntryDirection direction,
        long ticks,
        PeerAddress peer,
        int length,
        ReadOnlySpan<byte> payload,
        EntryMarks marks = EntryMarks.None,
        LocalEnd local = default
    )
    {
        var header = DatagramHeader(direction, ticks, peer, length, marks, local);
        _journal.Append(ref header, payload);
    }

    /// <summary>
    /// Room to receive a datagram into, right where it will stand: at most <paramref name="max"/> bytes, and often less.
    /// <see cref="AddReservedDatagram"/> makes an entry of it.
    /// </summary>
    public readonly Span<byte> ReserveDatagram(int max) => _journal.Reserve(Math.Min(MinRead, max), max);

    /// <summary>Adds a received datagram whose bytes stand in what <see cref="ReserveDatagram"/> gave.</summary>
    /// <param name="ticks">When, UTC ticks.</param>
    /// <param name="peer">The other side.</param>
    /// <param name="length">True length in bytes.</param>
    /// <param name="kept">How many bytes of it were kept.</param>
    /// <param name="marks">What else is to be known of it.</param>
    /// <param name="local">Our end of it, as far as it is known.</param>
    public readonly void AddReservedDatagram(long ticks, PeerAddress peer, int length, int kept, EntryMarks marks, LocalEnd local)
    {
        var header = DatagramHeader(EntryDirection.In, ticks, peer, length, marks, local);
        _journal.Commit(ref header, kept);
    }

    /// <summary>Adds one read or write of stream data, at most 64 KiB.</summary>
    /// <param name="direction">Received or sent.</param>
    /// <param name="ticks">When it was received or sent, in UTC ticks of 100 ns.</param>
    /// <param name="peer">The address of the other side.</param>
    /// <param name="connection">The connection that the stream belongs to.</param>
    /// <param name="offset">Position in this direction of the stream, in bytes from 0.</param>
    /// <param name="payload">The bytes.</param>
    public readonly void AddData(
        EntryDirection direction,
        long ticks,
        PeerAddress peer,
        ConnectionId connection,
        long offset,
        ReadOnlySpan<byte> payload
    )
    {
        var header = DataHeader(direction, ticks, peer, connection, offset, payload.Length);
        _journal.Append(ref header, payload);
    }

    /// <summary>
    /// Room to read stream data into, right where it will stand: from 4 to 32 KiB. <see cref="AddReserved"/> makes an entry of it.
    /// </summary>
    public readonly Span<byte> ReserveData() => _journal.Reserve(MinRead, MaxRead);

    /// <summary>Adds a read of stream data whose bytes stand in what <see cref="ReserveData"/> gave.</summary>
    public readonly void AddReserved(long ticks, PeerAddress peer, ConnectionId connection, long offset, int length)
    {
        var header = DataHeader(EntryDirection.In, ticks, peer, connection, offset, length);
        _journal.Commit(ref header, length);
    }

    /// <summary>Adds an event.</summary>
    /// <param name="packed">The event, packed before the lock was taken where that is possible.</param>
    /// <param name="peer">The other side, if there is one.</param>
    /// <param name="connection">The TCP connection, if there is one.</param>
    /// <param name="ticks">When it happened, in UTC ticks of 100 ns; null for now.</param>
    public readonly void AddEvent(PackedEvent packed, PeerAddress peer = default, ConnectionId connection = default, long? ticks = null)
    {
        var header = new EntryHeader
        {
            Kind = EntryKind.Event,
            Ticks = ticks ?? _journal.Time.GetUtcNow().UtcTicks,
            Peer = peer,
            ConnectionId = connection.Value,
            Length = packed.Bytes.Length,
            Offset = -1,
        };
        _journal.Append(ref header, packed.Bytes);
    }

    /// <summary>Lets go of the lock and wakes readers.</summary>
    public void Dispose()
    {
        _scope.Dispose();
        _journal.Changed.Set();
    }

    private static EntryHeader DatagramHeader(
        EntryDirection direction,
        long ticks,
        PeerAddress peer,
        int length,
        EntryMarks marks,
        LocalEnd local
    ) =>
        new()
        {
            Kind = EntryKind.Datagram,
            Direction = direction,
            Marks = marks,
            Ticks = ticks,
            Peer = peer,
            Length = length,
            Local = local,
        };

    private static EntryHeader DataHeader(
        EntryDirection direction,
        long ticks,
        PeerAddress peer,
        ConnectionId connection,
        long offset,
        int length
    ) =>
        new()
        {
            Kind = EntryKind.Data,
            Direction = direction,
            Ticks = ticks,
            Peer = peer,
            ConnectionId = connection.Value,
            Length = length,
            Offset = offset,
        };
}

/// <summary>Appends of a single entry.</summary>
public static class JournalAppends
{
    /// <summary>Adds one event.</summary>
    public static void AddEvent(this EntryJournal journal, JournalEvent what, PeerAddress peer = default, ConnectionId connection = default)
    {
        var packed = PackedEvent.From(what);
        using var batch = journal.BeginBatch();
        batch.AddEvent(packed, peer, connection);
    }
}
