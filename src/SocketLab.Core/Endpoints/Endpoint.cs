using System.Net;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Replies;
using SocketLab.Core.Statistics;
using SocketLab.Core.Transport;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Core.Endpoints;

/// <summary>One configured socket: its definition, its state, its journal, and the transport while it runs.</summary>
/// <remarks>
/// Transitions are one at a time. A transport that fails in a way nobody foresaw is started again at most three times
/// until somebody starts it anew; a foreseen fault, such as a port in use, leaves the endpoint faulted for the user to see. Either way
/// nothing else is touched.
/// How it goes from one state to the next is in <c>Endpoint.Transitions.cs</c>, how a client connects again in
/// <c>Endpoint.Reconnecting.cs</c>.
/// </remarks>
public sealed partial class Endpoint
{
    private readonly SemaphoreSlim _transition = new(1, 1);

    // Held for a moment around what belongs together: definition and state, the transport and its drops.
    private readonly Lock _lock = new();
    private readonly EndpointContext _context;
    private readonly TrafficGauge _traffic = new();
    private EndpointStatus _status = EndpointStatus.Stopped;
    private ITransport? _transport;
    private readonly ReplyCounters _replyCounters;
    private ReplyRuleSet _rules;
    private Responder? _responder;
    private SequenceMeter? _sequence;
    private CancellationTokenSource? _starting;
    private bool _retired;
    private long _kernelDropsBefore;
    private int? _peakReceiveQueueBytes;
    private int _restarts;
    private long _version;

    internal Endpoint(string id, EndpointDefinition definition, EntryJournal journal, EndpointContext context)
    {
        (Id, Definition, Journal, _context) = (id, definition, journal, context);
        _replyCounters = new ReplyCounters(journal);
        _rules = RulesOf(definition, journal.Time);
        _sequence = MeterFor(definition);
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

    /// <summary>
    /// The IP address and port where the socket is bound; null unless running, and for a Unix socket (<see cref="EndpointStatus.Bound"/>
    /// has both).
    /// </summary>
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
            var (queue, peakQueue) = LookAtReceiveQueue();
            return new()
            {
                Ledger = Journal.Ledger,
                KernelDrops = KernelDrops,
                ConnectionsOpen = Connections.Open,
                PeakConnectionsOpen = Connections.PeakOpen,
                ConnectionsTotal = Connections.Total,
                ConnectionsRejected = Connections.Rejected,
                Traffic = _traffic.Current,
                ReceiveQueueBytes = queue,
                PeakReceiveQueueBytes = peakQueue,
                ReplyHits = Volatile.Read(ref _rules).Hits,
                RepliesSent = _replyCounters.Sent,
                RepliesSkipped = _replyCounters.Skipped,
                Sequence = Volatile.Read(ref _sequence)?.Report ?? SequenceReport.Empty,
            };
        }
    }

    /// <summary>Whether answering by rule is paused at this moment, since answers came faster than the limit.</summary>
    public bool RepliesPaused => Volatile.Read(ref _responder)?.IsPaused == true;

    /// <summary>Whether it has reply rules that send something.</summary>
    internal bool AnswersByRule => Volatile.Read(ref _rules).AnswersAnything;

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
        var transport = RunningTransport();
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

    /// <summary>
    /// Replaces the definition. Name, journal limit, framing, reply rules, multicast groups and whether sequences are measured may change
    /// while it runs.
    /// </summary>
    /// <exception cref="NetworkException">The system did not let it join a group; nothing has changed.</exception>
    /// <exception cref="EndpointStateException">It is running and the change needs a restart.</exception>
    internal void Redefine(EndpointDefinition definition)
    {
        lock (_lock)
        {
            // Groups are joined while a socket is there, or by the next start; in between nobody would.
            var needsRestart =
                Definition.NeedsRestartFor(definition)
                || (State != EndpointState.Running && !Definition.Udp.MulticastGroups.SequenceEqual(definition.Udp.MulticastGroups));
            if (State is not (EndpointState.Stopped or EndpointState.Faulted) && needsRestart)
            {
                throw new EndpointStateException(mustBeRunning: false);
            }

            if (State == EndpointState.Running)
            {
                _transport?.Apply(definition);
            }

            if (!(Definition with { Reply = definition.Reply }).IsSameAs(Definition))
            {
                // Counted anew: other rules, other counts.
                Volatile.Write(ref _rules, RulesOf(definition, Journal.Time));
            }

            Definition = definition;
            Volatile.Write(ref _sequence, MeterFor(definition));
            _responder?.Use(ReplySettings());
        }

        Journal.SetMaxBytes(definition.Journal.MaxBytes);
        Touch();
    }

    /// <summary>Takes a sample for the rates and high-water marks. One call at a time.</summary>
    internal void Sample()
    {
        var now = Journal.Time.GetElapsedTime(0);
        var ledger = Journal.Ledger;
        _traffic.Sample(now, new(ledger.ReceivedMessages, ledger.ReceivedBytes, ledger.SentMessages, ledger.SentBytes));
        Connections.Sample(now);
        LookAtReceiveQueue();
    }

    /// <summary>Whether it measures sequences.</summary>
    internal bool MeasuresSequence => Volatile.Read(ref _sequence) is not null;

    /// <summary>Measures the sequences of what came since the last time. One call at a time.</summary>
    /// <param name="patience">What it may take; the rest is left for the next time.</param>
    internal void LookAtSequence(TimeSpan patience) => Volatile.Read(ref _sequence)?.Look(patience);

    /// <summary>What waits in the socket now, and the most that was ever seen.</summary>
    private (int? Now, int? Peak) LookAtReceiveQueue()
    {
        lock (_lock)
        {
            var now = _transport?.ReceiveQueueBytes;
            _peakReceiveQueueBytes = now > (_peakReceiveQueueBytes ?? -1) ? now : _peakReceiveQueueBytes;
            return (now, _peakReceiveQueueBytes);
        }
    }

    private ITransport RunningTransport() =>
        (State == EndpointState.Running ? Volatile.Read(ref _transport) : null) ?? throw new EndpointStateException(mustBeRunning: true);

    private async Task<EndPoint?> DestinationAsync(RemoteAddress? to, CancellationToken cancellation)
    {
        if (!Definition.Kind.IsUdp())
        {
            return to is null
                ? null
                : throw new InvalidDefinitionException([
                    new("$.to", "A destination is for UDP; stream data goes to the open connections."),
                ]);
        }

        var remote = to
            ?? Definition.Remote
            ?? throw new InvalidDefinitionException([new("$.to", "A datagram needs a host and a port to go to.")]);
        if (UnixAddress.Is(remote.Host))
        {
            return _context.Destinations.UnixSockets.Resolve(remote.Host);
        }

        return HostResolver.Choose(await HostResolver.ResolveAllAsync(remote, _context.Destinations, Journal.Time, cancellation), Bound);
    }

    /// <summary>The one that measures already, a new one, or none.</summary>
    private SequenceMeter? MeterFor(EndpointDefinition definition) =>
        definition.MeasureSequence ? _sequence ?? new(Journal, isStream: !definition.Kind.IsUdp()) : null;

    private static ReplyRuleSet RulesOf(EndpointDefinition definition, TimeProvider time) =>
        definition.Reply.Count == 0 ? ReplyRuleSet.None : new ReplyRuleSet(definition.Reply, time);

    private ReplySettings ReplySettings() =>
        new(_rules, Definition.Tcp.Framing, Definition.ReplyLimitPerSecond, Definition.Journal.MaxBytes);

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
