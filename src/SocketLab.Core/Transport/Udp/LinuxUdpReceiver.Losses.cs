using System.Runtime.InteropServices;
using SocketLab.Core.Addresses;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Linux;
using static SocketLab.Core.Transport.Linux.LibC;

namespace SocketLab.Core.Transport.Udp;

/// <content>What did not arrive: datagrams that the kernel dropped, and those of ours that nobody took.</content>
internal sealed unsafe partial class LinuxUdpReceiver
{
    private void NoteDrops()
    {
        lock (_order)
        {
            var total = ReadDrops();
            if (Later(total) > 0)
            {
                using var batch = _journal.BeginBatch();
                NoteDrops(total, in batch);
            }
        }
    }

    private void NoteDrops(uint total, in JournalBatch batch)
    {
        var more = Later(total);
        if (more > 0)
        {
            batch.AddEvent(PackedEvent.From(UdpJournal.Dropped(more)));
            (_toldDrops, _notedDrops) = (_toldDrops + more, total);
        }
    }

    /// <summary>
    /// Drops since the last note. The kernel counts in 32 bits and starts again at 0; and a datagram that was queued before the
    /// total was read tells of fewer than that.
    /// </summary>
    private int Later(uint total) => Math.Max(0, (int)(total - _notedDrops));

    /// <summary>
    /// Takes ICMP answers from the error queue: which destination refused, and why. A Unix socket has none, and would hand out its next
    /// datagram instead.
    /// </summary>
    private void DrainErrors()
    {
        if (_unixPeers is not null)
        {
            return;
        }

        var name = stackalloc byte[NameBytes];
        var control = stackalloc byte[512];
        var payload = stackalloc byte[64];
        while (true)
        {
            var vector = new IoVector { Base = payload, Length = 64 };
            var message = new MessageHeader
            {
                Name = name,
                NameLength = NameBytes,
                Vectors = &vector,
                VectorCount = 1,
                Control = control,
                ControlLength = 512,
            };
            if (Receive(_descriptor, &message, MsgErrQueue | MsgDontWait) < 0)
            {
                return;
            }

            var destination = PeerAddress.FromSockaddr(new ReadOnlySpan<byte>(name, NameBytes));
            var messages = new ControlMessages(new ReadOnlySpan<byte>(control, (int)message.ControlLength));
            while (messages.MoveNext())
            {
                if ((messages.Level, messages.Type) is (SolIp, IpRecvErr) or (SolIpv6, Ipv6RecvErr))
                {
                    var error = Errno.ToException((int)MemoryMarshal.Read<ExtendedError>(messages.Data).Error);
                    _unreachable.Note(SocketFaults.Of(error, destination.ToString()), destination);
                }
            }
        }
    }

    private uint ReadDrops() => ReadMemory(8) ?? 0;

    /// <summary>One of the nine 32-bit figures of SO_MEMINFO: the first is sk_rmem_alloc, the last sk_drops.</summary>
    private uint? ReadMemory(int index)
    {
        Span<uint> figures = stackalloc uint[9];
        var bytes = MemoryMarshal.AsBytes(figures);
        return _socket.GetRawSocketOption(SolSocket, SoMeminfo, bytes) == bytes.Length ? figures[index] : null;
    }
}
