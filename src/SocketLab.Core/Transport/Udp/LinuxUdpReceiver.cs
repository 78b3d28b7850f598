using System.Net.Sockets;
using System.Runtime.InteropServices;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Linux;
using static SocketLab.Core.Transport.Linux.LibC;

namespace SocketLab.Core.Transport.Udp;

/// <summary>The receive loop on Linux: sleeps in poll(2) on the socket and a stop signal, and takes what is queued.</summary>
/// <remarks>
/// Kernel receive times (SO_TIMESTAMPNS), drops where they happened (SO_RXQ_OVFL), true lengths of truncated datagrams
/// (MSG_TRUNC) and answers from the error queue (IP_RECVERR). Lock order: the transport's, then the journal's; nobody waits for the network
/// under either.
/// </remarks>
internal sealed unsafe class LinuxUdpReceiver : IUdpReceiver
{
    /// <summary>At the stop, datagrams that are still taken: more than a receive buffer of 64 MiB holds of the smallest.</summary>
    private const int LastDatagrams = 256 << 10;

    /// <summary>A nice value, as in sched(7): the less, the earlier.</summary>
    private const int NiceBeforeOthers = -10;

    /// <summary>How soon drops at the end of a burst, which no later datagram reports, are noticed.</summary>
    private const int SettleMilliseconds = 100;

    private readonly UnreachableTally _unreachable;
    private readonly ReceiveQueueGauge _queue;
    private readonly LinuxUdpIntake _intake;
    private readonly bool _hasErrorQueue;
    private readonly int _descriptor;
    private readonly int _stopDescriptor;
    private volatile bool _stopping;

    /// <param name="socket">A bound socket, borrowed.</param>
    /// <param name="maxDatagramBytes">What is kept of a datagram.</param>
    /// <param name="journal">Where entries go.</param>
    /// <param name="order">The transport's lock, held around each append so that an answer never stands before its question.</param>
    /// <param name="expected">Whom a sender expects to hear from; null for a listener, which expects anybody.</param>
    /// <param name="unixPeers">Names the peers of a Unix socket; null for UDP.</param>
    /// <param name="place">Says which address datagrams came to; null for a Unix socket.</param>
    public LinuxUdpReceiver(
        Socket socket,
        int maxDatagramBytes,
        EntryJournal journal,
        Lock order,
        ExpectedPeers? expected,
        UnixPeers? unixPeers = null,
        ArrivalPlace? place = null
    )
    {
        _unreachable = new UnreachableTally(journal, order);
        _queue = new ReceiveQueueGauge(socket, journal.Time);
        (_descriptor, _hasErrorQueue) = ((int)socket.Handle, unixPeers is null);
        LinuxReceiveOptions.Enable(socket);
        _stopDescriptor = Descriptors.OpenSignal();
        _intake = new LinuxUdpIntake(socket, maxDatagramBytes, journal, order, expected, unixPeers, place);
    }

    /// <inheritdoc/>
    public long KernelDrops => _intake.Drops;

    /// <inheritdoc/>
    public int? ReceiveQueueBytes => _queue.Bytes;

    /// <inheritdoc/>
    public bool IsWaiting => _intake.IsWaiting;

    /// <inheritdoc/>
    public void Run()
    {
        PreferThisThread();
        var descriptors = stackalloc PollDescriptor[2];
        var settled = true;
        while (!_stopping)
        {
            descriptors[0] = new() { Descriptor = _descriptor, Events = PollIn };
            descriptors[1] = new() { Descriptor = _stopDescriptor, Events = PollIn };
            var ready = Poll(descriptors, 2, settled && !_unreachable.HasUnreported ? -1 : SettleMilliseconds);
            if (ready < 0 && Errno.IsFatal(Marshal.GetLastPInvokeError()))
            {
                throw Errno.ToException(Marshal.GetLastPInvokeError());
            }

            settled = ready == 0;
            if (settled)
            {
                _intake.RecordDrops();
            }

            if ((descriptors[0].Returned & PollErr) != 0)
            {
                DrainErrors();
            }

            _unreachable.ReportDue();
            bool mayBeMore;
            do
            {
                _intake.Take(out mayBeMore);
            } while (mayBeMore && !_stopping);

            if (_intake.ShouldGather())
            {
                LetGather();
            }
        }

        DrainErrors();
        _unreachable.ReportAll();
        DrainLast();

        // From here on the count is what the journal says, whatever still reaches the socket before it is closed.
        _intake.RecordDrops();
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
        _intake.Dispose();
    }

    /// <summary>
    /// The kernel drops what waits too long, and nobody sends it again: this thread goes before those that can wait, where the system lets
    /// it, and its short sleeps end on time.
    /// </summary>
    private static void PreferThisThread()
    {
        _ = SetPriority(0, 0, NiceBeforeOthers);
        _ = ThreadControl(SetTimerSlack, 1, 0, 0, 0);
    }

    /// <summary>Sleeps a moment, or until the stop.</summary>
    private void LetGather()
    {
        var descriptor = new PollDescriptor { Descriptor = _stopDescriptor, Events = PollIn };
        var moment = new TimeSpec { Nanoseconds = ArrivalPace.GatherNanoseconds };
        _ = PollPrecisely(&descriptor, 1, &moment, null);
    }

    /// <summary>A Unix socket has no error queue, and would hand out its next datagram instead.</summary>
    private void DrainErrors()
    {
        if (_hasErrorQueue)
        {
            LinuxErrorQueue.Drain(_descriptor, _unreachable);
        }
    }

    /// <summary>Takes what was queued when the stop came, and not what a sender that never pauses adds meanwhile.</summary>
    private void DrainLast()
    {
        var (taken, mayBeMore) = (0, true);
        while (mayBeMore && taken < LastDatagrams)
        {
            taken += _intake.Take(out mayBeMore);
        }
    }
}
