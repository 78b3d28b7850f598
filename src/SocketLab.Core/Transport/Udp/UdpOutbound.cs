using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Interfaces;
using SocketLab.Core.Transport.Linux;

namespace SocketLab.Core.Transport.Udp;

/// <summary>The sending half of a UDP socket: single datagrams, and those of jobs. It journals what went.</summary>
/// <remarks>
/// A send and its entry stand under the transport's lock, so that an answer never stands before its question. It never waits for the
/// system under that lock: where the send buffer is full, it lets go, waits and tries again.
/// </remarks>
/// <param name="socket">A bound socket, borrowed.</param>
/// <param name="bound">Where it is bound.</param>
/// <param name="journal">Where entries go.</param>
/// <param name="order">The transport's lock.</param>
/// <param name="expected">Learns whom a sender has asked; null for a listener.</param>
/// <param name="receiver">The receiving half, which goes first.</param>
/// <param name="broadcast">Whether the socket may send to broadcast addresses.</param>
/// <param name="asked">Which address each peer asked, of a listener on all addresses; otherwise null.</param>
/// <param name="interfaces">The interfaces of this machine.</param>
internal sealed class UdpOutbound(
    Socket socket,
    EndPoint bound,
    EntryJournal journal,
    Lock order,
    ExpectedPeers? expected,
    IUdpReceiver receiver,
    bool broadcast,
    AskedAddresses? asked,
    NetworkWatch interfaces
)
{
    private const int RoomMilliseconds = 20;

    private readonly AddressFamily _family = socket.AddressFamily;
    private readonly bool _dualMode = socket.AddressFamily == AddressFamily.InterNetworkV6 && socket.DualMode;
    private readonly int _descriptor = (int)socket.Handle;
    private readonly LocalEnd _boundEnd = bound is IPEndPoint ip ? LocalEnd.From(ip) : LocalEnd.None;
    private readonly bool _choosesSource = LibC.IsSupported && bound is IPEndPoint any && any.Address.IsUnspecified();
    private bool _closed;

    /// <summary>Sends one datagram; where the send buffer is full, waits for room.</summary>
    /// <param name="payload">The bytes.</param>
    /// <param name="to">Where it goes.</param>
    /// <param name="from">Our end of the question that it answers; nothing where it is none.</param>
    /// <param name="cancellation">Gives the wait up.</param>
    /// <exception cref="NetworkException">It did not go; the journal says so.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <exception cref="OperationCanceledException">The wait for room was cancelled; nothing went.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> payload, EndPoint to, LocalEnd from, CancellationToken cancellation)
    {
        RefuseTooLong(payload.Length, to);
        var destination = Reach(to, from);
        while (TrySend(payload.Span, destination) is { } error)
        {
            if (IsAboutSource(error, destination, from))
            {
                // The peer asked an address that this machine has lost meanwhile: nobody said that this is an answer.
                // Once: with the system's own choice the next error is about something else.
                Forget(destination.Peer);
                destination = destination with { Source = SendSource.Any, Local = _boundEnd };
                continue;
            }

            if (error.SocketErrorCode != SocketError.WouldBlock || destination.Peer.IsUnix)
            {
                var fault = Explain(error, destination);
                journal.AddEvent(UdpJournal.SendFailed(fault, destination.Peer), destination.Peer);
                throw new NetworkException(fault);
            }

            await Task.Run(() => SendRoom.Wait(_descriptor, RoomMilliseconds), cancellation);
        }
    }

    /// <summary>Where the messages of a job go.</summary>
    /// <exception cref="NetworkException">They cannot go there.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public IJobTarget OpenTarget(IPayloadSource payload, EndPoint to)
    {
        RefuseTooLong(payload.MaxLength, to);
        var destination = Reach(to);
        lock (order)
        {
            ObjectDisposedException.ThrowIf(_closed, this);

            // Joined datagrams to many receivers at once are not what any system is tested with.
            return destination.OnSocket is IPEndPoint ip && LibC.IsSupported
                ? new LinuxUdpTarget(
                    this,
                    journal,
                    destination,
                    new LinuxSendBatch(socket, ip, payload, destination.Source, segments: !broadcast && !destination.MayReachMany)
                )
                : new PortableUdpTarget(this, journal, destination, payload);
        }
    }

    /// <summary>Sends one datagram and journals it; one that did not go is not journaled. Never waits for room on Linux.</summary>
    /// <returns>Why it did not go; null when it did.</returns>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public SocketException? TrySend(ReadOnlySpan<byte> payload, UdpDestination destination)
    {
        LetReceiverPass();
        lock (order)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            try
            {
                var ticks = journal.Time.GetUtcNow().UtcTicks;
                expected?.Add(destination.Peer);
                SendPastOldErrors(payload, destination);
                using var batch = journal.BeginBatch();
                batch.AddDatagram(EntryDirection.Out, ticks, destination.Peer, payload.Length, payload, local: destination.Local);
                return null;
            }
            catch (SocketException error)
            {
                return error;
            }
        }
    }

    /// <summary>Sends what the system takes at once of <paramref name="count"/> datagrams, and journals it.</summary>
    /// <returns>How many went, and their bytes; or none, and why the first one did not (errno(3)).</returns>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public (int Sent, long Bytes, int Errno) SendBatch(LinuxSendBatch batch, int from, int count, UdpDestination destination)
    {
        LetReceiverPass();
        lock (order)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            var ticks = journal.Time.GetUtcNow().UtcTicks;
            expected?.Add(destination.Peer);
            var (sent, errno) = batch.TrySend(from, count);
            if (sent == 0)
            {
                return (0, 0, errno);
            }

            var bytes = 0L;
            using var entries = journal.BeginBatch();
            for (var i = from; i < from + sent; i++)
            {
                var payload = batch.Payload(i);
                entries.AddDatagram(EntryDirection.Out, ticks, destination.Peer, payload.Length, payload, local: destination.Local);
                bytes += payload.Length;
            }

            return (sent, bytes, 0);
        }
    }

    /// <summary>Explains why a datagram did not go.</summary>
    public Fault Explain(SocketException error, UdpDestination destination) =>
        destination.To switch
        {
            IPEndPoint when error.SocketErrorCode == SocketError.InvalidArgument && !destination.Source.From.IsNone =>
                AddressFaults.NoLongerOurs(destination.Source.From.Address.ToString(), destination.Peer.ToString()),
            UnixAddress unix => UnixFaults.Of(error, unix),
            IPEndPoint ip when error.SocketErrorCode == SocketError.AccessDenied => AccessFault.Of(ip, broadcast),
            _ => SocketFaults.Of(error, destination.To.ToString()!),
        };

    /// <summary>Ends all sending. Called under the transport's lock, before the socket is closed.</summary>
    public void Close() => _closed = true;

    /// <summary>Where a datagram to <paramref name="to"/> goes on this socket, and where it leaves from.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="from">Our end of the question that it answers; nothing where that is what the peer asked last.</param>
    /// <exception cref="NetworkException">It cannot go there.</exception>
    public UdpDestination Reach(EndPoint to, LocalEnd from = default)
    {
        var peer = PeerAddress.From(to);
        if (peer.IsUnix == (_family == AddressFamily.Unix))
        {
            var onSocket = peer.IsUnix ? to : peer.ToIPEndPoint(_family);
            if (onSocket.AddressFamily == _family && (onSocket is not IPEndPoint { Address.IsIPv4MappedToIPv6: true } || _dualMode))
            {
                var source = SourceFor(peer, from);
                return new UdpDestination(to, onSocket, peer, source, source.From.IsNone ? _boundEnd : source.From);
            }
        }

        throw new NetworkException(AddressFaults.OtherFamily(bound?.ToString() ?? "", "send to", peer.ToString()));
    }

    private static bool IsAboutSource(SocketException error, UdpDestination destination, LocalEnd from) =>
        from.IsNone
        && !destination.Source.IsAny
        && error.SocketErrorCode is (SocketError.InvalidArgument or SocketError.AddressNotAvailable or SocketError.NetworkUnreachable);

    private void Forget(PeerAddress peer)
    {
        lock (order)
        {
            asked?.Forget(peer);
        }
    }

    /// <summary>A socket that is bound to one address sends from there anyway.</summary>
    private SendSource SourceFor(PeerAddress peer, LocalEnd from)
    {
        if (!_choosesSource)
        {
            return SendSource.Any;
        }

        if (from.IsNone && asked is not null)
        {
            lock (order)
            {
                from = asked.Find(peer);
            }
        }

        return SendSource.Answering(from, peer, interfaces.Current);
    }

    private static void RefuseTooLong(int length, EndPoint to)
    {
        if (length > DatagramSize.Longest(to))
        {
            throw new NetworkException(to is UnixAddress ? UnixFaults.TooLong : SocketFaults.TooLong(length));
        }
    }

    /// <summary>
    /// A lock goes to who is quickest: a sender that never pauses would have it all the time, and the receive buffer run over.
    /// </summary>
    private void LetReceiverPass()
    {
        const int longEnough = 1000;
        for (var turns = 0; receiver.IsWaiting && turns < longEnough; turns++)
        {
            Thread.Yield();
        }
    }

    /// <summary>An ICMP answer to an earlier datagram is handed to the next send, which then did not happen: try that one again.</summary>
    private void SendPastOldErrors(ReadOnlySpan<byte> payload, UdpDestination destination)
    {
        const int attempts = 4;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (destination.Source.IsAny)
                {
                    socket.SendTo(payload, SocketFlags.None, destination.Address);
                }
                else
                {
                    LinuxSourceControl.Send(_descriptor, payload, destination);
                }

                return;
            }
            catch (SocketException error)
                when (attempt < attempts && error.SocketErrorCode is (SocketError.ConnectionRefused or SocketError.ConnectionReset))
            {
                // The error queue reports who refused.
            }
        }
    }
}
