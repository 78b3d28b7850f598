using System.Net;
using Microsoft.Extensions.Logging;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Statistics;
using SocketLab.Core.Transport;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Core.Endpoints;

/// <summary>One configured socket: its definition, its state, its journal, and the transport while it runs.</summary>
/// <remarks>
/// Transitions are one at a time. A transport that fails in a way nobody foresaw is started again at most three times in a
/// row; a foreseen fault, such as a port in use, leaves the endpoint faulted for the user to see. Either way nothing else is touched.
/// </remarks>
public sealed class Endpoint
{
    private const int MaxRestarts = 3;

    private readonly SemaphoreSlim _transition = new(1, 1);

    // Held for a moment around what belongs together: definition and state, the transport and its drops.
    private readonly Lock _lock = new();
    private readonly ITransportFactory _transports;
    private readonly ChangeSignal _changed;
    private readonly ILogger _logger;
    private readonly RateWindow _rate;
    private EndpointStatus _status = EndpointStatus.Stopped;
    private ITransport? _transport;
    private CancellationTokenSource? _starting;
    private bool _retired;
    private long _kernelDropsBefore;
    private int _restarts;
    private long _version;

    internal Endpoint(string id, EndpointDefinition definition, EntryJournal journal, ITransportFactory transports, ChangeSignal changed, ILogger logger)
    {
        (Id, Definition, Journal, _transports, _changed, _logger) = (id, definition, journal, transports, changed, logger);
        _rate = new RateWindow(journal.Time);
    }

    /// <summary>Opaque and URL-safe.</summary>
    public string Id { get; }

    /// <summary>What the user configured, defaults filled in.</summary>
    public EndpointDefinition Definition { get; private set; }

    /// <summary>State, fault and addresses in one snapshot.</summary>
    public EndpointStatus Status => Volatile.Read(ref _status);

    /// <summary>Where it is in its life.</summary>
    public EndpointState State => Status.State;

    /// <summary>Why it is faulted; null otherwise.</summary>
    public Fault? Fault => Status.Fault;

    /// <summary>Where the socket is bound; null unless running.</summary>
    public IPEndPoint? Bound => Status.Bound;

    /// <summary>The receive buffer that the system granted, in bytes; null unless a running UDP endpoint.</summary>
    public int? ReceiveBufferGranted => Status.ReceiveBufferGranted;

    /// <summary>What happened here.</summary>
    public EntryJournal Journal { get; }

    /// <summary>Its TCP connections.</summary>
    public ConnectionTable Connections { get; } = new();

    /// <summary>Grows with every change of definition or state: what a watcher compares.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>All counts.</summary>
    public EndpointStatistics Statistics
    {
        get
        {
            var rate = _rate.Current;
            return new()
            {
                Ledger = Journal.Ledger,
                KernelDrops = KernelDrops,
                ConnectionsOpen = Connections.Open,
                ConnectionsTotal = Connections.Total,
                ConnectionsRejected = Connections.Rejected,
                ReceiveMessagesPerSecond = rate.MessagesPerSecond,
                ReceiveBytesPerSecond = rate.BytesPerSecond,
            };
        }
    }

    /// <summary>Whether the user wants it running, also after a restart of the server.</summary>
    internal bool IsWanted { get; set; }

    private long KernelDrops
    {
        get
        {
            lock (_lock)
            {
                return _kernelDropsBefore + (_transport?.KernelDrops ?? 0);
            }
        }
    }

    /// <summary>Sends from this endpoint.</summary>
    /// <param name="payload">The bytes.</param>
    /// <param name="to">Where a datagram goes; null for the definition's remote. Streams take none.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="EndpointStateException">It is not running.</exception>
    /// <exception cref="InvalidDefinitionException">A datagram has no destination, or a stream was given one.</exception>
    /// <exception cref="NetworkException">The network refused.</exception>
    /// <exception cref="ConnectionClosedException">The stream is closed for sending.</exception>
    public async Task<SendReceipt> SendAsync(ReadOnlyMemory<byte> payload, RemoteAddress? to, CancellationToken cancellation)
    {
        var transport = State == EndpointState.Running ? Volatile.Read(ref _transport) : null;
        if (transport is null)
        {
            throw new EndpointStateException(mustBeRunning: true);
        }

        var order = new SendOrder(payload, await DestinationAsync(to, cancellation));
        try
        {
            return await transport.SendAsync(order, cancellation);
        }
        catch (ObjectDisposedException)
        {
            // It was stopped meanwhile.
            throw new EndpointStateException(mustBeRunning: true);
        }
    }

    /// <summary>
    /// Starts it, if it is wanted and not running. Afterwards it is running or faulted, or stopped if a stop came first; it never
    /// throws for a network fault.
    /// </summary>
    internal async Task StartAsync(CancellationToken cancellation)
    {
        await _transition.WaitAsync(cancellation);
        try
        {
            if (State != EndpointState.Running)
            {
                _restarts = 0;
                await StartTransportAsync(cancellation);
            }
        }
        finally
        {
            _transition.Release();
        }
    }

    /// <summary>Stops it, if it is running and not wanted again meanwhile; clears a fault. A start under way is given up.</summary>
    internal Task StopAsync() => StopAsync(forGood: false);

    /// <summary>Stops it and never starts it again.</summary>
    internal Task RetireAsync() => StopAsync(forGood: true);

    /// <summary>Replaces the definition. Only name and journal limit may change while it runs.</summary>
    /// <exception cref="EndpointStateException">It is running and the change needs a restart.</exception>
    internal void Redefine(EndpointDefinition definition)
    {
        lock (_lock)
        {
            var live = Definition with { Name = definition.Name, Journal = definition.Journal };
            if (State is not (EndpointState.Stopped or EndpointState.Faulted) && !live.IsSameAs(definition))
            {
                throw new EndpointStateException(mustBeRunning: false);
            }

            Definition = definition;
        }

        Journal.SetMaxBytes(definition.Journal.MaxBytes);
        Touch();
    }

    /// <summary>Takes a sample for the rates.</summary>
    internal void Sample()
    {
        var ledger = Journal.Ledger;
        _rate.Add(ledger.ReceivedMessages, ledger.ReceivedBytes);
    }

    private async Task<IPEndPoint?> DestinationAsync(RemoteAddress? to, CancellationToken cancellation)
    {
        if (!Definition.Kind.IsUdp())
        {
            return to is null ? null : throw new InvalidDefinitionException([new("$.to", "A destination is for UDP; stream data goes to the open connections.")]);
        }

        var remote = to ?? Definition.Remote ?? throw new InvalidDefinitionException([new("$.to", "A datagram needs a host and a port to go to.")]);
        return HostResolver.Choose(await HostResolver.ResolveAllAsync(remote, Journal.Time, cancellation), Bound);
    }

    private async Task StopAsync(bool forGood)
    {
        lock (_lock)
        {
            _retired |= forGood;
            if (_retired || !IsWanted)
            {
                // Not at once: what waits for it must not go on under this lock.
                _starting?.CancelAfter(TimeSpan.Zero);
            }
        }

        await _transition.WaitAsync();
        try
        {
            if (IsWanted && !_retired)
            {
                return;
            }

            if (_transport is not null)
            {
                Set(EndpointState.Stopping);
                await CloseTransportAsync();
                NoteStopped("Stopped");
            }

            Set(EndpointState.Stopped);
        }
        finally
        {
            _transition.Release();
        }
    }

    private async Task StartTransportAsync(CancellationToken cancellation)
    {
        using var starting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        lock (_lock)
        {
            // A stop that came between would find nothing to give up.
            if (_retired || !IsWanted)
            {
                return;
            }

            _starting = starting;
            Set(EndpointState.Starting);
        }

        ITransport? transport = null;
        try
        {
            transport = _transports.Create(this);
            await transport.StartAsync(starting.Token);
        }
        catch (Exception error)
        {
            if (transport is not null)
            {
                await transport.DisposeAsync();
            }

            if (error is not OperationCanceledException || !starting.IsCancellationRequested)
            {
                MarkFaulted(error);
                return;
            }

            Set(EndpointState.Stopped);
            cancellation.ThrowIfCancellationRequested();
            return;
        }
        finally
        {
            lock (_lock)
            {
                _starting = null;
            }
        }

        lock (_lock)
        {
            _transport = transport;
        }

        var bound = transport.Bound;
        Journal.AddEvent(new(EventType.Started, null, StartedMessage(bound), bound is null ? null : new Dictionary<string, object> { ["address"] = bound.Address.ToString(), ["port"] = (long)bound.Port }));
        EndpointLog.Started(_logger, Id, Definition.Kind, bound?.ToString());
        Set(new EndpointStatus(EndpointState.Running, null, bound, transport.ReceiveBufferGranted));
        _ = WatchAsync(transport);
    }

    private string StartedMessage(IPEndPoint? bound) => Definition.Kind switch
    {
        EndpointKind.UdpListener => $"Listening for UDP on {bound}",
        EndpointKind.TcpListener => $"Listening for TCP on {bound}",
        EndpointKind.UdpSender => $"Ready to send UDP from port {bound?.Port}",
        _ => $"Connected from {bound}",
    };

    /// <summary>Waits for the transport to end by itself. Never throws: it is awaited by nobody.</summary>
    private async Task WatchAsync(ITransport transport)
    {
        Exception? failure = null;
        try
        {
            await transport.Completion;
        }
        catch (Exception error)
        {
            failure = error;
        }

        await _transition.WaitAsync();
        try
        {
            if (_transport != transport)
            {
                return;
            }

            Set(EndpointState.Stopping);
            await CloseTransportAsync();
            if (failure is null)
            {
                NoteStopped("Stopped: the connection ended");
                Set(EndpointState.Stopped);
                return;
            }

            MarkFaulted(failure);
            if (failure is not NetworkException && _restarts < MaxRestarts)
            {
                _restarts++;
                EndpointLog.Restarting(_logger, Id, _restarts);
                Journal.AddEvent(new(EventType.Restarted, null, $"Started again after something unforeseen, attempt {_restarts} of {MaxRestarts}"));
                await StartTransportAsync(CancellationToken.None);
            }
        }
        finally
        {
            _transition.Release();
        }
    }

    private void MarkFaulted(Exception error)
    {
        var fault = (error as NetworkException)?.Fault ?? SocketFaults.Unexpected(error);
        if (error is not NetworkException)
        {
            EndpointLog.Unexpected(_logger, error, Id);
        }

        EndpointLog.Faulted(_logger, Id, fault.Code.ToName(), fault.Message);
        Journal.AddEvent(new(EventType.Faulted, fault.Code.ToName(), $"{fault.Message} {fault.Hint}"));
        Set(new EndpointStatus(EndpointState.Faulted, fault, null, null));
    }

    private void NoteStopped(string message)
    {
        Journal.AddEvent(new(EventType.Stopped, null, message));
        EndpointLog.Stopped(_logger, Id);
    }

    private async Task CloseTransportAsync()
    {
        var transport = _transport!;
        await transport.DisposeAsync();
        lock (_lock)
        {
            _kernelDropsBefore += transport.KernelDrops;
            _transport = null;
        }
    }

    private void Set(EndpointState state) => Set(new EndpointStatus(state, null, null, null));

    private void Set(EndpointStatus status)
    {
        Volatile.Write(ref _status, status);
        Touch();
    }

    private void Touch()
    {
        Interlocked.Increment(ref _version);
        _changed.Set();
    }
}
