using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Transport.Udp;

/// <content>Sending: one datagram, or those of a job.</content>
internal sealed partial class UdpTransport
{
    /// <inheritdoc/>
    public Task<SendReceipt> SendAsync(SendOrder order, CancellationToken cancellation)
    {
        var to = order.To ?? throw new InvalidOperationException("A datagram needs a destination.");
        RefuseTooLong(order.Payload.Length, to);
        var destination = Reach(to);
        if (TrySend(order.Payload.Span, destination) is { } fault)
        {
            journal.AddEvent(UdpJournal.SendFailed(fault, destination.Peer), destination.Peer);
            throw new NetworkException(fault);
        }

        return Task.FromResult(new SendReceipt(1, order.Payload.Length, Bound, to));
    }

    /// <inheritdoc/>
    public IJobTarget OpenTarget(IPayloadSource payload, EndPoint? to, bool publicToo)
    {
        RefuseTooLong(payload.MaxLength, to ?? throw new InvalidOperationException("A datagram needs a destination."));
        var destination = Reach(to);
        lock (_order)
        {
            ObjectDisposedException.ThrowIf(_closed, this);

            // Joined datagrams to many receivers at once are not what any system is tested with.
            return destination.OnSocket is IPEndPoint ip && OperatingSystem.IsLinux() && Environment.Is64BitProcess
                ? new LinuxUdpTarget(
                    this,
                    journal,
                    destination,
                    new LinuxDatagramBatch(_socket!, ip, payload, segments: !definition.Udp.Broadcast && !destination.MayReachMany)
                )
                : new PortableUdpTarget(this, journal, destination, payload);
        }
    }

    /// <summary>Where a datagram to <paramref name="to"/> goes on this socket.</summary>
    /// <exception cref="NetworkException">It cannot go there.</exception>
    internal UdpDestination Reach(EndPoint to)
    {
        var peer = PeerAddress.From(to);
        if (peer.IsUnix == (_family == AddressFamily.Unix))
        {
            var onSocket = peer.IsUnix ? to : peer.ToIPEndPoint(_family);
            if (onSocket.AddressFamily == _family && (onSocket is not IPEndPoint { Address.IsIPv4MappedToIPv6: true } || _dualMode))
            {
                return new UdpDestination(to, onSocket, peer);
            }
        }

        throw new NetworkException(
            new(
                FaultCode.AddressNotAvailable,
                $"A socket bound to {Bound} cannot send to {peer}.",
                "Use a destination of the same address family, or bind to another address."
            )
        );
    }

    /// <summary>Sends one datagram and journals it; what failed is not journaled.</summary>
    /// <returns>Why it failed; null when it did not.</returns>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    internal Fault? TrySend(ReadOnlySpan<byte> payload, UdpDestination destination)
    {
        LetReceiverPass();
        lock (_order)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            try
            {
                var ticks = journal.Time.GetUtcNow().UtcTicks;
                _expected?.Add(destination.Peer);
                SendPastOldErrors(payload, destination.Address);
                using var batch = journal.BeginBatch();
                batch.AddDatagram(EntryDirection.Out, ticks, destination.Peer, payload.Length, payload);
                return null;
            }
            catch (SocketException error)
            {
                return Explain(error, destination.To);
            }
        }
    }

    /// <summary>Sends what the system takes at once of <paramref name="count"/> datagrams, and journals it.</summary>
    /// <returns>How many went, and their bytes; or none, and why the first one did not (errno(3)).</returns>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    internal (int Sent, long Bytes, int Errno) SendBatch(LinuxDatagramBatch batch, int from, int count, PeerAddress peer)
    {
        LetReceiverPass();
        lock (_order)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            var ticks = journal.Time.GetUtcNow().UtcTicks;
            _expected?.Add(peer);
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
                entries.AddDatagram(EntryDirection.Out, ticks, peer, payload.Length, payload);
                bytes += payload.Length;
            }

            return (sent, bytes, 0);
        }
    }

    /// <summary>Why a datagram did not go.</summary>
    internal Fault Explain(SocketException error, EndPoint to) =>
        to switch
        {
            UnixAddress unix => UnixSocket.Failure(error, unix).Fault,
            IPEndPoint ip
                when error.SocketErrorCode == SocketError.AccessDenied
                    && !definition.Udp.Broadcast
                    && AddressScope.MayBeBroadcast(ip.Address) => SocketFaults.BroadcastOff(to.ToString()!),
            _ => SocketFaults.Of(error, to.ToString()!),
        };

    private static void RefuseTooLong(int length, EndPoint to)
    {
        if (length > DatagramSize.Longest(to))
        {
            throw new NetworkException(to is UnixAddress ? UnixSocket.TooLong : SocketFaults.TooLong(length));
        }
    }

    /// <summary>
    /// A lock goes to who is quickest: a sender that never pauses would have it all the time, and the receive buffer run over.
    /// </summary>
    private void LetReceiverPass()
    {
        const int longEnough = 1000;
        for (var turns = 0; _receiver!.IsWaiting && turns < longEnough; turns++)
        {
            Thread.Yield();
        }
    }

    /// <summary>An ICMP answer to an earlier datagram is handed to the next send, which then did not happen: try that one again.</summary>
    private void SendPastOldErrors(ReadOnlySpan<byte> payload, SocketAddress destination)
    {
        const int attempts = 4;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                _socket!.SendTo(payload, SocketFlags.None, destination);
                return;
            }
            catch (SocketException error)
                when (attempt < attempts && error.SocketErrorCode is (SocketError.ConnectionRefused or SocketError.ConnectionReset))
            {
                // The error queue has told who refused.
            }
        }
    }
}
