using Microsoft.Extensions.Logging;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Recordings;

/// <summary>All recordings: those that go on and those that are kept, each in a folder of its own.</summary>
/// <remarks>Owns every <see cref="Recording"/>. Starts and deletions wait for each other; nothing else waits for them.</remarks>
public sealed class RecordingLibrary : IAsyncDisposable
{
    private readonly string _path;
    private readonly EndpointSupervisor _supervisor;
    private readonly RecordingLimits _limits;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _changing = new(1, 1);
    private IReadOnlyList<Recording> _recordings = [];

    /// <summary>Creates an empty library; <see cref="LoadAsync"/> fills it.</summary>
    /// <param name="path">The folder that the recordings lie in; made when the first one begins.</param>
    /// <param name="supervisor">The endpoints.</param>
    /// <param name="limits">How much room recordings may take.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The server's log.</param>
    public RecordingLibrary(
        string path,
        EndpointSupervisor supervisor,
        RecordingLimits limits,
        TimeProvider time,
        ILogger<RecordingLibrary> logger
    ) => (_path, _supervisor, _limits, _time, _logger) = (path, supervisor, limits, time, logger);

    /// <summary>Wakes watchers when a recording begins, ends or goes. How far one is, they look for themselves.</summary>
    public ChangeSignal Changed { get; } = new();

    /// <summary>All recordings, the newest first.</summary>
    public IReadOnlyList<Recording> List() => Volatile.Read(ref _recordings);

    /// <summary>The recording with this id, or null.</summary>
    public Recording? Find(string id) => List().FirstOrDefault(recording => recording.Id == id);

    /// <summary>The recording with this id.</summary>
    /// <exception cref="RecordingNotFoundException">There is none.</exception>
    public Recording Get(string id) => Find(id) ?? throw new RecordingNotFoundException(id);

    /// <summary>The recordings under way that an endpoint is part of.</summary>
    public IReadOnlyList<Recording> Of(string endpointId) =>
        [.. List().Where(one => one.Options.EndpointIds.Contains(endpointId) && one.Progress.State == RecordingState.Recording)];

    /// <summary>Finds what is kept, and goes on with what was under way. Call it once, before the endpoints start.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        if (!Directory.Exists(_path))
        {
            return;
        }

        var found = new List<Recording>();
        foreach (var path in Directory.EnumerateDirectories(_path))
        {
            if (await RecordingRestore.ReadAsync(new RecordingFolder(path), _time, _logger, cancellation) is { } recording)
            {
                found.Add(recording);
            }
        }

        Volatile.Write(ref _recordings, [.. found.OrderByDescending(recording => recording.Progress.StartedAt)]);
        foreach (var recording in found.Where(recording => recording.IsWanted))
        {
            await ResumeAsync(recording);
        }

        Changed.Set();
    }

    /// <summary>Begins a recording.</summary>
    /// <exception cref="InvalidDefinitionException">Something is wrong with what is asked for.</exception>
    /// <exception cref="EndpointNotFoundException">There is no such endpoint.</exception>
    /// <exception cref="LimitReachedException">There is no room for it.</exception>
    /// <exception cref="NotSavedException">The disk takes nothing.</exception>
    public async Task<Recording> StartAsync(RecordingOptions options, CancellationToken cancellation)
    {
        options = options with { EndpointIds = [.. options.EndpointIds.Distinct()], Name = options.Name.Trim() };
        if (options.Validate() is { Count: > 0 } errors)
        {
            throw new InvalidDefinitionException(errors);
        }

        Endpoint[] endpoints = [.. options.EndpointIds.Select(_supervisor.Get)];
        await _changing.WaitAsync(cancellation);
        try
        {
            RequireRoom();
            var stored = new StoredRecording
            {
                Id = OpaqueId.New(),
                Options = options,
                Name = options.Name.Length > 0 ? options.Name : NameOf(endpoints),
                StartedAt = _time.GetUtcNow().UtcDateTime,
            };
            var folder = new RecordingFolder(Path.Combine(_path, stored.Id));
            var recording = new Recording(folder, stored, new RecordingRate(RateBuckets.None), _time, _logger);
            await CreateAsync(folder, recording, endpoints, options.IncludeKept);
            Volatile.Write(ref _recordings, [recording, .. List()]);
            Changed.Set();
            return recording;
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Ends a recording with all that there is by now. Does nothing where it has ended.</summary>
    /// <exception cref="RecordingNotFoundException">There is none.</exception>
    public async Task<Recording> StopAsync(string id)
    {
        var recording = Get(id);
        await recording.StopAsync(RecordingEnd.Asked);
        return recording;
    }

    /// <summary>Ends a recording and deletes its files, for good.</summary>
    /// <exception cref="RecordingNotFoundException">There is none.</exception>
    /// <exception cref="NotSavedException">The files could not be deleted.</exception>
    public async Task DeleteAsync(string id, CancellationToken cancellation)
    {
        await _changing.WaitAsync(cancellation);
        try
        {
            var recording = await StopAsync(id);
            recording.Delete();
            Volatile.Write(ref _recordings, [.. List().Where(other => other != recording)]);
            Changed.Set();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NotSavedException(error);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Ends what is under way, which goes on after the next start.</summary>
    public async ValueTask DisposeAsync() => await Task.WhenAll(List().Select(recording => recording.StopAsync(null)));

    private static string NameOf(Endpoint[] endpoints) =>
        endpoints.Length switch
        {
            1 => endpoints[0].Definition.Name,
            2 => $"{endpoints[0].Definition.Name} and {endpoints[1].Definition.Name}",
            _ => $"{endpoints[0].Definition.Name} and {endpoints.Length - 1} more",
        };

    private void RequireRoom()
    {
        if (List().Count >= _limits.Recordings)
        {
            throw new LimitReachedException(nameof(_limits.Recordings), _limits.Recordings);
        }

        if (TotalBytes() >= _limits.RecordingBytes)
        {
            throw new LimitReachedException(nameof(_limits.RecordingBytes), _limits.RecordingBytes);
        }
    }

    private async Task CreateAsync(RecordingFolder folder, Recording recording, Endpoint[] endpoints, bool includeKept)
    {
        try
        {
            folder.Create();
            await BeginAsync(recording, endpoints, includeKept);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or RecordingEndedException)
        {
            recording.Delete();
            throw error is RecordingEndedException { End: RecordingEnd.DiskFull }
                ? new LimitReachedException(nameof(_limits.RecordingFreeBytes), _limits.RecordingFreeBytes)
                : new NotSavedException(error);
        }
    }

    private async Task ResumeAsync(Recording recording)
    {
        if (recording.Options.Validate() is [var wrong, ..])
        {
            recording.GiveUp(RecordingEnd.Failed, $"this version cannot go on with what was asked for ({wrong.Path}: {wrong.Message})");
            return;
        }

        Endpoint[] endpoints = [.. recording.Options.EndpointIds.Select(_supervisor.Find).OfType<Endpoint>()];
        if (endpoints.Length == 0)
        {
            recording.GiveUp(RecordingEnd.EndpointsDeleted, "what it recorded was gone when the server started again");
            return;
        }

        try
        {
            // From the start: these journals began with the server.
            await BeginAsync(recording, endpoints, includeKept: true);
        }
        catch (RecordingEndedException error)
        {
            recording.GiveUp(error.End, error.Message);
        }
    }

    private Task BeginAsync(Recording recording, Endpoint[] endpoints, bool includeKept) =>
        recording.StartAsync(
            PlanOf(recording.Options, endpoints, includeKept),
            (folder, stopping, fileBegun) =>
                new(recording.Id, folder, _limits, TotalBytes, fileBegun, _time, _logger) { Stopping = stopping },
            stored => TellEnd(stored, endpoints)
        );

    private RecordingPlan PlanOf(RecordingOptions options, Endpoint[] endpoints, bool includeKept) =>
        new(
            [.. endpoints.Select(_supervisor.ToCaptureSource)],
            options.Form,
            (options.Filter is { } filter ? Filter.Parse(filter) : null).ToEntryTest(endpoints, CancellationToken.None),
            includeKept
        );

    private void TellEnd(StoredRecording stored, Endpoint[] endpoints)
    {
        if (stored is { Message: { } why, Name: var name })
        {
            var data = new RecordingStoppedData(stored.Id);
            var what = new JournalEvent(EventType.RecordingStopped, null, $"Recording “{name}” stopped: {why}", data);
            foreach (var endpoint in endpoints.Where(endpoint => _supervisor.Find(endpoint.Id) is not null))
            {
                endpoint.Journal.AddEvent(what);
            }
        }

        Changed.Set();
    }

    private long TotalBytes() => List().Sum(recording => recording.Bytes);
}

/// <summary>There is no recording with this id.</summary>
public sealed class RecordingNotFoundException(string id) : Exception($"There is no recording '{id}'.");
