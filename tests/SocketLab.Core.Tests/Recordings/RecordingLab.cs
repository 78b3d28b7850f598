using Microsoft.Extensions.Logging.Abstractions;
using SocketLab.Core.Capture.Writing;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;
using SocketLab.Core.Recordings;

namespace SocketLab.Core.Tests.Recordings;

/// <summary>Endpoints on loopback, and a library of recordings in a folder.</summary>
internal sealed class RecordingLab(RecordingLimits? limits = null, string? folder = null, MemoryStore? store = null) : IAsyncDisposable
{
    private readonly TempFolder _own = new();
    private bool _isEnded;

    public EndpointLab Endpoints { get; } = new(store: store);

    public string Folder => folder ?? _own.Path;

    public RecordingLibrary Library =>
        field ??= new(
            Folder,
            Endpoints.Supervisor,
            limits ?? new RecordingLimits { RecordingFreeBytes = 0 },
            TimeProvider.System,
            NullLogger<RecordingLibrary>.Instance
        );

    /// <summary>Records one endpoint.</summary>
    public Task<Recording> RecordAsync(Endpoint endpoint, Func<RecordingOptions, RecordingOptions>? change = null)
    {
        var options = new RecordingOptions { EndpointIds = [endpoint.Id] };
        return Library.StartAsync(change?.Invoke(options) ?? options, CancellationToken.None);
    }

    /// <summary>Sends datagrams that carry their number, and waits until all have arrived.</summary>
    public static async Task SendAsync(Endpoint listener, int from, int count, int length = 8)
    {
        using var peer = Sockets.Udp();
        for (var i = from; i < from + count; i++)
        {
            var bytes = new byte[length];
            BitConverter.TryWriteBytes(bytes, i);
            peer.SendTo(bytes, listener.Status.Bound!);
            if (i % 64 == 0)
            {
                await Eventually.HoldsAsync(listener.Journal.Changed, () =>
                    listener.Journal.Ledger.ReceivedMessages + listener.Statistics.KernelDrops >= i
                );
            }
        }

        await Eventually.HoldsAsync(listener.Journal.Changed, () =>
            listener.Journal.Ledger.ReceivedMessages + listener.Statistics.KernelDrops >= from + count - 1
        );
    }

    /// <summary>What the files of a recording have, in order, as our own reader sees them.</summary>
    public async Task<Entry[]> ReadAsync(Recording recording)
    {
        await using var files = recording.OpenFiles();
        var opened = await Endpoints.Supervisor.OpenCaptureAsync("", files, CancellationToken.None);
        var (batch, entries, after) = (new EntryBatch(), new List<Entry>(), 0L);
        do
        {
            opened.Journal.Read(after, batch);
            entries.AddRange(batch.ToEntries());
            after = batch.Next;
        } while (batch.Count > 0);
        return [.. entries.Where(entry => entry.Kind != EntryKind.Event)];
    }

    /// <summary>Begins a recording of what an endpoint keeps, which the test itself drives on.</summary>
    public async Task<(RecordingSession Session, RecordingRing Ring)> BeginSessionAsync(Endpoint listener, EntryTest? wanted)
    {
        var stored = new StoredRecording
        {
            Id = "end",
            Name = "end",
            Options = new() { EndpointIds = [listener.Id] },
            StartedAt = DateTime.UnixEpoch,
        };
        var folder = new RecordingFolder(Path.Combine(Folder, stored.Id));
        folder.Create();
        var ring = new RecordingRing(folder, stored.Options, stored);
        var disk = new RecordingDisk("end", folder, new(), () => 0, () => { }, TimeProvider.System, NullLogger.Instance);
        var plan = new RecordingPlan([Endpoints.Supervisor.ToCaptureSource(listener)], CaptureForm.Packets, wanted, IncludeKept: true);
        var session = new RecordingSession(plan, ring, new RecordingRate(RateBuckets.None), disk);
        await session.BeginFileAsync();
        return (session, ring);
    }

    public async Task EndAsync()
    {
        if (!_isEnded)
        {
            _isEnded = true;
            await Endpoints.Supervisor.StopAllAsync();
            await Library.DisposeAsync();
            await Endpoints.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _own.Dispose();
    }
}
