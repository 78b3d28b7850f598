using Microsoft.Extensions.Logging;
using SocketLab.Core.Addresses;
using SocketLab.Core.Capture.Reading;
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
using SocketLab.Core.Transport.Tls;

namespace SocketLab.Core.Endpoints;

/// <summary>Keeps all endpoints: creates, starts, stops, edits and deletes them, and remembers what should run.</summary>
/// <remarks>
/// Owns every <see cref="Endpoint"/>. Endpoints run on without any browser, and one that fails leaves the others alone.
/// </remarks>
public sealed class EndpointSupervisor : IAsyncDisposable
{
    /// <summary>How often rates are sampled.</summary>
    public static readonly TimeSpan SampleInterval = TrafficGauge.SampleInterval;

    private readonly IEndpointStore _store;
    private readonly EndpointTable _table;
    private readonly EndpointEditor _editor;
    private readonly EndpointDeletion _deletion;
    private readonly EndpointContext _context;
    private readonly JournalBudget _budget;
    private readonly TimeProvider _time;
    private readonly StatisticsSampler _sampler;

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
        (_store, Limits, _time) = (store, limits, time);
        Programs = new PeerPrograms(time);
        _table = new EndpointTable(Changed);
        _editor = new EndpointEditor(_table, store, certificates, limits);
        _deletion = new EndpointDeletion(_editor);
        Jobs = new SendJobs(limits);
        var replying = new ReplyingSockets(_table.ListReplying, Changed);
        _context = new EndpointContext(transports, destinations, Jobs, replying, Programs, Changed, _editor.WithdrawStoppedAsync, logger);
        _budget = new JournalBudget(limits.JournalBytesTotal, time);
        _sampler = new StatisticsSampler(_table.List, time, logger);
    }

    /// <summary>The limits that no definition can exceed.</summary>
    public EndpointLimits Limits { get; }

    /// <summary>What is sent again and again.</summary>
    public SendJobs Jobs { get; }

    /// <summary>Which programs of this machine are at the other side of endpoints.</summary>
    public PeerPrograms Programs { get; }

    /// <summary>Wakes watchers when an endpoint comes, goes or changes its definition or state.</summary>
    public ChangeSignal Changed { get; } = new();

    /// <summary>Ends once everything that was running when the server stopped is running again, or faulted.</summary>
    public Task Restored { get; private set; } = Task.CompletedTask;

    /// <summary>All endpoints in the order that people gave them; new ones are the last.</summary>
    public IReadOnlyList<Endpoint> List() => _table.List();

    /// <summary>The endpoint with this id, or null.</summary>
    public Endpoint? Find(string id) => _table.Find(id);

    /// <summary>The endpoint with this id.</summary>
    /// <exception cref="EndpointNotFoundException">There is none.</exception>
    public Endpoint Get(string id) => _table.Get(id);

    /// <summary>A connection of any endpoint, open or remembered.</summary>
    public TcpConnection? FindConnection(ConnectionId id) => _table.FindConnection(id);

    /// <summary>Expects a burst on some endpoint: memory for journals is made ready, so that no datagram waits for it.</summary>
    public void ExpectBurst() => _budget.Prepare();

    /// <summary>Loads what is stored and starts what was running.</summary>
    /// <inheritdoc cref="StartWantedAsync"/>
    public async Task RestoreAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        await StartWantedAsync(cancellation);
    }

    /// <summary>Loads what is stored. Call it once, while nothing can be created: all or none of it is there afterwards.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        foreach (var stored in await _store.LoadAsync(cancellation))
        {
            _table.Add(Make(stored));
        }
    }

    /// <summary>Says in each journal what was in memory when the server stopped. Call it before anything is started.</summary>
    /// <param name="lost">Entries that were kept, by the endpoint's id; none for those that had none.</param>
    /// <param name="isExact">Whether the server stopped in order, so that the numbers are those of its end.</param>
    public void ReportRestart(IReadOnlyDictionary<string, long> lost, bool isExact)
    {
        foreach (var endpoint in List())
        {
            if (lost.TryGetValue(endpoint.Id, out var entries) && entries > 0)
            {
                endpoint.Journal.AddEvent(EndpointJournal.ServerRestarted(entries, isExact));
            }
        }
    }

    /// <summary>
    /// Starts what was running when the server stopped. Listeners and senders are up when this returns; a client may wait long for an
    /// answer from elsewhere, so nobody waits for it but <see cref="Restored"/>.
    /// </summary>
    public async Task StartWantedAsync(CancellationToken cancellation)
    {
        var wanted = _table.List().Where(endpoint => endpoint.IsWanted).ToLookup(endpoint => endpoint.Definition.Kind.Traits().Connects);
        await Task.WhenAll(wanted[false].Select(endpoint => endpoint.StartAsync(cancellation)));
        Restored = Task.WhenAll(wanted[true].Select(endpoint => endpoint.StartAsync(CancellationToken.None)));
    }

    /// <summary>Creates an endpoint and, if asked, starts it: it is then running or faulted.</summary>
    /// <exception cref="InvalidDefinitionException">Nothing was created.</exception>
    /// <exception cref="LimitReachedException">There are too many.</exception>
    public async Task<Endpoint> CreateAsync(EndpointDefinition definition, bool start, CancellationToken cancellation)
    {
        if (Enum.IsDefined(definition.Kind) && !definition.Kind.Traits().HasSocket)
        {
            throw new InvalidDefinitionException([new("$.kind", "A capture is made by opening a file: POST it to /api/captures.")]);
        }

        var endpoint = await _editor.CreateAsync(definition, start, Make, cancellation);
        if (start)
        {
            await endpoint.StartAsync(cancellation);
        }

        return endpoint;
    }

    /// <summary>Opens a capture file as an endpoint without a socket, whose journal has what is in the file.</summary>
    /// <remarks>It is in memory alone: a restart of the server ends it, and the file is not kept.</remarks>
    /// <param name="name">What it is to be called.</param>
    /// <param name="file">The file, which is read once.</param>
    /// <param name="cancellation">Ends the reading; nothing is kept then.</param>
    /// <exception cref="InvalidDefinitionException">The name is wrong.</exception>
    /// <exception cref="LimitReachedException">There are too many endpoints.</exception>
    /// <exception cref="BadCaptureException">The file is no capture, or a broken one; nothing is kept of it.</exception>
    public async Task<Endpoint> OpenCaptureAsync(string name, Stream file, CancellationToken cancellation)
    {
        var wanted = new EndpointDefinition { Kind = EndpointKind.Capture, Name = name };
        var definition = _editor.CheckUnstored(wanted with { Journal = new() { MaxBytes = Limits.JournalBytes } });
        var endpoint = Make(new StoredEndpoint(OpaqueId.New(), definition, false));
        try
        {
            // Reading hundreds of megabytes is work that a page's circuit must not do itself.
            endpoint.Captured = await Task.Run(() => CaptureOpening.ReadAsync(file, endpoint.Journal, cancellation), cancellation);
            endpoint.Captured.Name = definition.Name;
            await _editor.AddUnstoredAsync(endpoint, cancellation);
            return endpoint;
        }
        catch
        {
            endpoint.Journal.Dispose();
            throw;
        }
    }

    /// <summary>Starts an endpoint: it is running or faulted afterwards, and wanted.</summary>
    /// <exception cref="EndpointNotFoundException">There is no such endpoint.</exception>
    /// <exception cref="InvalidDefinitionException">It has no socket.</exception>
    public async Task<Endpoint> StartAsync(string id, CancellationToken cancellation)
    {
        if (!Get(id).Definition.Kind.Traits().HasSocket)
        {
            throw new InvalidDefinitionException([new("$.kind", "A capture has no socket that could be started.")]);
        }

        var endpoint = await _editor.SetWantedAsync(id, true, cancellation);
        await endpoint.StartAsync(cancellation);

        // It may have been deleted meanwhile.
        return Get(id);
    }

    /// <summary>Stops an endpoint; it is not wanted any more.</summary>
    /// <exception cref="EndpointNotFoundException">There is no such endpoint.</exception>
    /// <exception cref="NotSavedException">It is stopped, but a restart of the server will start it again.</exception>
    public async Task<Endpoint> StopAsync(string id, CancellationToken cancellation)
    {
        var (endpoint, unsaved) = await _editor.WithdrawAsync(id, cancellation);
        await endpoint.StopAsync();
        return unsaved is null ? endpoint : throw unsaved;
    }

    /// <summary>Replaces an endpoint's definition.</summary>
    /// <exception cref="EndpointNotFoundException">There is no such endpoint.</exception>
    /// <exception cref="InvalidDefinitionException">Nothing was changed.</exception>
    /// <exception cref="EndpointStateException">It is running and the change needs it stopped.</exception>
    /// <exception cref="NetworkException">It is running, and the system did not let it join a group; nothing was changed.</exception>
    public Task<Endpoint> UpdateAsync(string id, EndpointDefinition definition, CancellationToken cancellation) =>
        _editor.UpdateAsync(id, _ => definition, cancellation);

    /// <summary>Changes a definition where nobody else can change it meanwhile.</summary>
    /// <param name="id">The endpoint's id.</param>
    /// <param name="change">Makes the new definition of the one that is in force; what it throws is passed on, and nothing has
    /// changed.</param>
    /// <param name="cancellation">Cancels waiting for others who change something, and storing.</param>
    /// <inheritdoc cref="UpdateAsync(string, EndpointDefinition, CancellationToken)"/>
    public Task<Endpoint> UpdateAsync(string id, Func<EndpointDefinition, EndpointDefinition> change, CancellationToken cancellation) =>
        _editor.UpdateAsync(id, change, cancellation);

    /// <summary>
    /// Joins a multicast group, at once when it is running, and again at each start. Does nothing when it is a member already.
    /// </summary>
    /// <inheritdoc cref="UpdateAsync(string, EndpointDefinition, CancellationToken)"/>
    public Task<Endpoint> JoinAsync(string id, MulticastGroup group, CancellationToken cancellation) =>
        _editor.UpdateAsync(id, definition => definition.WithGroup(group), cancellation);

    /// <summary>Leaves a multicast group. Does nothing when it is no member.</summary>
    /// <inheritdoc cref="UpdateAsync(string, EndpointDefinition, CancellationToken)"/>
    public Task<Endpoint> LeaveAsync(string id, MulticastGroup group, CancellationToken cancellation) =>
        _editor.UpdateAsync(id, definition => definition.WithoutGroup(group), cancellation);

    /// <inheritdoc cref="EndpointEditor.MoveAsync"/>
    public Task<Endpoint> MoveAsync(string id, string? beforeId, CancellationToken cancellation) =>
        _editor.MoveAsync(id, beforeId, cancellation);

    /// <summary>Stops and removes an endpoint with its journal, for good.</summary>
    /// <exception cref="EndpointNotFoundException">There is no such endpoint.</exception>
    public Task DeleteAsync(string id, CancellationToken cancellation) => _deletion.DeleteAsync(id, cancellation);

    /// <summary>Stops and removes an endpoint; <see cref="UndeleteAsync"/> can put it back for a while.</summary>
    /// <param name="id">The endpoint's id.</param>
    /// <param name="undoTime">For how long.</param>
    /// <param name="cancellation">Cancels waiting for others who edit, and storing.</param>
    /// <exception cref="EndpointNotFoundException">There is no such endpoint.</exception>
    public Task<DeletedEndpoint> DeleteAsync(string id, TimeSpan undoTime, CancellationToken cancellation) =>
        _deletion.DeleteAsync(id, undoTime, cancellation);

    /// <summary>
    /// Puts a deleted endpoint back where it was, with its id and what its journal still has, and starts it if it was to run: it is
    /// running or faulted then.
    /// </summary>
    /// <exception cref="EndpointNotFoundException">The time is over, or it was put back already.</exception>
    /// <exception cref="InvalidDefinitionException">What it refers to has gone meanwhile; it stays deleted.</exception>
    /// <exception cref="LimitReachedException">There are too many others by now; it stays deleted.</exception>
    /// <exception cref="NotSavedException">It stays deleted; or it is back, but will be the last after a restart of the server.</exception>
    public Task<Endpoint> UndeleteAsync(DeletedEndpoint deleted, CancellationToken cancellation) =>
        _deletion.UndeleteAsync(deleted, cancellation);

    /// <summary>Stops all sockets for good, while journals can still be read. What is wanted stays wanted for the next start.</summary>
    public async Task StopAllAsync()
    {
        await _sampler.DisposeAsync();
        await Jobs.EndAsync(null, SendJob.EndpointNotRunning);
        await Task.WhenAll(List().Select(endpoint => endpoint.StopAsync(forGood: true)));
    }

    /// <summary>Stops all sockets, and gives the journals' memory back.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAllAsync();
        _budget.Dispose();
    }

    /// <summary>A journal that no endpoint has, within the limit of all, for whoever disposes of it.</summary>
    internal EntryJournal NewJournal(long maxBytes) => new(maxBytes, _budget, _time);

    private Endpoint Make(StoredEndpoint stored)
    {
        var journal = NewJournal(Math.Min(stored.Definition.Journal.MaxBytes, Limits.JournalBytes));
        return new Endpoint(stored.Id, stored.Definition, journal, _context) { IsWanted = stored.WantedRunning };
    }
}
