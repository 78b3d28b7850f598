using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace SocketLab.Benchmarks.Faults;

/// <summary>A SocketLab of its own with one listener, that records or does not.</summary>
internal sealed class RecordingServer : IAsyncDisposable
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(20);

    private readonly DirectoryInfo _data;
    private readonly ServerProcess _server;
    private readonly Process _process;
    private readonly string _endpoint;
    private readonly string? _recording;

    private RecordingServer(DirectoryInfo data, ServerProcess server, string endpoint, int port, string? recording)
    {
        (_data, _server, _endpoint, Port, _recording) = (data, server, endpoint, port, recording);
        _process = Process.GetProcessById(server.Id);
    }

    public int Port { get; }

    /// <summary>Where its recordings are.</summary>
    public string Data => _data.FullName;

    /// <summary>Processor time that it has taken.</summary>
    public TimeSpan Used
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it.</summary>
    /// <param name="app">Folder with SocketLab.Web.dll.</param>
    /// <param name="kind">The listener's kind.</param>
    /// <param name="isRecording">Whether it records.</param>
    /// <param name="fileBytes">Bytes of a file.</param>
    public static async Task<RecordingServer> StartAsync(string app, string kind, bool isRecording, long fileBytes = 64 << 20)
    {
        var data = Directory.CreateTempSubdirectory("socketlab-recording-");
        var server = await ServerProcess.StartAsync(app, data.FullName);
        var endpoint = await PostAsync(server, "/api/endpoints", new { kind, start = true });
        var id = endpoint.GetProperty("id").GetString()!;
        var recording = isRecording ? await PostAsync(server, "/api/recordings", new { endpointIds = new[] { id }, fileBytes }) : default;
        var port = endpoint.GetProperty("bound").GetProperty("port").GetInt32();
        return new(data, server, id, port, isRecording ? recording.GetProperty("id").GetString() : null);
    }

    /// <summary>Ends it at once.</summary>
    public Task KillAsync() => _server.KillAsync();

    /// <summary>Waits until it has nothing to do any more. It is not asked: each answer would cost what is to be measured.</summary>
    public async Task RestAsync()
    {
        for (var (before, now) = (TimeSpan.Zero, Used); now - before > Idle; (before, now) = (now, Used))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(700), TimeProvider.System);
        }
    }

    /// <summary>Messages that were received.</summary>
    public async Task<long> ReceivedAsync()
    {
        var endpoint = await _server.Client.GetFromJsonAsync<JsonElement>($"/api/endpoints/{_endpoint}");
        return endpoint.GetProperty("stats").GetProperty("receivedMessages").GetInt64();
    }

    /// <summary>Messages in the recording's files, and those that are missing in them.</summary>
    public async Task<(long Entries, long Dropped)> RecordedAsync()
    {
        var recording = await _server.Client.GetFromJsonAsync<JsonElement>($"/api/recordings/{_recording}");
        return (recording.GetProperty("entries").GetInt64(), recording.GetProperty("dropped").GetInt64());
    }

    public async ValueTask DisposeAsync()
    {
        _process.Dispose();
        await _server.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private static async Task<JsonElement> PostAsync(ServerProcess server, string path, object body)
    {
        using var made = await server.Client.PostAsJsonAsync(path, body);
        return await made.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }
}
