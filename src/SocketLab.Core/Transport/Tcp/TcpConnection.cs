using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Linux;

namespace SocketLab.Core.Transport.Tcp;

/// <summary>One TCP stream, accepted or connected, from open to its close reason.</summary>
/// <remarks>
/// Owns its socket. Only <see cref="RunAsync"/> ends it and writes the one closing event; everybody else asks for that
/// (<see cref="Close()"/>, <see cref="Reset"/>). An idle connection holds no buffer: reads wait for zero bytes first.
/// </remarks>
public sealed class TcpConnection
{
    private const int PieceBytes = 64 << 10;
    private const int ReadsInARow = 16;
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LingerStep = TimeSpan.FromMilliseconds(250);

    [ThreadStatic]
    private static byte[]? _sharedBuffer;

    private readonly Socket _socket;
    private readonly TcpOptions _options;
    private readonly EntryJournal _journal;

    // Held around a send and its entry, and around the append of what was received: an answer never stands before its question.
    private readonly Lock _order = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _stopReading;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CloseReason? _requested;
    private CloseReason? _ending;
    private SocketError _sendError;
    private bool _finSent;
    private bool _finReceived;
    private bool _peerClosedFirst;
    private bool _closed;
    private long _lastActivity;
    private long _lastSent;
    private long _receivedBytes;
    private long _sentBytes;
    private long _receivedMessages;
    private long _sentMessages;

    internal TcpConnection(Socket socket, string endpointId, TcpOptions options, EntryJournal journal)
    {
        (_socket, EndpointId, _options, _journal) = (socket, endpointId, options, journal);
        Peer = PeerAddress.From((IPEndPoint)socket.RemoteEndPoint!);
        Local = PeerAddress.From((IPEndPoint)socket.LocalEndPoint!);
        OpenedAt = journal.Time.GetUtcNow().UtcDateTime;
        _lastActivity = journal.Time.GetTimestamp();
        _stopReading = new CancellationTokenSource(Timeout.InfiniteTimeSpan, journal.Time);
        Configure();
    }

    /// <summary>Names the connection.</summary>
    public ConnectionId Id { get; } = ConnectionId.Next();

    /// <summary>The endpoint it belongs to.</summary>
    public string EndpointId { get; }

    /// <summary>The other side.</summary>
    public PeerAddress Peer { get; }

    /// <summary>Our side.</summary>
    public PeerAddress Local { get; }

    /// <summary>When it was accepted or connected, UTC.</summary>
    public DateTime OpenedAt { get; }

    /// <summary>When it ended, UTC; null while it lives.</summary>
    public DateTime? ClosedAt { get; private set; }

    /// <summary>How it ended; null while it lives.</summary>
    public CloseReason? CloseReason { get; private set; }

    /// <summary>Bytes received.</summary>
    public long ReceivedBytes => Interlocked.Read(ref _receivedBytes);

    /// <summary>Bytes sent.</summary>
    public long SentBytes => Interlocked.Read(ref _sentBytes);

    /// <summary>Reads that brought data.</summary>
    public long ReceivedMessages => Interlocked.Read(ref _receivedMessages);

    /// <summary>Writes, in pieces of 64 KiB at most.</summary>
    public long SentMessages => Interlocked.Read(ref _sentMessages);

    /// <summary>Where it is in its life.</summary>
    public ConnectionState State
    {
        get
        {
            lock (_order)
            {
                return _closed ? ConnectionState.Closed
                    : _finReceived ? ConnectionState.PeerHalfClosed
                    : _finSent ? ConnectionState.HalfClosed
                    : ConnectionState.Open;
            }
        }
    }

    /// <summary>Sends <paramref name="payload"/> whole, in order with other sends.</summary>
    /// <exception cref="ConnectionClosedException">Our sending side is closed.</exception>
    /// <exception cref="NetworkException">The peer reset, or did not take it in time; what went out before is in the journal.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellation)
    {
        await _sending.WaitAsync(cancellation);
        try
        {
            for (var rest = payload; rest.Length > 0;)
            {
                var piece = rest[..Math.Min(rest.Length, PieceBytes)];
                await SendPieceAsync(piece, payload.Length - rest.Length, payload.Length, cancellation);
                rest = rest[piece.Length..];
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            var fault = FaultOf(error);
            if (fault is null)
            {
                throw new ConnectionClosedException();
            }

            _journal.AddEvent(TcpJournal.SendFailed(fault), Peer, Id);
            throw new NetworkException(fault, error);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Sends FIN and goes on receiving. Does nothing when that was done.</summary>
    /// <exception cref="ConnectionClosedException">The connection is over.</exception>
    public void ShutdownSend()
    {
        lock (_order)
        {
            if (_ending is not null)
            {
                throw new ConnectionClosedException();
            }

            if (!_finSent)
            {
                SendFin();
                _journal.AddEvent(TcpJournal.HalfClosed(), Peer, Id);
            }

            if (_finReceived)
            {
                // Both directions are done: nothing is left to wait for.
                _stopReading.CancelAfter(TimeSpan.Zero);
            }
        }
    }

    /// <summary>Asks for an orderly close: FIN, a second for what still comes, then the end. Await the endpoint's table for the result.</summary>
    public Task Close() => Close(Tcp.CloseReason.Closed);

    /// <summary>Asks for an abort: the peer gets RST and unsent data is dropped.</summary>
    public Task Reset()
    {
        lock (_order)
        {
            if (_ending is null && _requested != Tcp.CloseReason.Reset)
            {
                _requested = Tcp.CloseReason.Reset;

                // A linger time of zero turns close into RST (socket(7)).
                _socket.LingerState = new LingerOption(true, 0);
                _socket.Dispose();
                _stopReading.CancelAfter(TimeSpan.Zero);
            }
        }

        return Completion;
    }

    /// <summary>Ends when the connection has ended and its closing event is in the journal.</summary>
    internal Task Completion => _ended.Task;

    internal Task Close(CloseReason reason)
    {
        lock (_order)
        {
            // Once only: asking again must not put the end off.
            if (_ending is null && _requested is null)
            {
                _requested = reason;
                SendFin();
                _stopReading.CancelAfter(_finReceived ? TimeSpan.Zero : DrainTime);
            }
        }

        return Completion;
    }

    /// <summary>Whether nothing came or went for <paramref name="limit"/>.</summary>
    internal bool IsIdle(TimeSpan limit) => _journal.Time.GetElapsedTime(Interlocked.Read(ref _lastActivity)) >= limit;

    internal void Start(bool accepted, Action<TcpConnection> ended)
    {
        _journal.AddEvent(TcpJournal.Opened(accepted), Peer, Id);
        _ = RunAsync(ended);
    }

    /// <summary>The whole life. Never throws: it is awaited by nobody.</summary>
    private async Task RunAsync(Action<TcpConnection> ended)
    {
        await Task.Yield();
        var end = Tcp.CloseReason.PeerClosed;
        string? systemError = null;
        try
        {
            await ReceiveUntilFinAsync();
            await LingerAsync();
        }
        catch (OperationCanceledException)
        {
            end = Tcp.CloseReason.Closed;
        }
        catch (SocketException error)
        {
            systemError = error.SocketErrorCode.ToString();
            end = error.SocketErrorCode switch
            {
                SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => Tcp.CloseReason.PeerReset,
                SocketError.TimedOut => Tcp.CloseReason.TimedOut,
                _ => Tcp.CloseReason.Error,
            };
        }
        catch (ObjectDisposedException)
        {
            end = Tcp.CloseReason.Reset;
        }
        catch (Exception error)
        {
            systemError = error.GetType().Name;
            end = Tcp.CloseReason.Error;
        }

        await FinishAsync(end, systemError);
        ended(this);
        _ended.TrySetResult();
    }

    private async Task ReceiveUntilFinAsync()
    {
        while (true)
        {
            // Waits without a buffer, so that 10,000 idle connections cost none.
            await _socket.ReceiveAsync(Memory<byte>.Empty, SocketFlags.None, _stopReading.Token);
            for (var i = 0; i < ReadsInARow; i++)
            {
                var buffer = _sharedBuffer ??= GC.AllocateUninitializedArray<byte>(PieceBytes, pinned: true);
                var count = _socket.Receive(buffer, SocketFlags.None, out var error);
                if (error == SocketError.WouldBlock)
                {
                    break;
                }

                if (error != SocketError.Success)
                {
                    throw new SocketException((int)error);
                }

                if (count == 0)
                {
                    NoteFin();
                    return;
                }

                Append(buffer.AsSpan(0, count));
                if (count < buffer.Length)
                {
                    break;
                }
            }
        }
    }

    private void Append(ReadOnlySpan<byte> payload)
    {
        lock (_order)
        {
            using var batch = _journal.BeginBatch();
            batch.AddData(EntryDirection.In, _journal.Time.GetUtcNow().UtcTicks, Peer, Id, _receivedBytes, payload);
        }

        Interlocked.Add(ref _receivedBytes, payload.Length);
        Interlocked.Increment(ref _receivedMessages);
        Interlocked.Exchange(ref _lastActivity, _journal.Time.GetTimestamp());
    }

    private void NoteFin()
    {
        lock (_order)
        {
            ThrowIfBroken();
            _finReceived = true;
            _peerClosedFirst = !_finSent;
            _lastSent = Math.Max(_lastSent, _journal.Time.GetTimestamp());
            _journal.AddEvent(TcpJournal.PeerHalfClosed(), Peer, Id);
        }
    }

    /// <summary>Keeps our side open for a while after the peer's FIN, counted anew from each send.</summary>
    private async Task LingerAsync()
    {
        var limit = TimeSpan.FromSeconds(_options.HalfClosedSeconds);
        while (!_finSent)
        {
            // No read is pending any more that would tell of an RST.
            ThrowIfBroken();
            if (_sending.CurrentCount == 0)
            {
                Interlocked.Exchange(ref _lastSent, _journal.Time.GetTimestamp());
            }

            var left = limit - _journal.Time.GetElapsedTime(Interlocked.Read(ref _lastSent));
            if (left <= TimeSpan.Zero)
            {
                return;
            }

            await Task.Delay(left < LingerStep ? left : LingerStep, _journal.Time, _stopReading.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The system tells of an error once: when a send took it, a read sees what looks like the peer's FIN.</summary>
    private void ThrowIfBroken()
    {
        lock (_order)
        {
            var error = _sendError != SocketError.Success ? _sendError
                : _socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error) is int pending and not 0 ? (SocketError)pending
                : !_finSent && IsGone() ? SocketError.ConnectionReset
                : SocketError.Success;
            if (error != SocketError.Success)
            {
                throw new SocketException((int)error);
            }
        }
    }

    /// <summary>Whether the system has no connection any more (TCP_CLOSE in TCP_INFO), which without a FIN of ours means RST.</summary>
    private bool IsGone()
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        Span<byte> info = stackalloc byte[sizeof(ulong)];
        return _socket.GetRawSocketOption(LibC.SolTcp, LibC.TcpInfo, info) > 0 && info[0] == LibC.TcpStateClose;
    }

    /// <summary>Sends one piece whole and journals it as one entry; on failure, as much of it as went out.</summary>
    private async Task SendPieceAsync(ReadOnlyMemory<byte> piece, long before, int asked, CancellationToken cancellation)
    {
        var sent = 0;
        CancellationTokenSource? patience = null, either = null;
        try
        {
            sent = TrySend(piece);
            while (sent < piece.Length)
            {
                patience ??= new CancellationTokenSource(Timeout.InfiniteTimeSpan, _journal.Time);
                either ??= CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
                patience.CancelAfter(_options.SendTimeoutSeconds == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(_options.SendTimeoutSeconds));

                // The system's buffer is full. Sending one byte is the wait for room: if it is cancelled, we know that nothing went.
                sent += await _socket.SendAsync(piece.Slice(sent, 1), SocketFlags.None, either.Token);
                sent += SendNow(piece.Span[sent..]);
            }

            if (patience is not null)
            {
                AppendSent(piece.Span);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            AppendSent(piece.Span[..sent]);
            if (error is OperationCanceledException && !cancellation.IsCancellationRequested)
            {
                _journal.AddEvent(TcpJournal.SendTimedOut(before + sent, asked), Peer, Id);
                throw new NetworkException(SocketFaults.TimedOut(Peer.ToString()), error);
            }

            throw;
        }
        finally
        {
            either?.Dispose();
            patience?.Dispose();
        }
    }

    /// <summary>Why a send failed, or null when our own side was closed under it.</summary>
    private Fault? FaultOf(Exception error)
    {
        lock (_order)
        {
            switch (_ending)
            {
                case Tcp.CloseReason.PeerReset:
                    return SocketFaults.Reset(Peer.ToString());
                case Tcp.CloseReason.TimedOut:
                    return SocketFaults.TimedOut(Peer.ToString());
            }

            if (_ending is not null || _requested is not null || _finSent || error is not SocketException socketError)
            {
                return null;
            }

            _sendError = socketError.SocketErrorCode;
            return SocketFaults.Of(socketError, Peer.ToString());
        }
    }

    /// <summary>The usual case: the system takes the whole piece at once, and its entry stands before any answer to it.</summary>
    private int TrySend(ReadOnlyMemory<byte> piece)
    {
        lock (_order)
        {
            if (_finSent || _ending is not null)
            {
                throw new ConnectionClosedException();
            }

            var sent = SendNow(piece.Span);
            if (sent == piece.Length)
            {
                AppendSent(piece.Span);
            }

            return sent;
        }
    }

    private int SendNow(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return 0;
        }

        var sent = _socket.Send(bytes, SocketFlags.None, out var error);
        return error switch
        {
            SocketError.Success => sent,
            SocketError.WouldBlock => 0,
            _ => throw new SocketException((int)error),
        };
    }

    private void AppendSent(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        using (var batch = _journal.BeginBatch())
        {
            batch.AddData(EntryDirection.Out, _journal.Time.GetUtcNow().UtcTicks, Peer, Id, _sentBytes, bytes);
        }

        Interlocked.Add(ref _sentBytes, bytes.Length);
        Interlocked.Increment(ref _sentMessages);
        Interlocked.Exchange(ref _lastActivity, _journal.Time.GetTimestamp());
        Interlocked.Exchange(ref _lastSent, _journal.Time.GetTimestamp());
    }

    private void SendFin()
    {
        if (_finSent)
        {
            return;
        }

        _finSent = true;
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The connection died first; the read loop learns why and says so.
        }
    }

    private async Task FinishAsync(CloseReason end, string? systemError)
    {
        lock (_order)
        {
            // What the wire did outranks what we asked for, but for our own RST.
            _ending = end switch
            {
                _ when _requested == Tcp.CloseReason.Reset => Tcp.CloseReason.Reset,
                Tcp.CloseReason.PeerClosed or Tcp.CloseReason.Closed => _requested ?? (_peerClosedFirst ? Tcp.CloseReason.PeerClosed : Tcp.CloseReason.Closed),
                _ => end,
            };
            _stopReading.Dispose();
            _socket.Dispose();
        }

        // A send that was under way fails now and journals what it got out; the end stands behind that.
        await _sending.WaitAsync();
        lock (_order)
        {
            _closed = true;
            ClosedAt = _journal.Time.GetUtcNow().UtcDateTime;
            CloseReason = _ending;
            _journal.AddEvent(TcpJournal.Ended(_ending.Value, systemError, _receivedBytes, _sentBytes), Peer, Id);
        }

        _sending.Release();
    }

    private void Configure()
    {
        _socket.Blocking = false;
        try
        {
            _socket.NoDelay = _options.NoDelay;
            if (_options.KeepAliveSeconds > 0)
            {
                _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
                _socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, _options.KeepAliveSeconds);
                _socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, Math.Clamp(_options.KeepAliveSeconds / 4, 1, 15));
                _socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 4);
            }
        }
        catch (SocketException)
        {
            // Reset while it waited to be accepted: the first read reports that.
        }
    }
}
