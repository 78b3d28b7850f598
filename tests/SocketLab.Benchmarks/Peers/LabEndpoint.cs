using System.Net.Http.Json;
using System.Text.Json;

namespace SocketLab.Benchmarks.Peers;

/// <summary>A listener in a SocketLab process; removed, with its journal, when it is disposed.</summary>
internal sealed class LabEndpoint(LabProcess lab, string id, int port) : IAsyncDisposable
{
    public LabProcess Lab => lab;

    public string Id => id;

    public int Port => port;

    /// <summary>Starts a listener on a free port of 127.0.0.1. <paramref name="definition"/> is the request but for its start.</summary>
    public static async Task<LabEndpoint> StartAsync(LabProcess lab, object definition)
    {
        var request = JsonSerializer.SerializeToNode(definition, JsonSerializerOptions.Web)!.AsObject();
        request["start"] = true;
        var answer = await lab.Client.PostAsJsonAsync("/api/endpoints", request);
        var endpoint = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        var bound = endpoint.GetProperty("bound");
        return bound.ValueKind == JsonValueKind.Object
            ? new(lab, endpoint.GetProperty("id").GetString()!, bound.GetProperty("port").GetInt32())
            : throw new InvalidOperationException($"It did not start: {endpoint.GetProperty("fault")}");
    }

    public static Task<LabEndpoint> UdpAsync(LabProcess lab) => StartAsync(lab, new { kind = "udpListener" });

    public async Task<LabStats> StatsAsync()
    {
        var endpoint = await lab.Client.GetFromJsonAsync<JsonElement>($"/api/endpoints/{id}");
        return endpoint.GetProperty("stats").Deserialize<LabStats>(JsonSerializerOptions.Web)!;
    }

    /// <summary>Waits until the counts stand still for half a second.</summary>
    public async Task<LabStats> SettledAsync()
    {
        var stats = await StatsAsync();
        while (true)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
            var later = await StatsAsync();
            if (
                (later.ReceivedMessages, later.ReceivedBytes, later.KernelDrops)
                == (stats.ReceivedMessages, stats.ReceivedBytes, stats.KernelDrops)
            )
            {
                return later;
            }

            stats = later;
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var _ = await lab.Client.DeleteAsync($"/api/endpoints/{id}");
    }
}

/// <summary>An endpoint's counts.</summary>
internal sealed record LabStats(
    long ReceivedMessages,
    long ReceivedBytes,
    long KernelDrops,
    long Truncated,
    long Journaled,
    long Evicted,
    long Cleared,
    long Kept,
    int ConnectionsOpen,
    long ConnectionsTotal,
    long ConnectionsRejected
);
