using System.Text.Json;
using System.Text.Json.Serialization;
using SocketLab.Core.Endpoints;
using SocketLab.Web.Settings;

namespace SocketLab.Web.Hosting;

/// <summary>
/// Keeps on disk how many entries each endpoint has in memory, so that after a restart its feed says what is gone with the server.
/// </summary>
/// <remarks>
/// A small file beside the workspace, written every few seconds where something has changed, and at an orderly stop: an entry costs
/// nothing, and no other program's lock on the workspace is in the way. When it cannot be written or read, nothing is said and all else
/// goes on.
/// </remarks>
internal sealed partial class EntryRecord(DataDirectory data, EndpointSupervisor supervisor, TimeProvider time, ILogger<EntryRecord> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly string _path = Path.Combine(data.Path, "entries.json");

    // Ids of the endpoints whose journals begin with the event that tells of the restart; that is no entry of theirs.
    private readonly HashSet<string> _withRestartEvent = [];
    private readonly CancellationTokenSource _stopping = new();
    private Dictionary<string, long> _written = [];
    private Task? _keeping;
    private bool _hasFailed;

    /// <summary>Says in the feeds what the last run had in memory, and begins to keep what this one has.</summary>
    public void Begin()
    {
        if (Read() is { } last)
        {
            supervisor.ReportRestart(last.Entries, last.IsExact);
            _withRestartEvent.UnionWith(last.Entries.Keys);
        }

        Write(new KeptEntries(IsExact: false, _written = Count()));
        _keeping = KeepAsync();
    }

    /// <summary>Keeps the numbers of the end. Call it when all endpoints are stopped.</summary>
    public async Task EndAsync()
    {
        if (_keeping is null)
        {
            // The workspace was never read: what the run before this one wrote is still true.
            return;
        }

        await _stopping.CancelAsync();
        await _keeping;
        Write(new KeptEntries(IsExact: true, Count()));
    }

    private async Task KeepAsync()
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
            {
                var counts = Count();
                if (counts.Count != _written.Count || counts.Except(_written).Any())
                {
                    Write(new KeptEntries(IsExact: false, _written = counts));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private Dictionary<string, long> Count() =>
        supervisor
            .List()
            .Select(endpoint => (endpoint.Id, endpoint.Journal.Ledger))
            .Select(one => (one.Id, Kept: one.Ledger.Kept - (one.Ledger.First == 1 && _withRestartEvent.Contains(one.Id) ? 1 : 0)))
            .Where(one => one.Kept > 0)
            .ToDictionary(one => one.Id, one => one.Kept);

    private KeptEntries? Read()
    {
        try
        {
            return File.Exists(_path) ? JsonSerializer.Deserialize(File.ReadAllBytes(_path), KeptEntriesJson.Default.KeptEntries) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            Fail(error);
            return null;
        }
    }

    private void Write(KeptEntries kept)
    {
        try
        {
            var next = $"{_path}.next";
            File.WriteAllBytes(next, JsonSerializer.SerializeToUtf8Bytes(kept, KeptEntriesJson.Default.KeptEntries));
            File.Move(next, _path, overwrite: true);
            _hasFailed = false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Fail(error);
        }
    }

    /// <summary>Once is enough, until it works again.</summary>
    private void Fail(Exception error)
    {
        if (!_hasFailed)
        {
            _hasFailed = true;
            LogFailed(error, _path);
        }
    }

    [LoggerMessage(2013, LogLevel.Warning, "{Path} cannot be used: after a restart feeds will not say how many entries are gone")]
    private partial void LogFailed(Exception error, string path);
}

/// <summary>What was in memory.</summary>
/// <param name="IsExact">Whether the server had stopped in order.</param>
/// <param name="Entries">Entries kept, by the endpoint's id.</param>
internal sealed record KeptEntries(bool IsExact, IReadOnlyDictionary<string, long> Entries);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(KeptEntries))]
internal sealed partial class KeptEntriesJson : JsonSerializerContext;
