using System.Net;
using SocketLab.Core.Capture.Streams;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Jobs;
using SocketLab.Core.Journal;
using SocketLab.Core.Replies;
using SocketLab.Core.Statistics;
using SocketLab.Core.Transport;
using SocketLab.Core.Transport.Linux;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Core.Endpoints;

/// <summary>One configured socket: its definition, its state, its journal, and what can be done with it while it runs.</summary>
/// <remarks>
/// How it goes from one state to the next is <see cref="EndpointLife"/>'s business. Whatever fails in one endpoint, nothing else is
/// touched.
/// </remarks>
public sealed class Endpoint
{
    // Guards what belongs together: definition and state, the run and its counters. Held for a moment. Lock order: the transition (see
    // EndpointLife), this one, a transport's or connection's, the journal's; nothing is awaited under the last three.
    private readonly Lock _lock = new();

    // The supervisor's, and shared by all its endpoints.
    private readonly EndpointContext _context;
    private readonly EndpointLife _life;
    private readonly EndpointSending _sending;
    private readonly EndpointJobs _jobs;
    private readonly EndpointReplies _replies;
    private readonly EndpointMeters _meters;
    private readonly SocketCounters _sockets = new();
    private EndpointStatus _status = EndpointStatus.Stopped;
    private long _version;

    // Owned by the life, which says when it begins and ends; null unless running.
    private EndpointRun? _run;

    internal Endpoint(string id, EndpointDefinition definition, EntryJournal journal, EndpointContext context)
    {
        (Id, Definition, Journal, _context) = (id, definition, journal, context);
        Connections = new() { Opened = one => context.Programs.FindLater(one.Peer, one.Local, found => one.PeerProgram = found) };
        _replies = new EndpointReplies(new ReplyCounters(journal), EndpointReplies.Read(definition, journal.Time));
        _meters = new EndpointMeters(journal, Connections);
        _meters.Use(definition);
        _sending = new EndpointSending(this, context.Destinations);
        _jobs = new EndpointJobs(this, context);
        _life = new EndpointLife(this, context);
    }

    /// <summary>The endpoint's id: opaque and URL-safe.</summary>
    public string Id { get; }

    /// <summary>What the user configured, defaults filled in.</summary>
    public EndpointDefinition Definition { get; private set; }

    /// <summary>State, fault and addresses in one snapshot.</summary>
    public EndpointStatus Status => Volatile.Read(ref _status);

    /// <summary>Where the endpoint is in its life.</summary>
    public EndpointState State => Status.State;

    /// <summary>Why the endpoint is faulted, or could not connect last time and tries again; null otherwise.</summary>
    public Fault? Fault => Status.Fault;

    /// <summary>The IP address and port where the socket is bound; null unless running, and for a Unix socket.</summary>
    public IPEndPoint? Bound => Status.Bound as IPEndPoint;

    /// <summary>The receive buffer that the system granted, in bytes; null unless a running UDP endpoint.</summary>
    public int? ReceiveBufferGranted => Status.ReceiveBufferGranted;

    /// <summary>The log of what happened on this endpoint.</summary>
    public EntryJournal Journal { get; }

    /// <summary>The endpoint's TCP connections.</summary>
    public ConnectionTable Connections { get; }

    /// <summary>What was in the file, of a capture; null of an endpoint with a socket. Set before anybody knows the endpoint.</summary>
    public CaptureContents? Captured { get; internal set; }

    /// <summary>Grows with every change of definition or state: what a watcher compares.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Everything counted and measured about the endpoint.</summary>
    public EndpointStatistics Statistics
    {
        get
        {
            var (drops, queue, peakQueue) = SampleSocket();
            return new()
            {
                Ledger = Journal.Ledger,
                KernelDrops = drops,
                ConnectionsOpen = Connections.Open,
                PeakConnectionsOpen = Connections.PeakOpen,
                ConnectionsTotal = Connections.Total,
                ConnectionsRejected = Connections.Rejected,
                Traffic = _meters.Traffic,
                ReceiveQueueBytes = queue,
                PeakReceiveQueueBytes = peakQueue,
                ReplyHits = _replies.Hits,
                RepliesSent = _replies.Counters.Sent,
                RepliesSkipped = _replies.Counters.Skipped,
                Sequence = _meters.Sequence,
            };
        }
    }

    /// <summary>What is measured over all runs.</summary>
    internal EndpointMeters Meters => _meters;

    /// <summary>How much came and went when, over all runs.</summary>
    public TrafficHistory History => _meters.History;

    /// <summary>Whether answering by rule is paused at this moment, since answers came faster than the limit.</summary>
    public bool RepliesPaused => _replies.IsPaused;

    /// <summary>Which programs of this machine are at the other side of endpoints.</summary>
    internal PeerPrograms Programs => _context.Programs;

    /// <summary>Whether the endpoint has reply rules that send something.</summary>
    internal bool AnswersByRule => _replies.AnswersMessages;

    /// <summary>What was answered by rule, over all runs.</summary>
    internal ReplyCounters ReplyCounters => _replies.Counters;

    /// <summary>Whether the user wants it running, also after a restart of the server.</summary>
    internal bool IsWanted
    {
        get => _life.IsWanted;
        set => _life.IsWanted = value;
    }

    /// <summary>Sends from this endpoint.</summary>
    /// <param name="payload">The bytes.</param>
    /// <param name="to">Where a datagram goes; null for the definition's remote. Streams take none.</param>
    /// <param name="cancellation">Cancels the send; stream data may be out in part then.</param>
    /// <exception cref="EndpointStateException">The endpoint is not running.</exception>
    /// <exception cref="InvalidDefinitionException">A datagram has no destination, or a stream was given one.</exception>
    /// <exception cref="NetworkException">The network refused.</exception>
    /// <exception cref="ConnectionClosedException">The stream is closed for sending.</exception>
    public Task<SendReceipt> SendAsync(ReadOnlyMemory<byte> payload, RemoteAddress? to, CancellationToken cancellation) =>
        _sending.SendAsync(payload, to, cancellation);

    /// <summary>Sends stream data to some of the endpoint's connections, to all at once.</summary>
    /// <returns>How many took all of it, and bytes over all of them.</returns>
    /// <exception cref="EndpointStateException">The endpoint is not running.</exception>
    /// <exception cref="NetworkException">None took it: the network refused.</exception>
    /// <exception cref="ConnectionClosedException">None took it: they are closed for sending.</exception>
    public Task<SendReceipt> SendToAsync(
        ReadOnlyMemory<byte> payload,
        IReadOnlyList<TcpConnection> connections,
        CancellationToken cancellation
    ) => _sending.SendToAsync(payload, connections, cancellation);

    /// <summary>
    /// Starts a job: datagrams to one destination; of a TCP listener to all connections that are open at each time; of a TCP client on its
    /// connection.
    /// </summary>
    /// <param name="payload">What the job sends.</param>
    /// <param name="repeat">How often and how fast it sends.</param>
    /// <param name="to">Where datagrams go; null for the definition's remote. Streams take none.</param>
    /// <param name="cancellation">Cancels looking up a name; a job that has started goes on.</param>
    /// <exception cref="InvalidDefinitionException">The options are wrong, there is nothing to send on a stream, a datagram has no
    /// destination, or a stream was given one.</exception>
    /// <exception cref="EndpointStateException">The endpoint is not running.</exception>
    /// <exception cref="NetworkException">The name cannot be resolved, nothing is sent there, or the payload is too long for a
    /// datagram.</exception>
    /// <exception cref="LimitReachedException">Too many jobs run, or it is to send too fast to a public address.</exception>
    public Task<SendJob> StartJobAsync(IPayloadSource payload, RepeatOptions repeat, RemoteAddress? to, CancellationToken cancellation) =>
        _jobs.StartAsync(payload, repeat, to, cancellation);

    /// <summary>Starts a job that sends recorded messages again, to the definition's remote.</summary>
    /// <param name="messages">The messages; one at least. Their journal must stay as long as the job.</param>
    /// <param name="speed">How many times as fast as they were seen; 0: as fast as the system takes them.</param>
    /// <param name="rounds">How often all of them are sent; null: until somebody ends it.</param>
    /// <param name="cancellation">Cancels looking up a name; a job that has started goes on.</param>
    /// <inheritdoc cref="StartJobAsync"/>
    public Task<SendJob> StartReplayAsync(RecordedMessages messages, double speed, long? rounds, CancellationToken cancellation) =>
        _jobs.StartReplayAsync(messages, speed, rounds, cancellation);

    /// <summary>Starts a job inside one connection.</summary>
    /// <param name="connection">One of this endpoint's connections.</param>
    /// <param name="payload">What the job sends.</param>
    /// <param name="repeat">How often and how fast it sends.</param>
    /// <exception cref="InvalidDefinitionException">The options are wrong, or there is nothing to send.</exception>
    /// <exception cref="ConnectionClosedException">The connection is closed for sending.</exception>
    /// <exception cref="LimitReachedException">Too many jobs run, or it is to send too fast to a public address.</exception>
    public SendJob StartJob(TcpConnection connection, IPayloadSource payload, RepeatOptions repeat) =>
        _jobs.Start(connection, payload, repeat);

    /// <inheritdoc cref="EndpointLife.StartAsync"/>
    internal Task StartAsync(CancellationToken cancellation) => _life.StartAsync(cancellation);

    /// <inheritdoc cref="EndpointLife.Revive"/>
    internal void Revive() => _life.Revive();

    /// <inheritdoc cref="EndpointLife.StopAsync"/>
    internal Task StopAsync(bool forGood = false) => _life.StopAsync(forGood);

    /// <summary>
    /// Replaces the definition. Name, group, journal limit, framing, reply rules, multicast groups and whether sequences are measured may
    /// change while it runs.
    /// </summary>
    /// <param name="definition">The new definition, checked, defaults written out.</param>
    /// <param name="rules">Its reply rules, made ready; null when they are the old ones, which are then not counted anew.</param>
    /// <exception cref="NetworkException">The system did not let it join a group; nothing has changed.</exception>
    /// <exception cref="EndpointStateException">It is running and the change needs a restart.</exception>
    internal void Redefine(EndpointDefinition definition, ReplyRuleSet? rules)
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

            _run?.Transport.Apply(definition);
            Definition = definition;
            _meters.Use(definition);
            _replies.Use(definition, rules);
        }

        Journal.SetMaxBytes(definition.Journal.MaxBytes);
        Touch();
    }

    /// <summary>Takes a sample for the rates and high-water marks. One call at a time.</summary>
    internal void Sample()
    {
        _meters.Sample();
        SampleSocket();
    }

    /// <summary>Publishes a run that carries data: the endpoint is running.</summary>
    internal void Attach(EndpointRun run)
    {
        var (bound, buffer) = (run.Transport.Bound, run.Transport.ReceiveBufferGranted);
        lock (_lock)
        {
            Volatile.Write(ref _run, run);
            Volatile.Write(ref _status, new EndpointStatus(EndpointState.Running, null, bound, buffer));
            _replies.Attach(run.Responder, Definition);
        }

        Touch();
    }

    /// <summary>Forgets a run that is closed, and keeps what it counted.</summary>
    internal void Detach(EndpointRun run)
    {
        lock (_lock)
        {
            _sockets.Add(run.Transport);
            _replies.Detach();
            Volatile.Write(ref _run, null);
        }
    }

    /// <summary>Publishes a change of the endpoint's state.</summary>
    internal void SetStatus(EndpointStatus status)
    {
        lock (_lock)
        {
            Volatile.Write(ref _status, status);
        }

        Touch();
    }

    /// <summary>Whether the endpoint is running on this transport still.</summary>
    internal bool IsRunningOn(ITransport transport) => State == EndpointState.Running && Volatile.Read(ref _run)?.Transport == transport;

    /// <summary>The transport to send on.</summary>
    /// <exception cref="EndpointStateException">The endpoint is not running.</exception>
    internal ITransport RunningTransport() =>
        (State == EndpointState.Running ? Volatile.Read(ref _run)?.Transport : null)
        ?? throw new EndpointStateException(mustBeRunning: true);

    private (long Drops, int? Queue, int? PeakQueue) SampleSocket()
    {
        lock (_lock)
        {
            var (queue, peak) = _sockets.SampleQueue(_run?.Transport);
            return (_sockets.KernelDrops(_run?.Transport), queue, peak);
        }
    }

    private void Touch()
    {
        Interlocked.Increment(ref _version);
        _context.Changed.Set();
    }
}
