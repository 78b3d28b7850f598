using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Transport.Udp;

/// <summary>The receive loop for systems without recvmmsg(2): blocking receives, one datagram each, one address object each.</summary>
/// <remarks>The system does not tell of drops here. Its buffer always holds the longest datagram, so true lengths are known.</remarks>
internal sealed class PortableUdpReceiver(
    Socket socket,
    int maxDatagramBytes,
    EntryJournal journal,
    Lock order,
    ExpectedPeers? expected,
    ArrivalPlace? place = null
) : IUdpReceiver
{
    private const int LongestDatagram = 65_535;

    private volatile bool _waiting;
    private volatile bool _stopping;

    /// <inheritdoc/>
    public long KernelDrops => 0;

    /// <inheritdoc/>
    public bool IsWaiting => _waiting;

    /// <inheritdoc/>
    public void Run()
    {
        var buffer = GC.AllocateUninitializedArray<byte>(LongestDatagram, pinned: true);
        EndPoint anybody = new IPEndPoint(socket.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        while (!_stopping)
        {
            try
            {
                var (flags, from) = (SocketFlags.None, anybody);
                var length = socket.ReceiveMessageFrom(buffer, ref flags, ref from, out var arrival);
                Append((IPEndPoint)from, arrival, buffer.AsSpan(0, length));
            }
            catch (SocketException error) when (error.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionRefused)
            {
                // An ICMP answer to an earlier send; it says nothing about receiving.
            }
            catch (Exception error) when (_stopping && (error is SocketException or ObjectDisposedException))
            {
                return;
            }
        }
    }

    /// <inheritdoc/>
    public void Stop()
    {
        // Closing is what ends a blocked receive here.
        _stopping = true;
        socket.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() { }

    private void Append(IPEndPoint from, IPPacketInformation arrival, ReadOnlySpan<byte> payload)
    {
        var peer = PeerAddress.From(from);
        _waiting = true;
        lock (order)
        {
            _waiting = false;
            using var batch = journal.BeginBatch();
            batch.AddDatagram(
                EntryDirection.In,
                journal.Time.GetUtcNow().UtcTicks,
                peer,
                payload.Length,
                payload[..Math.Min(payload.Length, maxDatagramBytes)],
                expected?.MarksFor(peer) ?? EntryMarks.None,
                place?.EndOf(arrival) ?? LocalEnd.None
            );
        }
    }
}
