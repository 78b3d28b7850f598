using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Statistics;
using SocketLab.Core.Transport.Linux;
using SocketLab.Core.Transport.Tls;

namespace SocketLab.Core.Transport.Tcp;

/// <summary>One TCP stream, accepted or connected, from open to its close reason.</summary>
/// <remarks>
/// <code>
/// socket ─► PlainStream or TlsStream ─► StreamSink ─► ConnectionLog ─► journal
///        ◄─                          ◄─ StreamSender ◄─ SendAsync
/// </code>
/// <see cref="ConnectionLife"/> has the state and the lock. Only <see cref="RunAsync"/> ends the connection; everybody else asks for that
/// (<see cref="Close()"/>, <see cref="Reset"/>).
/// </remarks>
public sealed class TcpConnection
{
    // All of these are the connection's own and end with it; the table is the endpoint's.
    private readonly ConnectionTable _table;
    private readonly ConnectionLife _life;
    private readonly ConnectionSocket _socket;
    private readonly StreamSink _sink;
    private readonly IByteStream _stream;
    private readonly StreamSender _sender;
    private readonly ConnectionEnding _ending;
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal TcpConnection(
        Socket socket,
        EndPoint local,
        EndPoint remote,
        string endpointId,
        TcpOptions options,
        EntryJournal journal,
        ConnectionTable table,
        TlsSetup? tls = null
    )
    {
        (EndpointId, Remote, Peer, Local) = (endpointId, remote, PeerAddress.From(remote), PeerAddress.From(local));
        OpenedAt = journal.Time.GetUtcNow().UtcDateTime;
        _table = table;
        Log = new ConnectionLog(journal, Peer, Id);
        _life = new ConnectionLife(Log, isOpen: tls is null);
        _socket = new ConnectionSocket(socket, Peer.IsUnix, options);
        _sink = new StreamSink(this, _life, Log, table, tls);
        _stream = tls is null ? new PlainStream(_socket, _sink) : new TlsStream(_socket, _sink, tls);
        _sender = new StreamSender(_life, Log, _socket, _stream);
        _ending = new ConnectionEnding(_life, Log, _socket, _sender, () => table.Consumer?.Owes(this) ?? false);
    }

    /// <summary>Names the connection.</summary>
    public ConnectionId Id { get; } = ConnectionId.Next();

    /// <summary>The id of the endpoint that the connection belongs to.</summary>
    public string EndpointId { get; }

    /// <summary>The other side.</summary>
    public PeerAddress Peer { get; }

    /// <summary>The other side as an address to show: what a receipt says.</summary>
    internal EndPoint Remote { get; }

    /// <summary>Our side.</summary>
    public PeerAddress Local { get; }

    /// <summary>The program of this machine at the other side; null until it is found, and where the system does not tell.</summary>
    public PeerProgram? PeerProgram
    {
        get => Volatile.Read(ref field);
        internal set => Volatile.Write(ref field, value);
    }

    /// <summary>When it was accepted or connected, UTC.</summary>
    public DateTime OpenedAt { get; }

    /// <summary>When it ended, UTC; null while it lives.</summary>
    public DateTime? ClosedAt => _life.EndedAt;

    /// <summary>How it ended; null while it lives.</summary>
    public CloseReason? CloseReason => _life.EndReason;

    /// <summary>Where it is in its life.</summary>
    public ConnectionState State => _life.Shown;

    /// <summary>What the TLS handshake agreed on; null before that, and without TLS.</summary>
    public TlsInfo? Tls => _sink.Tls;

    /// <summary>Bytes received.</summary>
    public long ReceivedBytes => Log.ReceivedBytes;

    /// <summary>Bytes sent.</summary>
    public long SentBytes => Log.SentBytes;

    /// <summary>Reads that brought data.</summary>
    public long ReceivedMessages => Log.ReceivedMessages;

    /// <summary>Writes, in pieces of 64 KiB at most.</summary>
    public long SentMessages => Log.SentMessages;

    /// <summary>Rates as they were sampled last, and the highest ones. Zero, but for the highest, once it has ended.</summary>
    public Traffic Traffic => Log.Traffic;

    /// <summary>The options that it has now.</summary>
    public ConnectionOptions Options => ConnectionOptions.Of(_socket.Options);

    /// <summary>What it has journaled and counted.</summary>
    internal ConnectionLog Log { get; }

    /// <summary>Ends when it carries data: after the TLS handshake, if there is one.</summary>
    /// <exception cref="NetworkException">The handshake failed.</exception>
    /// <exception cref="OperationCanceledException">It ended before.</exception>
    internal Task Opened => _opened.Task;

    /// <summary>Ends when the connection has ended and its closing event is in the journal.</summary>
    internal Task Completion => _ended.Task;

    /// <summary>Why it failed, where its close reason does not say it: TLS did.</summary>
    public Fault? Fault => _sink.Fault;

    /// <summary>Sends <paramref name="payload"/> whole, in order with other sends.</summary>
    /// <exception cref="ConnectionClosedException">Our sending side is closed.</exception>
    /// <exception cref="NetworkException">The peer reset, or did not take it in time; what went out before is in the journal.</exception>
    public Task SendAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellation) => _sender.SendAsync(payload, cancellation);

    /// <summary>Checks that our sending side is open.</summary>
    /// <exception cref="ConnectionClosedException">It is not.</exception>
    internal void RequireSending() => _life.RequireSending();

    /// <summary>Holds reading back, and TCP the peer, until as many calls of <see cref="ResumeReading"/>.</summary>
    /// <remarks>A reset by the peer is still found, and a close of ours reads to the end all the same.</remarks>
    internal void PauseReading() => _stream.PauseReading();

    /// <summary>Gives up one hold on reading. The last one lets it go on.</summary>
    internal void ResumeReading() => _stream.ResumeReading();

    /// <summary>Sends FIN and goes on receiving. Does nothing when that was done.</summary>
    /// <exception cref="ConnectionClosedException">The connection is over.</exception>
    public void ShutdownSend()
    {
        lock (_life.Lock)
        {
            if (_life.IsOver || State == ConnectionState.Connecting)
            {
                throw _life.Closed();
            }

            if (_life.FinishSending())
            {
                _stream.SendFin();
                Log.AddEvent(TcpJournal.HalfClosed(peerFinished: !_life.MayReceive));
            }
        }
    }

    /// <summary>Asks for an orderly close: FIN, a second for what still comes, delivery (<see cref="Options"/>), the end.</summary>
    public Task Close() => Close(Definitions.CloseReason.Closed);

    /// <summary>Asks for an orderly close for a reason.</summary>
    internal Task Close(CloseReason reason)
    {
        lock (_life.Lock)
        {
            if (_socket.Options.LingerSeconds == 0 && !_life.IsEndRequested)
            {
                return Reset();
            }

            var isFinOut = _life.HasFinished;
            if (_life.RequestClose(reason))
            {
                _stream.ReadToTheEnd();
                if (!isFinOut)
                {
                    _stream.SendFin();
                }
            }
        }

        return Completion;
    }

    /// <summary>Asks for an orderly close because the endpoint stops: it waits for delivery, but not for long.</summary>
    internal Task CloseForStop()
    {
        _ending.Hurry();
        return Close();
    }

    /// <summary>Asks for an abort: the peer gets RST and unsent data is dropped.</summary>
    public Task Reset()
    {
        lock (_life.Lock)
        {
            if (_life.RequestReset())
            {
                _socket.Abort();
            }
        }

        return Completion;
    }

    /// <summary>Changes options from here on. Nobody else changes them between the question and the answer.</summary>
    /// <param name="change">Makes the new options of those that it has. Called under a lock, so it must not wait.</param>
    /// <exception cref="InvalidDefinitionException">One is out of range; nothing was changed.</exception>
    /// <exception cref="ConnectionClosedException">The connection is over.</exception>
    public void Change(Func<ConnectionOptions, ConnectionOptions> change)
    {
        lock (_life.Lock)
        {
            var options = change(Options);
            var errors = options.Validate();
            if (errors.Count > 0)
            {
                throw new InvalidDefinitionException(errors);
            }

            if (_life.IsOver || !_socket.TryApply(options.Into(_socket.Options)))
            {
                throw new ConnectionClosedException();
            }
        }
    }

    /// <summary>What the system knows of it now (one system call); null when it is over, and where there is no <c>TCP_INFO</c>.</summary>
    public TcpInfo? ReadTcpInfo() => LastTcpInfo is null ? _socket.ReadTcpInfo() : null;

    /// <summary>What the system knew of it right before its socket was closed; null while it lives.</summary>
    public TcpInfo? LastTcpInfo => _socket.LastTcpInfo;

    /// <summary>Enters the connection in its table, and begins its life.</summary>
    /// <param name="host">What a client was told to connect to; null for an accepted connection.</param>
    internal void Start(string? host = null)
    {
        _table.Add(this);
        Log.AddEvent(TcpJournal.Opened(host, Peer));
        _ = RunAsync();
    }

    /// <summary>The whole life, which nobody awaits.</summary>
    private async Task RunAsync()
    {
        await Task.Yield();
        WireEnd end;
        try
        {
            await _stream.OpenAsync();
            _table.MarkOpened(this);
            _opened.TrySetResult();
            await _stream.ReceiveUntilFinAsync();
            end = await _ending.StayHalfClosedAsync();
        }
        catch (Exception error)
        {
            end = WireEnd.Of(error);
        }

        try
        {
            await FinishAsync(await _ending.AwaitDeliveryAsync(end, Reset));
        }
        finally
        {
            // Also when there is no memory for the last event: senders and a stop wait for this.
            _sender.Release();

            // Whoever still waits for the opening hears that there will be none.
            _ = Fault is null ? _opened.TrySetCanceled() : _opened.TrySetException(new NetworkException(Fault));
            _ = _opened.Task.Exception;
            _table.MarkClosed(this);
            _ended.TrySetResult();
        }
    }

    private async Task FinishAsync(WireEnd end)
    {
        lock (_life.Lock)
        {
            var isFinOut = _life.HasFinished;
            if (_life.FindEnd(end.Reason) == Definitions.CloseReason.PeerClosed && !isFinOut)
            {
                _stream.SendCloseNotify();
            }

            _socket.Close();
        }

        // What was under way fails now and journals what it got out; the end stands behind that.
        await _stream.SettleAsync();
        await _sender.SettleAsync();
        _life.RecordEnd(end.SystemError);
    }
}
