using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Faults;
using SocketLab.Core.Jobs;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Transport.Udp;

/// <summary>A UDP listener or sender: one bound socket, a receive loop on its own thread, sends from whoever asks.</summary>
/// <remarks>Senders stay unconnected, so that one refusal does not poison the socket and any destination can be named.</remarks>
internal sealed class UdpTransport(EndpointDefinition definition, EntryJournal journal) : ITransport
{
    private const int ReceiveStackBytes = 256 << 10;

    // Held around a send and its entry, and around the append of what was received: an answer never stands before its question.
    private readonly Lock _order = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Socket? _socket;
    private IUdpReceiver? _receiver;
    private AddressFamily _family;
    private bool _dualMode;
    private long _finalDrops;
    private bool _closed;

    /// <inheritdoc/>
    public IPEndPoint? Bound { get; private set; }

    /// <inheritdoc/>
    public int? ReceiveBufferGranted { get; private set; }

    /// <inheritdoc/>
    public Task Completion => _ended.Task;

    /// <inheritdoc/>
    public long KernelDrops
    {
        get
        {
            lock (_order)
            {
                return _closed || _receiver is null ? _finalDrops : _receiver.KernelDrops;
            }
        }
    }

    /// <inheritdoc/>
    public int? ReceiveQueueBytes
    {
        get
        {
            lock (_order)
            {
                return _closed ? null : _receiver?.ReceiveQueueBytes;
            }
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellation)
    {
        _socket = UdpSocket.Open(definition.Local, definition.Udp);
        Bound = (IPEndPoint)_socket.LocalEndPoint!;
        ReceiveBufferGranted = UdpSocket.GrantedReceiveBuffer(_socket);
        (_family, _dualMode) = (_socket.AddressFamily, _socket.AddressFamily == AddressFamily.InterNetworkV6 && _socket.DualMode);
        _receiver = OpenReceiver(_socket);
        try
        {
            new Thread(Receive, ReceiveStackBytes) { IsBackground = true, Name = $"udp {Bound.Port}" }.Start();
        }
        catch (Exception error)
        {
            // No thread to be had: nobody else would end what is waited for at the stop.
            _ended.TrySetException(error);
            throw;
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<SendReceipt> SendAsync(SendOrder order, CancellationToken cancellation)
    {
        var to = order.To ?? throw new InvalidOperationException("A datagram needs a destination.");
        RefuseTooLong(order.Payload.Length, to);
        Send(order.Payload.Span, PeerAddress.From(to));
        return Task.FromResult(new SendReceipt(1, order.Payload.Length, Bound, to));
    }

    /// <inheritdoc/>
    public IJobTarget OpenTarget(IPayloadSource payload, IPEndPoint? to, bool publicToo)
    {
        RefuseTooLong(payload.MaxLength, to ?? throw new InvalidOperationException("A datagram needs a destination."));
        var peer = PeerAddress.From(to);
        var destination = Reachable(peer);
        lock (_order)
        {
            ObjectDisposedException.ThrowIf(_closed, this);

            // Joined datagrams to many receivers at once are not what any system is tested with.
            return OperatingSystem.IsLinux() && Environment.Is64BitProcess
                ? new LinuxUdpTarget(this, journal, peer, new LinuxDatagramBatch(_socket!, destination, payload, segments: !definition.Udp.Broadcast))
                : new PortableUdpTarget(this, journal, peer, payload);
        }
    }

    /// <summary>Sends one datagram and journals it; what failed is not journaled.</summary>
    /// <returns>Why it failed; null when it did not.</returns>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    internal Fault? TrySend(ReadOnlySpan<byte> payload, PeerAddress peer)
    {
        LetReceiverPass();
        lock (_order)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            try
            {
                var ticks = journal.Time.GetUtcNow().UtcTicks;
                SendPastOldErrors(payload, peer.ToIPEndPoint(_family).Serialize());
                using var batch = journal.BeginBatch();
                batch.AddDatagram(EntryDirection.Out, ticks, peer, payload.Length, payload);
                return null;
            }
            catch (SocketException error)
            {
                return SocketFaults.Of(error, peer.ToString());
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

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_receiver is not null && !_closed)
        {
            _receiver.Stop();
            await _ended.Task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        lock (_order)
        {
            if (_closed)
            {
                return;
            }

            // The counter dies with the socket: keep its last word.
            _finalDrops = _receiver?.KernelDrops ?? 0;
            _closed = true;
            _receiver?.Dispose();
            _socket?.Dispose();
        }
    }

    /// <summary>A lock goes to who is quickest: a sender that never pauses would have it all the time, and the receive buffer run over.</summary>
    private void LetReceiverPass()
    {
        const int longEnough = 1000;
        for (var turns = 0; _receiver!.IsWaiting && turns < longEnough; turns++)
        {
            Thread.Yield();
        }
    }

    private static void RefuseTooLong(int length, IPEndPoint to)
    {
        if (length > DatagramSize.Longest(to))
        {
            throw new NetworkException(SocketFaults.TooLong(length));
        }
    }

    private IUdpReceiver OpenReceiver(Socket socket)
    {
        try
        {
            return OperatingSystem.IsLinux() && Environment.Is64BitProcess
                ? new LinuxUdpReceiver(socket, definition.Udp.MaxDatagramBytes, journal, _order)
                : new PortableUdpReceiver(socket, definition.Udp.MaxDatagramBytes, journal, _order);
        }
        catch (SocketException error)
        {
            throw new NetworkException(SocketFaults.Of(error, Bound!.ToString()), error);
        }
    }

    private void Receive()
    {
        try
        {
            _receiver!.Run();
            _ended.TrySetResult();
        }
        catch (Exception error)
        {
            // Not swallowed: the supervisor awaits Completion and faults the endpoint.
            _ended.TrySetException(error);
        }
    }

    /// <summary>Where a datagram to <paramref name="peer"/> goes on this socket.</summary>
    private IPEndPoint Reachable(PeerAddress peer)
    {
        var destination = peer.ToIPEndPoint(_family);
        return destination.AddressFamily == _family && (!destination.Address.IsIPv4MappedToIPv6 || _dualMode) ? destination
            : throw new NetworkException(new(FaultCode.AddressNotAvailable, $"A socket bound to {Bound} cannot send to {peer}.", "Use a destination of the same address family, or bind to another address."));
    }

    private void Send(ReadOnlySpan<byte> payload, PeerAddress peer)
    {
        Reachable(peer);
        if (TrySend(payload, peer) is { } fault)
        {
            journal.AddEvent(UdpJournal.SendFailed(fault, peer), peer);
            throw new NetworkException(fault);
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
            catch (SocketException error) when (attempt < attempts && error.SocketErrorCode is (SocketError.ConnectionRefused or SocketError.ConnectionReset))
            {
                // The error queue has told who refused.
            }
        }
    }
}
