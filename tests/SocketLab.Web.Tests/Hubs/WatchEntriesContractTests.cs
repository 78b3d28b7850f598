using Microsoft.AspNetCore.SignalR;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Hubs;

/// <summary>What the stream of entries looks like, and which requests for it are refused.</summary>
public sealed class WatchEntriesContractTests(WebLab lab) : IClassFixture<WebLab>
{
    public static TheoryData<string> Protocols => ["json", "messagepack"];

    [Theory, MemberData(nameof(Protocols))]
    public async Task An_entry_is_told_whole(string protocol)
    {
        await using var hub = await HubClient.ConnectAsync(lab, protocol);
        var (id, port) = await lab.CreateAsync("udpListener");
        await using var stream = hub.Stream("WatchEntries", new { from = new[] { new { endpointId = id, after = 0 } } })
            .GetAsyncEnumerator();
        Assert.True(await stream.MoveNextAsync());
        Assert.Equal(["endpointId", "entries", "journalId", "next", "skipped"], stream.Current.Keys.Order(StringComparer.Ordinal));
        var started = stream.Current.List("entries")[0].Map("event");
        Assert.Equal(("started", null, (long)port), (started["type"], started["code"], started.Map("data").Number("port")));

        using var peer = Sockets.Udp();
        peer.SendTo("Hello", port);
        Assert.True(await stream.MoveNextAsync());
        var batch = stream.Current;
        Assert.Equal(
            (id, lab.Supervisor.Get(id).Journal.Id, 0L, 2L),
            ((string)batch["endpointId"]!, (string)batch["journalId"]!, batch.Number("skipped"), batch.Number("next"))
        );
        var entry = Assert.Single(batch.List("entries"));
        Assert.Equal(
            [
                "connectionId",
                "direction",
                "event",
                "interface",
                "kind",
                "length",
                "local",
                "offset",
                "payload",
                "peer",
                "seq",
                "text",
                "time",
                "truncated",
                "unexpectedPeer",
            ],
            entry.Keys.Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            (2L, "datagram", "in", 5L, "Hello", false),
            (entry.Number("seq"), entry["kind"], entry["direction"], entry.Number("length"), entry["text"], entry["truncated"])
        );
        Assert.Equal("Hello"u8.ToArray(), entry.Bytes("payload", protocol));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$", (string)entry["time"]!);
        Assert.Equal(("127.0.0.1", (long)peer.Port()), (entry.Map("peer")["address"], entry.Map("peer").Number("port")));
        Assert.Null(entry["event"]);
        Assert.Null(entry["connectionId"]);
    }

    [Theory]
    [InlineData("""{ }""", "invalidRequest: This is required.")]
    [InlineData("""{ "from": [] }""", "invalidRequest: Name at least one endpoint.")]
    [InlineData("""{ "from": [ { "endpointId": "nobody" } ] }""", "notFound: There is no endpoint 'nobody'.")]
    [InlineData("""{ "from": [ { "endpointId": "nobody", "since": 1 } ] }""", "invalidRequest: There is no such property")]
    [InlineData("""{ "from": [ { "endpointId": "nobody", "after": -1 } ] }""", "invalidRequest: -1 is out of range")]
    [InlineData("""{ "from": [ null ] }""", "invalidRequest: This cannot be null.")]
    [InlineData("""{ "from": [ { "endpointId": "nobody" } ], "maxBatch": 0 }""", "invalidRequest: 0 is out of range")]
    [InlineData("""{ "from": [ { "endpointId": "nobody" } ], "maxBatch": 10001 }""", "invalidRequest: 10001 is out of range")]
    [InlineData("""{ "from": [ { "endpointId": "nobody" } ], "payloadBytes": -1 }""", "invalidRequest: -1 is out of range")]
    [InlineData("""{ "from": [ { "endpointId": "nobody" } ], "filter": "len >" }""", "badFilter: A value is missing")]
    public async Task A_wrong_request_is_named(string json, string error)
    {
        await using var hub = await HubClient.ConnectAsync(lab, "json");
        var request = System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(json);
        var thrown = await Assert.ThrowsAsync<HubException>(async () =>
            await hub.Stream("WatchEntries", request).GetAsyncEnumerator().MoveNextAsync()
        );
        Assert.Contains($"HubException: {error}", thrown.Message, StringComparison.Ordinal);
    }
}
