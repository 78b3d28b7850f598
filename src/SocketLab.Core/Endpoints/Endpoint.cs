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
    private readonly ITransportFactory _transports;
    private readonly ChangeSignal _changed;
    private readonly ILogger _logger;
    private readonly RateWindow _rate;
    private ITransport? _transport;
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

    /// <summary>Where it is in its life.</summary>
    public EndpointState State { get; private set; }

    /// <summary>Why it is faulted; null otherwise.</summary>
    public Fault? Fault { get; private set; }

    /// <summary>Where the socket is bound; null unless running.</summary>
    public IPEndPoint? Bound { get; private set; }

    /// <summary>The receive buffer that the system granted, in bytes; null unless a running UDP endpoint.</summary>
    public int? ReceiveBufferGranted { get; private set; }

    /// <summary>What happened here.</summary>
    public EntryJournal Journal { get; }

    /// <summary>Its TCP connections.</summary>
    public ConnectionTable Connections { get; } = new();

    /// <summary>Grows with every change of definition or state: what a watcher compares.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>All counts.</summary>
    public EndpointStatistics Statistics => new()
    {
        Ledger = Journal.Ledger,
        KernelDrops = KernelDrops,
        ConnectionsOpen = Connections.Open,
        ConnectionsTotal = Connections.Total,
        ConnectionsRejected = Connections.Rejected,
        ReceiveMessagesPerSecond = _rate.Current.MessagesPerSecond,
        ReceiveBytesPerSecond = _rate.Current.BytesPerSecond,
    };

    /// <summary>Whether the user wants it running, also after a restart of the server.</summary>
    internal bool IsWanted { get; set; }

    private long KernelDrops => Interlocked.Read(ref _kernelDropsBefore) + (Volatile.Read(ref _transport)?.KernelDrops ?? 0);

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
        var transport = State == EndpointState.Running ? _transport : null;
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

    /// <summary>Starts it, if it is not running. Afterwards it is running or faulted; it never throws for a network fault.</summary>
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

    /// <summary>Stops it, if it is running; clears a fault.</summary>
    internal async Task StopAsync()
    {
        await _transition.WaitAsync();
        try
        {
            if (_transport is not null)
            {
                Set(EndpointState.Stopping, null);
                await CloseTransportAsync();
                Journal.AddEvent(new(EventType.Stopped, null, "Stopped"));
                EndpointLog.Stopped(_logger, Id);
            }

            Set(EndpointState.Stopped, null);
        }
        finally
        {
            _transition.Release();
        }
    }

    /// <summary>Replaces the definition. Only name and journal limit may change while it runs.</summary>
    /// <exception cref="EndpointStateException">It is running and the change needs a restart.</exception>
    internal async Task RedefineAsync(EndpointDefinition definition)
    {
        await _transition.WaitAsync();
        try
        {
            var live = Definition with { Name = definition.Name, Journal = definition.Journal };
            if (_transport is not null && !live.IsSameAs(definition))
            {
                throw new EndpointStateException(mustBeRunning: false);
            }

            Definition = definition;
            Journal.SetMaxBytes(definition.Journal.MaxBytes);
            Touch();
        }
        finally
        {
            _transition.Release();
        }
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

    private async Task StartTransportAsync(CancellationToken cancellation)
    {
        Set(EndpointState.Starting, null);
        var transport = _transports.Create(this);
        try
        {
            await transport.StartAsync(cancellation);
        }
        catch (Exception error)
        {
            await transport.DisposeAsync();
            if (error is OperationCanceledException)
            {
                Set(EndpointState.Stopped, null);
                throw;
            }

            MarkFaulted(error);
            return;
        }

        Volatile.Write(ref _transport, transport);
        (Bound, ReceiveBufferGranted) = (transport.Bound, transport.ReceiveBufferGranted);
        Journal.AddEvent(new(EventType.Started, null, StartedMessage(), Bound is null ? null : new Dictionary<string, object> { ["address"] = Bound.Address.ToString(), ["port"] = (long)Bound.Port }));
        EndpointLog.Started(_logger, Id, Definition.Kind, Bound?.ToString());
        Set(EndpointState.Running, null);
        _ = WatchAsync(transport);
    }

    private string StartedMessage() => Definition.Kind switch
    {
        EndpointKind.UdpListener => $"Listening for UDP on {Bound}",
        EndpointKind.TcpListener => $"Listening for TCP on {Bound}",
        EndpointKind.UdpSender => $"Ready to send UDP from port {Bound?.Port}",
        _ => $"Connected from {Bound}",
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

            await CloseTransportAsync();
            if (failure is null)
            {
                Set(EndpointState.Stopped, null);
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
        Set(EndpointState.Faulted, fault);
    }

    private async Task CloseTransportAsync()
    {
        var transport = _transport!;
        await transport.DisposeAsync();
        Interlocked.Add(ref _kernelDropsBefore, transport.KernelDrops);
        Volatile.Write(ref _transport, null);
        (Bound, ReceiveBufferGranted) = (null, null);
    }

    private void Set(EndpointState state, Fault? fault)
    {
        (State, Fault) = (state, fault);
        Touch();
    }

    private void Touch()
    {
        Interlocked.Increment(ref _version);
        _changed.Set();
    }
}
