using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tls;

namespace SocketLab.Core.Transport.Tcp;

/// <summary>One TCP stream, accepted or connected, from open to its close reason.</summary>
/// <remarks>
/// Owns its socket. Only <see cref="RunAsync"/> ends it and writes the one closing event; everybody else asks for that
/// (<see cref="Close()"/>, <see cref="Reset"/>). An idle connection holds no buffer: reads wait for zero bytes first.
/// The life is in <c>TcpConnection.Life.cs</c>, sending in <c>TcpConnection.Sending.cs</c>, options in <c>TcpConnection.Options.cs</c>,
/// the way through TLS in <c>TcpConnection.Tls.cs</c>.
/// </remarks>
public sealed partial class TcpConnection : StreamPoller.IReadable
{
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(1);

    private readonly Socket _socket;
    private readonly EntryJournal _journal;

    // Held around a send and its entry, and around the append of what was received: an answer does not stand before its question,
    // but for a send that had to wait for room.
    private readonly Lock _order = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _stopReading;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IStreamIo _io;
    private TaskCompletionSource? _fin;
    private StreamPoller? _poller;
    private TcpOptions _options;
    private CloseReason? _requested;
    private CloseReason? _ending;
    private SocketError _sendError;
    private bool _isOpen;
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

    internal TcpConnection(
        Socket socket,
        EndPoint local,
        EndPoint remote,
        string endpointId,
        TcpOptions options,
        EntryJournal journal,
        TlsSetup? tls = null
    )
    {
        (_socket, EndpointId, _options, _journal) = (socket, endpointId, options, journal);
        (Remote, Peer) = (remote, PeerAddress.From(remote));
        Local = PeerAddress.From(local);
        OpenedAt = journal.Time.GetUtcNow().UtcDateTime;
        _lastActivity = journal.Time.GetTimestamp();
        _stopReading = new CancellationTokenSource(Timeout.InfiniteTimeSpan, journal.Time);
        Configure();
        _io = tls is null ? new PlainIo(this) : new TlsIo(this, tls);
        if (tls is null)
        {
            _isOpen = true;
            _opened.SetResult();
        }
    }

    /// <summary>Names the connection.</summary>
    public ConnectionId Id { get; } = ConnectionId.Next();

    /// <summary>The endpoint it belongs to.</summary>
    public string EndpointId { get; }

    /// <summary>The other side.</summary>
    public PeerAddress Peer { get; }

    /// <summary>The other side as an address to show: what a receipt says.</summary>
    internal EndPoint Remote { get; }

    /// <summary>Our side.</summary>
    public PeerAddress Local { get; }

    /// <summary>When it was accepted or connected, UTC.</summary>
    public DateTime OpenedAt { get; }

    /// <summary>When it ended, UTC; null while it lives.</summary>
    public DateTime? ClosedAt { get; private set; }

    /// <summary>How it ended; null while it lives.</summary>
    public CloseReason? CloseReason { get; private set; }

    /// <summary>What the TLS handshake agreed on; null before that, and without TLS.</summary>
    public TlsInfo? Tls { get; private set; }

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
                    : !_isOpen ? ConnectionState.Connecting
                    : _finReceived ? ConnectionState.PeerHalfClosed
                    : _finSent ? ConnectionState.HalfClosed
                    : ConnectionState.Open;
            }
        }
    }

    /// <summary>Sends FIN and goes on receiving. Does nothing when that was done.</summary>
    /// <exception cref="ConnectionClosedException">The connection is over.</exception>
    public void ShutdownSend()
    {
        lock (_order)
        {
            if (_ending is not null || !_isOpen)
            {
                throw new ConnectionClosedException(_isOpen);
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

    /// <summary>
    /// Asks for an orderly close: FIN, a second for what still comes, then the end. How long it waits for delivery is up to
    /// <see cref="Options"/>.
    /// </summary>
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

    /// <summary>Ends when it carries data: after the TLS handshake, if there is one.</summary>
    /// <exception cref="NetworkException">The handshake failed.</exception>
    /// <exception cref="OperationCanceledException">It ended before.</exception>
    internal Task Opened => _opened.Task;

    /// <summary>Why it failed, where its close reason does not say it.</summary>
    internal Fault? Fault { get; private set; }

    internal Task Close(CloseReason reason)
    {
        lock (_order)
        {
            // Once only: asking again must not put the end off.
            if (_ending is null && _requested is null)
            {
                if (_options.LingerSeconds == 0)
                {
                    return Reset();
                }

                (_requested, _closeAsked) = (reason, _journal.Time.GetTimestamp());
                SendFin();
                _stopReading.CancelAfter(_finReceived || !_isOpen ? TimeSpan.Zero : DrainTime);
            }
        }

        return Completion;
    }

    /// <summary>Whether nothing came or went for <paramref name="limit"/>.</summary>
    internal bool IsIdle(TimeSpan limit) => _journal.Time.GetElapsedTime(Interlocked.Read(ref _lastActivity)) >= limit;

    internal void Start(Action<TcpConnection> ended, string? host = null)
    {
        _journal.AddEvent(TcpJournal.Opened(host, Peer), Peer, Id);
        _ = RunAsync(ended);
    }

    private void SendFin()
    {
        if (_finSent)
        {
            return;
        }

        _finSent = true;
        _io.SendFin();
    }

    private void Configure()
    {
        _socket.Blocking = false;

        // If it was reset while it waited to be accepted, the first read reports that.
        _ = TryApply(_options);
    }
}
