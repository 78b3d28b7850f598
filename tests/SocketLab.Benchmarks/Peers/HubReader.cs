using MessagePack;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace SocketLab.Benchmarks.Peers;

/// <summary>A client of the live hub, as a program that uses SocketLab has one.</summary>
internal static class HubReader
{
    public static async Task<HubConnection> ConnectAsync(LabProcess lab, bool messagePack = true)
    {
        var builder = new HubConnectionBuilder().WithUrl(new Uri(lab.Address, "/hubs/live"));
        var hub = (messagePack ? builder.AddMessagePackProtocol() : builder).Build();
        await hub.StartAsync();
        return hub;
    }

    /// <summary>Follows an endpoint. <paramref name="after"/> 0: from the oldest kept; null: from now on.</summary>
    public static IAsyncEnumerable<WatchedBatch> WatchAsync(
        HubConnection hub,
        string endpointId,
        long? after,
        int? payloadBytes,
        CancellationToken cancellation = default
    ) => hub.StreamAsync<WatchedBatch>("WatchEntries", WatchRequest(endpointId, after, payloadBytes), cancellation);

    /// <summary>The hub method's argument.</summary>
    public static Dictionary<string, object?> WatchRequest(string endpointId, long? after, int? payloadBytes) =>
        new()
        {
            ["from"] = new[]
            {
                new Dictionary<string, object?> { ["endpointId"] = endpointId, ["after"] = after },
            },
            ["payloadBytes"] = payloadBytes,
            ["maxBatch"] = 10_000,
        };

    /// <summary>Reads everything kept, up to sequence <paramref name="last"/>, with as much of each payload as is asked for.</summary>
    public static async Task ReadAsync(LabEndpoint endpoint, long last, int? payloadBytes, Action<WatchedEntry> take)
    {
        await using var hub = await ConnectAsync(endpoint.Lab);
        await foreach (var batch in WatchAsync(hub, endpoint.Id, after: 0, payloadBytes))
        {
            Array.ForEach(batch.Entries, entry => take(entry));
            if (batch.Next >= last)
            {
                return;
            }
        }
    }
}

/// <summary>A batch, as much of it as is needed here.</summary>
[MessagePackObject]
public sealed class WatchedBatch
{
    [Key("entries")]
    public WatchedEntry[] Entries { get; set; } = [];

    [Key("skipped")]
    public long Skipped { get; set; }

    [Key("next")]
    public long Next { get; set; }
}

/// <summary>An entry, as much of it as is needed here.</summary>
[MessagePackObject]
public sealed class WatchedEntry
{
    [Key("seq")]
    public long Seq { get; set; }

    [Key("kind")]
    public string Kind { get; set; } = "";

    [Key("offset")]
    public long? Offset { get; set; }

    [Key("length")]
    public int Length { get; set; }

    [Key("payload")]
    public byte[] Payload { get; set; } = [];

    [Key("peer")]
    public WatchedPeer? Peer { get; set; }
}

/// <summary>The other side of an entry.</summary>
[MessagePackObject]
public sealed class WatchedPeer
{
    [Key("address")]
    public string Address { get; set; } = "";

    [Key("port")]
    public int Port { get; set; }
}
