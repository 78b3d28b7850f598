using System.Net.Http.Json;
using System.Text.Json;
using SocketLab.Benchmarks.Peers;

namespace SocketLab.Benchmarks.Descriptors;

/// <summary>Whether an endpoint's journal is whole: its ledger adds up, and what it says to keep can be read, in order.</summary>
internal static class JournalCheck
{
    private const int Page = 10_000;

    /// <summary>What is wrong; null for nothing.</summary>
    public static async Task<string?> FaultOfAsync(LabEndpoint endpoint)
    {
        while (true)
        {
            var stats = await SettledAsync(endpoint);
            var fault = await FaultOfAsync(endpoint, stats);
            var later = await StatsAsync(endpoint);

            // What ends late, such as a handshake that takes too long, may be told while the entries are read.
            if (fault is null || later.GetProperty("journaled").GetInt64() == stats.GetProperty("journaled").GetInt64())
            {
                return fault;
            }
        }
    }

    private static async Task<string?> FaultOfAsync(LabEndpoint endpoint, JsonElement stats)
    {
        long Figure(string name) => stats.GetProperty(name).GetInt64();
        var came = Figure("receivedMessages") + Figure("sentMessages") + Figure("events");
        if (came != Figure("journaled") || came != Figure("evicted") + Figure("cleared") + Figure("kept"))
        {
            return $"the ledger does not add up: {stats}";
        }

        var (opened, rejected, read) = await ReadAsync(endpoint);
        return read != Figure("kept") ? $"{read} of {Figure("kept")} entries could be read"
            : Figure("evicted") == 0 && opened != Figure("connectionsTotal") ? $"{opened} of {Figure("connectionsTotal")} openings are told"
            : Figure("evicted") == 0 && rejected != Figure("connectionsRejected")
                ? $"{rejected} of {Figure("connectionsRejected")} rejections are told"
            : null;
    }

    /// <summary>The counts when they have stood still for longer than rejections are summed up.</summary>
    private static async Task<JsonElement> SettledAsync(LabEndpoint endpoint)
    {
        var stats = await StatsAsync(endpoint);
        while (true)
        {
            await Task.Delay(TimeSpan.FromSeconds(1.2), TimeProvider.System);
            var later = await StatsAsync(endpoint);
            if (later.GetProperty("journaled").GetInt64() == stats.GetProperty("journaled").GetInt64())
            {
                return later;
            }

            stats = later;
        }
    }

    private static async Task<JsonElement> StatsAsync(LabEndpoint endpoint)
    {
        var whole = await endpoint.Lab.Client.GetFromJsonAsync<JsonElement>($"/api/endpoints/{endpoint.Id}");
        return whole.GetProperty("stats");
    }

    private static async Task<(long Opened, long Rejected, long Read)> ReadAsync(LabEndpoint endpoint)
    {
        var (opened, rejected, read, next) = (0L, 0L, 0L, 0L);
        while (true)
        {
            var page = await endpoint.Lab.Client.GetFromJsonAsync<JsonElement>(
                $"/api/endpoints/{endpoint.Id}/entries?after={next}&limit={Page}&payloadBytes=0"
            );
            var entries = page.GetProperty("entries").EnumerateArray().ToList();
            if (entries.Count == 0)
            {
                return (opened, rejected, read);
            }

            foreach (var told in entries.Select(entry => entry.GetProperty("event")).Where(e => e.ValueKind == JsonValueKind.Object))
            {
                var type = told.GetProperty("type").GetString();
                opened += type == "connectionOpened" ? 1 : 0;
                rejected += type == "connectionRejected" ? told.GetProperty("data").GetProperty("count").GetInt64() : 0;
            }

            read += entries.Count;
            next = page.GetProperty("next").GetInt64();
        }
    }
}
