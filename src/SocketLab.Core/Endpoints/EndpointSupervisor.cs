using Microsoft.Extensions.Logging;
using SocketLab.Core.Definitions;
using SocketLab.Core.Jobs;
using SocketLab.Core.Journal;
using SocketLab.Core.Replies;
using SocketLab.Core.Statistics;
using SocketLab.Core.Transport;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Core.Transport.Tls;

namespace SocketLab.Core.Endpoints;

/// <summary>Keeps all endpoints: creates, starts, stops, edits and deletes them, remembers what should run, samples their rates.</summary>
/// <remarks>
/// Owns every <see cref="Endpoint"/>. Endpoints run on without any browser, and one that fails leaves the others alone. Creating, changing
/// and deleting them is in <c>EndpointSupervisor.Editing.cs</c>.
/// </remarks>
public sealed partial class EndpointSupervisor : IAsyncDisposable
{
    /// <summary>How often rates are sampled.</summary>
    public static readonly TimeSpan SampleInterval = TrafficGauge.SampleInterval;

    private readonly SemaphoreSlim _editing = new(1, 1);
    private readonly Lock _lock = new();
    private readonly List<Endpoint> _endpoints = [];
    private readonly IEndpointStore _store;
    private readonly CertificateLibrary _certificates;
    private readonly JournalBudget _budget;
    private readonly EndpointContext _context;
    private readonly TimeProvider _time;
    private readonly ITimer _sampler;
    private int _sampling;

    /// <summary>Creates an empty supervisor; <see cref="RestoreAsync"/> fills it.</summary>
    public EndpointSupervisor(
        IEndpointStore store,
        EndpointLimits limits,
        DestinationPolicy destinations,
        CertificateLibrary certificates,
        TimeProvider time,
        ILogger<EndpointSupervisor> logger
    )
        : this(store, limits, destinations, certificates, time, logger, new SocketTransports(destinations, certificates, logger)) { }

    internal EndpointSupervisor(
        IEndpointStore store,
        EndpointLimits limits,
        DestinationPolicy destinations,
        CertificateLibrary certificates,
        TimeProvider time,
        ILogger<EndpointSupervisor> logger,
        ITransportFactory transports
    )
    {
        (_store, Limits, _certificates, _time) = (store, limits, certificates, time);
        _context = new EndpointContext(
            transports,
            destinations,
            Jobs = new SendJobs(limits),
            new ReplyingSockets(ListReplying, Changed),
            Changed,
            UnwantAsync,
            logger
        );
        _budget = new JournalBudget(limits.JournalBytesTotal);
        _sampler = time.CreateTimer(_ => Sample(), null, SampleInterval, SampleInterval);
    }

    /// <summary>The ceilings.</summary>
    public EndpointLimits Limits { get; }

    /// <summary>What is sent again and again.</summary>
    public SendJobs Jobs { get; }

    /// <summary>Wakes watchers when an endpoint comes, goes or changes its definition or state.</summary>
    public ChangeSignal Changed { get; } = new();

    /// <summary>All endpoints in order of creation.</summary>
    public IReadOnlyList<Endpoint> List()
    {
        lock (_lock)
        {
            return [.. _endpoints];
        }
    }

    /// <summary>The endpoint with this id, or null.</summary>
    public Endpoint? Find(string id)
    {
        lock (_lock)
        {
            return _endpoints.Find(endpoint => endpoint.Id == id);
        }
    }

    /// <summary>The endpoint with this id.</summary>
    /// <exception cref="EndpointNotFoundException">There is none.</exception>
    public Endpoint Get(string id) => Find(id) ?? throw new EndpointNotFoundException(id);

    /// <summary>A connection of any endpoint, open or remembered.</summary>
    public TcpConnection? FindConnection(ConnectionId id) =>
        List().Select(endpoint => endpoint.Connections.Find(id)).FirstOrDefault(connection => connection is not null);

    /// <summary>Ends once everything that was running when the server stopped is running again, or faulted.</summary>
    public Task Restored { get; private set; } = Task.CompletedTask;

    /// <summary>
    /// Loads what is stored and starts what was running. Listeners and senders are up when this returns; a client may wait long
    /// for an answer from elsewhere, so nobody waits for it but <see cref="Restored"/>.
    /// </summary>
    public async Task RestoreAsync(CancellationToken cancellation)
    {
        var stored = await _store.LoadAsync(cancellation);
        foreach (var one in stored)
        {
            Add(one.Id, one.Definition, one.WantedRunning);
        }

        var wanted = stored
            .Where(one => one.WantedRunning)
            .ToLookup(one => one.Definition.Kind == EndpointKind.TcpClient, one => Get(one.Id));
        await Task.WhenAll(wanted[false].Select(endpoint => endpoint.StartAsync(cancellation)));
        Restored = Task.WhenAll(wanted[true].Select(endpoint => endpoint.StartAsync(CancellationToken.None)));
    }

    /// <summary>Starts an endpoint: it is running or faulted afterwards, and wanted.</summary>
    /// <exception cref="EndpointNotFoundException">There is no such endpoint.</exception>
    public async Task<Endpoint> StartAsync(string id, CancellationToken cancellation)
    {
        var endpoint = await EditAsync(id, e => SaveAsync(e, true, cancellation), cancellation);
        await endpoint.StartAsync(cancellation);

        // It may have been deleted meanwhile.
        return Get(id);
    }

    /// <summary>Stops an endpoint; it is not wanted any more.</summary>
    /// <exception cref="EndpointNotFoundException">There is no such endpoint.</exception>
    /// <exception cref="NotSavedException">It is stopped, but a restart of the server will start it again.</exception>
    public async Task<Endpoint> StopAsync(string id, CancellationToken cancellation)
    {
        Exception? unsaved = null;
        var endpoint = await EditAsync(id, Unwant, cancellation);
        await endpoint.StopAsync();
        return unsaved is null ? endpoint : throw unsaved;

        async Task Unwant(Endpoint running)
        {
            try
            {
                await SaveAsync(running, false, cancellation);
            }
            catch (NotSavedException error)
            {
                // A socket must be stoppable also while the disk is full.
                (running.IsWanted, unsaved) = (false, error);
            }
        }
    }

    /// <summary>Stops all sockets. What is wanted stays wanted for the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        await _sampler.DisposeAsync();
        await Jobs.EndAsync(null, SendJob.EndpointNotRunning);
        await Task.WhenAll(List().Select(endpoint => endpoint.RetireAsync()));
    }

    private IEnumerable<ReplyingSocket> ListReplying() =>
        from endpoint in List()
        where endpoint.AnswersByRule && endpoint.Status.Bound is not null
        select new ReplyingSocket(endpoint.Definition.Kind.IsUdp(), endpoint.Status.Bound!);

    private Endpoint Add(string id, EndpointDefinition definition, bool wanted)
    {
        var journal = new EntryJournal(Math.Min(definition.Journal.MaxBytes, Limits.JournalBytes), _budget, _time);
        var endpoint = new Endpoint(id, definition, journal, _context) { IsWanted = wanted };
        lock (_lock)
        {
            _endpoints.Add(endpoint);
        }

        Changed.Set();
        return endpoint;
    }

    /// <summary>
    /// A client whose connection ended in order did its work: a restart of the server does not connect it again. Never throws.
    /// </summary>
    private async Task UnwantAsync(Endpoint ended)
    {
        try
        {
            await EditAsync(
                ended.Id,
                e => e.State == EndpointState.Stopped ? SaveAsync(e, false, CancellationToken.None) : Task.CompletedTask,
                CancellationToken.None
            );
        }
        catch (Exception error) when (error is EndpointNotFoundException or NotSavedException)
        {
            // Deleted meanwhile, or the disk is full: then it is connected again.
        }
    }

    private async Task SaveAsync(Endpoint endpoint, bool wanted, CancellationToken cancellation)
    {
        await _store.SaveAsync(new(endpoint.Id, endpoint.Definition, wanted), cancellation);
        endpoint.IsWanted = wanted;
    }

    private void Sample()
    {
        // Ticks that a busy thread pool held back come several at once; the rates are for one at a time.
        if (Interlocked.Exchange(ref _sampling, 1) == 1)
        {
            return;
        }

        var endpoints = List();
        foreach (var endpoint in endpoints)
        {
            endpoint.Sample();
        }

        // Rates first, which cost next to nothing. The rest is work that peers make, so each endpoint gets its share of half the time and
        // no more.
        var measuring = endpoints.Where(endpoint => endpoint.MeasuresSequence).ToList();
        foreach (var endpoint in measuring)
        {
            endpoint.LookAtSequence(SampleInterval / 2 / measuring.Count);
        }

        Volatile.Write(ref _sampling, 0);
    }
}
