using System.Net.Sockets;
using System.Runtime.InteropServices;
using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Linux;

namespace SocketLab.Core.Transport.Udp;

/// <summary>Moves the datagrams that are queued in a socket into the journal, with the drops where they happened.</summary>
/// <remarks>
/// Small datagrams come by the batch, with recvmmsg(2), and are copied into the journal. Large ones are received one by one right where
/// they will stand: one copy less is worth more than a system call less. Allocates nothing per datagram. Used by one receive loop.
/// </remarks>
internal sealed class LinuxUdpIntake : IDisposable
{
    /// <summary>From this length on datagrams are large.</summary>
    private const int LargeBytes = 4 << 10;

    /// <summary>Large datagrams that are received under one hold of the locks: half a millisecond at the most.</summary>
    private const int DirectCapacity = 32;

    private readonly Socket _socket;
    private readonly EntryJournal _journal;
    private readonly Lock _order;
    private readonly ExpectedPeers? _expected;
    private readonly UnixPeers? _unixPeers;
    private readonly ArrivalPlace? _place;
    private readonly DropCounter _drops = new();
    private readonly LinuxReceiveBatch _batch;
    private readonly LinuxDirectReceive _direct;
    private readonly int _descriptor;
    private readonly int _maxDatagramBytes;
    private ArrivalPace _pace;
    private bool _areLarge;
    private volatile bool _waiting;

    /// <param name="socket">A bound socket, borrowed.</param>
    /// <param name="maxDatagramBytes">What is kept of a datagram.</param>
    /// <param name="journal">Where entries go.</param>
    /// <param name="order">The transport's lock, held around each append so that an answer never stands before its question.</param>
    /// <param name="expected">Whom a sender expects to hear from; null for a listener, which expects anybody.</param>
    /// <param name="unixPeers">Names the peers of a Unix socket; null for UDP.</param>
    /// <param name="place">Says which address datagrams came to; null for a Unix socket.</param>
    public LinuxUdpIntake(
        Socket socket,
        int maxDatagramBytes,
        EntryJournal journal,
        Lock order,
        ExpectedPeers? expected,
        UnixPeers? unixPeers,
        ArrivalPlace? place
    )
    {
        (_socket, _journal, _order, _expected) = (socket, journal, order, expected);
        (_unixPeers, _place) = (unixPeers, place);
        (_descriptor, _maxDatagramBytes) = ((int)socket.Handle, maxDatagramBytes);
        _pace = new ArrivalPace(socket.ReceiveBufferSize, journal.Time);
        _batch = new LinuxReceiveBatch(maxDatagramBytes);
        _direct = new LinuxDirectReceive(maxDatagramBytes);
    }

    /// <summary>Datagrams that the kernel dropped, as far as the journal says so.</summary>
    public long Drops => _drops.Count;

    /// <summary>Whether it waits for its turn to append.</summary>
    public bool IsWaiting => _waiting;

    /// <summary>Whether to let datagrams gather before the next ones are taken.</summary>
    public bool ShouldGather() => _pace.ShouldGather();

    /// <summary>Takes some of what is queued. Never waits for more.</summary>
    /// <param name="mayBeMore">Whether more may be queued.</param>
    /// <returns>How many datagrams came.</returns>
    /// <exception cref="SocketException">The socket is broken; what went wrong with one datagram is no reason.</exception>
    public int Take(out bool mayBeMore)
    {
        var (isDirect, capacity) = _areLarge ? (true, DirectCapacity) : (false, LinuxReceiveBatch.Capacity);
        var received = isDirect ? ReceiveDirect() : ReceiveBatch();
        mayBeMore = received >= capacity;
        return received;
    }

    /// <summary>Records drops that no later datagram has reported: those at the end of a burst.</summary>
    public void RecordDrops()
    {
        if (LinuxMemoryInfo.Drops(_socket) is { } total && _drops.IsMore(total))
        {
            lock (_order)
            {
                using var entries = _journal.BeginBatch();
                _drops.Record(total, in entries);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _batch.Dispose();
        _direct.Dispose();
    }

    private int ReceiveBatch()
    {
        var received = _batch.Receive(_descriptor);
        if (received <= 0)
        {
            ThrowIfBroken();
            return 0;
        }

        _waiting = true;
        lock (_order)
        {
            _waiting = false;
            using var entries = _journal.BeginBatch();
            for (var i = 0; i < received; i++)
            {
                var (peer, length) = (PeerOf(_batch.Sender(i)), _batch.Length(i));
                var stamp = _batch.Stamp(i);
                _drops.Record(stamp.Drops ?? _drops.LastTotal, in entries);
                if (IsHeard(stamp, peer, out var local))
                {
                    entries.AddDatagram(EntryDirection.In, TicksOf(stamp), peer, length, _batch.Payload(i), MarksFor(peer), local);
                }

                Count(length);
            }
        }

        return received;
    }

    /// <summary>The kernel copies under the locks, but nobody waits for the network under them.</summary>
    private int ReceiveDirect()
    {
        var received = 0;
        _waiting = true;
        lock (_order)
        {
            _waiting = false;
            using var entries = _journal.BeginBatch();
            while (received < DirectCapacity && _direct.TryReceive(_descriptor, entries.ReserveDatagram(_maxDatagramBytes)))
            {
                var (peer, length) = (PeerOf(_direct.Sender), _direct.Length);
                var stamp = _direct.Stamp;
                if (!IsHeard(stamp, peer, out var local))
                {
                    // What was received stands where the next one will.
                    _drops.Record(stamp.Drops ?? _drops.LastTotal, in entries);
                }
                else if (_direct.IsInPlace && !_drops.IsMore(stamp.Drops ?? _drops.LastTotal))
                {
                    entries.AddReservedDatagram(TicksOf(stamp), peer, length, _direct.Kept, MarksFor(peer), local);
                }
                else
                {
                    // It goes elsewhere: into the next segment, or behind the event of what was dropped before it.
                    var payload = _direct.MoveOut();
                    _drops.Record(stamp.Drops ?? _drops.LastTotal, in entries);
                    entries.AddDatagram(EntryDirection.In, TicksOf(stamp), peer, length, payload, MarksFor(peer), local);
                }

                Count(length);
                received++;
            }
        }

        if (received == 0)
        {
            ThrowIfBroken();
        }

        return received;
    }

    private PeerAddress PeerOf(ReadOnlySpan<byte> sender) =>
        _unixPeers is null ? PeerAddress.FromSockaddr(sender) : _unixPeers.PeerOf(sender);

    private EntryMarks MarksFor(PeerAddress peer) => _expected?.MarksFor(peer) ?? EntryMarks.None;

    private bool IsHeard(in LinuxReceiveStamp stamp, PeerAddress peer, out LocalEnd local)
    {
        local = LocalEnd.None;
        return _place is null || _place.Hears(stamp.Arrival, peer, out local);
    }

    private long TicksOf(in LinuxReceiveStamp stamp) => stamp.Ticks != 0 ? stamp.Ticks : _journal.Time.GetUtcNow().UtcTicks;

    private void Count(int length)
    {
        _pace.Add(length);
        _areLarge = length >= LargeBytes;
    }

    /// <summary>
    /// After a receive that brought nothing. An error of an earlier send may surface there, and the error queue reports it; only a broken
    /// descriptor is the end.
    /// </summary>
    private static void ThrowIfBroken()
    {
        if (Errno.IsFatal(Marshal.GetLastPInvokeError()))
        {
            throw Errno.ToException(Marshal.GetLastPInvokeError());
        }
    }
}
