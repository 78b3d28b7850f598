using System.Net.Sockets;
using System.Runtime.InteropServices;
using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Linux;
using static SocketLab.Core.Transport.Linux.LibC;

namespace SocketLab.Core.Transport.Udp;

/// <summary>Drains a UDP socket in batches with recvmmsg(2); sleeps in poll(2) on the socket and a stop signal.</summary>
/// <remarks>
/// Kernel receive times (SO_TIMESTAMPNS), drops where they happened (SO_RXQ_OVFL), true lengths of truncated datagrams
/// (MSG_TRUNC) and answers from the error queue (IP_RECVERR). Allocates nothing per datagram.
/// </remarks>
internal sealed unsafe partial class LinuxUdpReceiver : IUdpReceiver
{
    private const int BatchSize = 64;

    /// <summary>16,384 datagrams: more than a receive buffer of 4 MiB holds.</summary>
    private const int LastBatches = 256;

    /// <summary>A nice value, as in sched(7): the less, the earlier.</summary>
    private const int BeforeOthers = -10;

    /// <summary>More than a sockaddr_un has, the longest of all.</summary>
    private const int NameBytes = 112;
    private const int ControlBytes = 128;

    /// <summary>How soon drops at the end of a burst, which no later datagram reports, are noticed.</summary>
    private const int SettleMilliseconds = 100;

    private readonly Socket _socket;
    private readonly EntryJournal _journal;
    private readonly Lock _order;
    private readonly ExpectedPeers? _expected;
    private readonly UnixPeers? _unixPeers;
    private readonly UnreachableTally _unreachable;
    private readonly int _descriptor;
    private readonly int _stopDescriptor;
    private readonly int _bufferBytes;
    private readonly byte* _memory;
    private readonly MessageHeaderMany* _messages;
    private ArrivalPace _pace;
    private uint _notedDrops;
    private long _toldDrops;
    private bool _ended;
    private volatile bool _waiting;
    private volatile bool _stopping;

    /// <param name="socket">A bound socket, borrowed.</param>
    /// <param name="maxDatagramBytes">What is kept of a datagram.</param>
    /// <param name="journal">Where entries go.</param>
    /// <param name="order">Held around a send and its entry, so that an answer never stands before its question.</param>
    /// <param name="unixPeers">Names the peers of a Unix socket; null for UDP.</param>
    /// <param name="expected">Whom a sender expects to hear from; null for a listener, which expects anybody.</param>
    public LinuxUdpReceiver(
        Socket socket,
        int maxDatagramBytes,
        EntryJournal journal,
        Lock order,
        ExpectedPeers? expected,
        UnixPeers? unixPeers = null
    )
    {
        (_socket, _journal, _order, _expected, _unixPeers) = (socket, journal, order, expected, unixPeers);
        _unreachable = new UnreachableTally(journal, order);
        _descriptor = (int)socket.Handle;
        _bufferBytes = maxDatagramBytes;
        _pace = new ArrivalPace(socket.ReceiveBufferSize, journal.Time);
        foreach (var option in (ReadOnlySpan<int>)[SoTimestampNs, SoRxqOvfl])
        {
            Enable(SolSocket, option);
        }

        if (unixPeers is null)
        {
            Enable(SolIp, IpRecvErr);
        }

        if (socket.AddressFamily == AddressFamily.InterNetworkV6)
        {
            Enable(SolIpv6, Ipv6RecvErr);
        }

        _stopDescriptor = EventDescriptor(0, EventCloseOnExec);
        if (_stopDescriptor < 0)
        {
            throw new SocketException((int)SocketError.TooManyOpenSockets);
        }

        var perMessage = (nuint)(sizeof(MessageHeaderMany) + sizeof(IoVector) + NameBytes + ControlBytes + ((_bufferBytes + 63) & ~63));
        _memory = (byte*)NativeMemory.AlignedAlloc(perMessage * BatchSize, 64);
        _messages = (MessageHeaderMany*)_memory;
        LayOut();
    }

    /// <inheritdoc/>
    public long KernelDrops
    {
        get
        {
            lock (_order)
            {
                return _toldDrops + (_ended ? 0 : Later(ReadDrops()));
            }
        }
    }

    /// <inheritdoc/>
    public int? ReceiveQueueBytes => (int?)ReadMemory(0);

    /// <inheritdoc/>
    public bool IsWaiting => _waiting;

    /// <inheritdoc/>
    public void Run()
    {
        // The kernel drops what waits too long, and nobody sends it again: this thread goes before those that can wait, where the system
        // lets us.
        _ = SetPriority(0, 0, BeforeOthers);
        var descriptors = stackalloc PollDescriptor[2];
        var settled = true;
        while (!_stopping)
        {
            descriptors[0] = new() { Descriptor = _descriptor, Events = PollIn };
            descriptors[1] = new() { Descriptor = _stopDescriptor, Events = PollIn };
            var ready = Poll(descriptors, 2, settled && !_unreachable.HasUntold ? -1 : SettleMilliseconds);
            ThrowIfFatal(ready);

            settled = ready == 0;
            if (settled)
            {
                NoteDrops();
            }

            if ((descriptors[0].Returned & PollErr) != 0)
            {
                DrainErrors();
            }

            _unreachable.TellDue();
            Drain();
            if (_pace.ShouldGather())
            {
                LetGather();
            }
        }

        DrainErrors();
        _unreachable.TellAll();
        DrainLast();
        lock (_order)
        {
            // From here on the count is what the journal says, whatever still reaches the socket before it is closed.
            NoteDrops();
            _ended = true;
        }
    }

    /// <inheritdoc/>
    public void Stop()
    {
        _stopping = true;
        ulong one = 1;
        _ = Write(_stopDescriptor, &one, sizeof(ulong));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ = Close(_stopDescriptor);
        NativeMemory.AlignedFree(_memory);
    }

    /// <summary>Points every message header at its own name, control and payload memory, once.</summary>
    private void LayOut()
    {
        var vectors = (IoVector*)(_messages + BatchSize);
        var names = (byte*)(vectors + BatchSize);
        var controls = names + (NameBytes * BatchSize);
        var payloads = controls + (ControlBytes * BatchSize);
        var stride = (_bufferBytes + 63) & ~63;
        for (var i = 0; i < BatchSize; i++)
        {
            vectors[i] = new() { Base = payloads + ((nint)i * stride), Length = (nuint)_bufferBytes };
            _messages[i] = new()
            {
                Header = new()
                {
                    Name = names + (i * NameBytes),
                    Vectors = vectors + i,
                    VectorCount = 1,
                    Control = controls + (i * ControlBytes),
                },
            };
        }
    }

    /// <summary>Sleeps a moment, or until the stop.</summary>
    private void LetGather()
    {
        var descriptor = new PollDescriptor { Descriptor = _stopDescriptor, Events = PollIn };
        var moment = new TimeSpec { Nanoseconds = ArrivalPace.GatherNanoseconds };
        _ = PollPrecisely(&descriptor, 1, &moment, null);
    }

    private void Drain()
    {
        while (ReceiveBatch() && !_stopping) { }
    }

    /// <summary>Takes what was queued when the stop came, and not what a sender that never pauses adds meanwhile.</summary>
    private void DrainLast()
    {
        for (var batch = 0; batch < LastBatches && ReceiveBatch(); batch++) { }
    }

    /// <returns>Whether the batch was full, so that more may wait.</returns>
    private bool ReceiveBatch()
    {
        for (var i = 0; i < BatchSize; i++)
        {
            // The kernel overwrites both with what it filled.
            _messages[i].Header.NameLength = NameBytes;
            _messages[i].Header.ControlLength = ControlBytes;
        }

        // MSG_TRUNC asks for true lengths. An error of an earlier send may surface here; the error queue has told of it.
        var received = ReceiveMany(_descriptor, _messages, BatchSize, MsgDontWait | MsgTrunc, null);
        ThrowIfFatal(received);
        if (received > 0)
        {
            Append(received);
        }

        return received == BatchSize;
    }

    private void Append(int received)
    {
        _waiting = true;
        lock (_order)
        {
            _waiting = false;
            using var batch = _journal.BeginBatch();
            for (var i = 0; i < received; i++)
            {
                ref var message = ref _messages[i];
                var (ticks, drops) = ReadControl(in message.Header);
                NoteDrops(drops, in batch);

                var length = (int)message.Length;
                var payload = new ReadOnlySpan<byte>(message.Header.Vectors->Base, Math.Min(length, _bufferBytes));
                var peer = _unixPeers is null
                    ? PeerAddress.FromSockaddr(new ReadOnlySpan<byte>(message.Header.Name, NameBytes))
                    : _unixPeers.PeerOf(new ReadOnlySpan<byte>(message.Header.Name, (int)Math.Min(message.Header.NameLength, NameBytes)));
                batch.AddDatagram(EntryDirection.In, ticks, peer, length, payload, _expected?.Judge(peer) ?? EntryMarks.None);
                _pace.Add(length);
            }
        }
    }

    private (long Ticks, uint Drops) ReadControl(in MessageHeader header)
    {
        long ticks = 0;
        var drops = _notedDrops;
        var messages = new ControlMessages(new ReadOnlySpan<byte>(header.Control, (int)header.ControlLength));
        while (messages.MoveNext())
        {
            switch ((messages.Level, messages.Type))
            {
                case (SolSocket, SoTimestampNs):
                    var time = MemoryMarshal.Read<TimeSpec>(messages.Data);
                    ticks =
                        DateTime.UnixEpoch.Ticks
                        + (time.Seconds * TimeSpan.TicksPerSecond)
                        + (time.Nanoseconds / TimeSpan.NanosecondsPerTick);
                    break;
                case (SolSocket, SoRxqOvfl):
                    drops = MemoryMarshal.Read<uint>(messages.Data);
                    break;
            }
        }

        return (ticks != 0 ? ticks : _journal.Time.GetUtcNow().UtcTicks, drops);
    }

    /// <summary>Only a broken descriptor ends the loop; what went wrong with one datagram does not.</summary>
    private static void ThrowIfFatal(int result)
    {
        if (result < 0 && Errno.IsFatal(Marshal.GetLastPInvokeError()))
        {
            throw Errno.ToException(Marshal.GetLastPInvokeError());
        }
    }

    private void Enable(int level, int option)
    {
        Span<byte> on = stackalloc byte[sizeof(int)];
        MemoryMarshal.Write(on, 1);
        _socket.SetRawSocketOption(level, option, on);
    }
}
