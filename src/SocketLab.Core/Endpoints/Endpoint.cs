using System.Net;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Statistics;
using SocketLab.Core.Transport;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Core.Endpoints;

/// <summary>One configured socket: its definition, its state, its journal, and the transport while it runs.</summary>
/// <remarks>
/// Transitions are one at a time. A transport that fails in a way nobody foresaw is started again at most three times
/// until somebody starts it anew; a foreseen fault, such as a port in use, leaves the endpoint faulted for the user to see. Either way nothing else is touched.
/// How it goes from one state to the next is in <c>Endpoint.Transitions.cs</c>, how a client connects again in <c>Endpoint.Reconnecting.cs</c>.
/// </remarks>
public sealed partial class Endpoint
{
    private readonly SemaphoreSlim _transition = new(1, 1);

    // Held for a moment around what belongs together: definition and state, the transport and its drops.
    private readonly Lock _lock = new();
    private readonly EndpointContext _context;
    private readonly RateWindow _rate;
    private EndpointStatus _status = EndpointStatus.Stopped;
    private ITransport? _transport;
    private CancellationTokenSource? _starting;
    private bool _retired;
    private long _kernelDropsBefore;
    private int _restarts;
    private long _version;

    internal Endpoint(string id, EndpointDefinition definition, EntryJournal journal, EndpointContext context)
    {
        (Id, Definition, Journal, _context) = (id, definition, journal, context);
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

    /// <summary>Why it is faulted, or could not connect last time and tries again; null otherwise.</summary>
    public Fault? Fault => Status.Fault;

    /// <summary>The IP address and port where the socket is bound; null unless running, and for a Unix socket (<see cref="EndpointStatus.Bound"/> has both).</summary>
    public IPEndPoint? Bound => Status.Bound as IPEndPoint;

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
                BeginConnecting();
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

    /// <summary>Replaces the definition. Only name, journal limit and multicast groups may change while it runs.</summary>
    /// <exception cref="NetworkException">The system did not let it join a group; nothing has changed.</exception>
    /// <exception cref="EndpointStateException">It is running and the change needs a restart.</exception>
    internal void Redefine(EndpointDefinition definition)
    {
        lock (_lock)
        {
            var live = Definition with { Name = definition.Name, Journal = definition.Journal };
            if (State == EndpointState.Running)
            {
                live = live with { Udp = live.Udp with { MulticastGroups = definition.Udp.MulticastGroups } };
            }

            if (State is not (EndpointState.Stopped or EndpointState.Faulted) && !live.IsSameAs(definition))
            {
                throw new EndpointStateException(mustBeRunning: false);
            }

            if (State == EndpointState.Running)
            {
                _transport?.Apply(definition);
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

    private async Task<EndPoint?> DestinationAsync(RemoteAddress? to, CancellationToken cancellation)
    {
        if (!Definition.Kind.IsUdp())
        {
            return to is null ? null : throw new InvalidDefinitionException([new("$.to", "A destination is for UDP; stream data goes to the open connections.")]);
        }

        var remote = to ?? Definition.Remote ?? throw new InvalidDefinitionException([new("$.to", "A datagram needs a host and a port to go to.")]);
        if (UnixAddress.Is(remote.Host))
        {
            return _context.Destinations.UnixSockets.Resolve(remote.Host);
        }

        return HostResolver.Choose(await HostResolver.ResolveAllAsync(remote, _context.Destinations, Journal.Time, cancellation), Bound);
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
        _context.Changed.Set();
    }
}
