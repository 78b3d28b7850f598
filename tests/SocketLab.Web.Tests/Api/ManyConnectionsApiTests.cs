using System.Net.Sockets;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

/// <summary>What is done to all connections of an endpoint, or to chosen ones.</summary>
public sealed class ManyConnectionsApiTests(WebLab lab) : IClassFixture<WebLab>
{
    [Theory]
    [InlineData("close", "closed", "closed")]
    [InlineData("reset", "closed", "reset")]
    [InlineData("shutdown", "halfClosed", null)]
    public async Task All_open_ones_are_ended_alike(string verb, string state, string? reason)
    {
        var (id, ids, peers) = await OpenAsync(2);
        var asking = lab.PostAsync($"/api/endpoints/{id}/connections/{verb}");
        foreach (var peer in peers)
        {
            Assert.Equal(verb == "reset" ? SocketError.ConnectionReset : SocketError.Success, await EndOfAsync(peer));
            if (verb == "close")
            {
                peer.Dispose();
            }
        }

        var reply = await asking;
        Assert.Equal(200, reply.Status);
        var connections = reply.Body.GetProperty("connections").EnumerateArray().ToList();
        Assert.Equal(ids.Reverse(), connections.Select(c => c.GetProperty("id").GetString()!));
        Assert.All(connections, c =>
            Assert.Equal((state, reason), (c.GetProperty("state").GetString(), c.GetProperty("closeReason").GetString()))
        );
        peers.ForEach(peer => peer.Dispose());
    }

    [Fact]
    public async Task Where_none_is_open_none_is_ended()
    {
        var (id, _) = await lab.CreateAsync("udpListener");
        (await lab.PostAsync($"/api/endpoints/{id}/connections/close")).MustEqual("""{ "connections": [] }""");
        (await lab.PostAsync("/api/endpoints/nobody/connections/close")).MustBe(404, "notFound");
        (await lab.PostAsync($"/api/endpoints/{id}/connections/reset", """{ "x": 1 }""")).MustBe(400, "invalidRequest", "$.x");
    }

    [Fact]
    public async Task A_send_goes_to_the_connections_that_it_names()
    {
        var (id, ids, peers) = await OpenAsync(3);
        var reply = await lab.PostAsync(
            $"/api/endpoints/{id}/send",
            $$"""{ "payload": { "data": "two" }, "connectionIds": ["{{ids[0]}}", "{{ids[2]}}"] }"""
        );
        reply.MustEqual("""{ "messages": 2, "bytes": 6, "local": "*", "remote": null }""");
        reply = await lab.PostAsync($"/api/endpoints/{id}/send", $$"""{ "payload": { "data": "one" }, "connectionIds": ["{{ids[1]}}"] }""");
        reply.MustEqual(
            $$"""{ "messages": 1, "bytes": 3, "local": "*", "remote": { "address": "127.0.0.1", "port": {{peers[1].Port()}} } }"""
        );
        Assert.Equal(
            ["two", "one", "two"],
            await Task.WhenAll(peers.Select(async peer => System.Text.Encoding.ASCII.GetString(await peer.ReceiveAsync(3))))
        );

        reply = await lab.PostBytesAsync($"/api/endpoints/{id}/send?connectionIds={ids[2]}&connectionIds={ids[1]}", [7, 0]);
        reply.MustEqual("""{ "messages": 2, "bytes": 4, "local": "*", "remote": null }""");
        Assert.Equal([7, 0], await peers[1].ReceiveAsync(2));
        Assert.Equal([7, 0], await peers[2].ReceiveAsync(2));

        await lab.PostAsync($"/api/connections/{ids[0]}/shutdown");
        (await lab.PostBytesAsync($"/api/endpoints/{id}/send?connectionIds={ids[0]}", [1])).MustBe(409, "connectionClosed");
        (await lab.PostAsync($"/api/endpoints/{id}/send", $$"""{ "payload": { "data": "x" }, "connectionIds": ["{{ids[0]}}"] }""")).MustBe(
            409,
            "connectionClosed"
        );
        await lab.PostAsync($"/api/endpoints/{id}/stop");
        (await lab.PostAsync($"/api/endpoints/{id}/send", $$"""{ "payload": { "data": "x" }, "connectionIds": ["{{ids[1]}}"] }""")).MustBe(
            409,
            "endpointNotRunning"
        );
        peers.ForEach(peer => peer.Dispose());
    }

    [Fact]
    public async Task Names_that_make_no_sense_send_nothing()
    {
        var (id, ids, peers) = await OpenAsync(1);
        var (other, others, otherPeers) = await OpenAsync(1);
        var (udp, _) = await lab.CreateAsync("udpListener");
        var one = $"\"{ids[0]}\"";
        await MustFail(id, "[]", "$.connectionIds");
        await MustFail(
            id,
            $"""[{one}, "{others[0]}", "nobody", {one}]""",
            "$.connectionIds[1]",
            "$.connectionIds[2]",
            "$.connectionIds[3]"
        );
        await MustFail(id, "[null]", "$.connectionIds[0]");
        await MustFail(udp, $"[{one}]", "$.connectionIds");
        (
            await lab.PostAsync(
                $"/api/endpoints/{id}/send",
                $$"""{ "payload": { "data": "x" }, "to": { "host": "127.0.0.1", "port": 9 }, "connectionIds": [{{one}}] }"""
            )
        ).MustBe(400, "invalidRequest", "$.to");
        (await lab.PostAsync($"/api/connections/{ids[0]}/send", $$"""{ "payload": { "data": "x" }, "connectionIds": [{{one}}] }""")).MustBe(
            400,
            "invalidRequest",
            "$.connectionIds"
        );
        (
            await lab.PostBytesAsync(
                $"/api/endpoints/{id}/send?connectionIds={ids[0]}&connectionIds={others[0]}&connectionIds=&connectionIds={ids[0]}",
                [1]
            )
        ).MustBe(400, "invalidRequest", "$.connectionIds[1]", "$.connectionIds[2]", "$.connectionIds[3]");
        (await lab.PostBytesAsync($"/api/endpoints/{id}/send?connectionIds={ids[0]}&host=127.0.0.1&port=9", [1])).MustBe(
            400,
            "invalidRequest",
            "$.to"
        );
        (await lab.PostBytesAsync($"/api/endpoints/{udp}/send?connectionIds={ids[0]}", [1])).MustBe(
            400,
            "invalidRequest",
            "$.connectionIds"
        );
        (await lab.PostBytesAsync($"/api/connections/{ids[0]}/send?connectionIds={ids[0]}", [1])).MustBe(
            400,
            "invalidRequest",
            "$.connectionIds"
        );
        Assert.Equal(0, lab.Supervisor.Get(id).Journal.Ledger.SentMessages + lab.Supervisor.Get(other).Journal.Ledger.SentMessages);
        peers.Concat(otherPeers).ToList().ForEach(peer => peer.Dispose());

        async Task MustFail(string endpoint, string names, params string[] paths) =>
            (
                await lab.PostAsync($"/api/endpoints/{endpoint}/send", $$"""{ "payload": { "data": "x" }, "connectionIds": {{names}} }""")
            ).MustBe(400, "invalidRequest", paths);
    }

    private static async Task<SocketError> EndOfAsync(Socket peer)
    {
        try
        {
            Assert.Empty(await peer.ReceiveAsync(1));
            return SocketError.Success;
        }
        catch (IOException error) when (error.InnerException is SocketException inner)
        {
            return inner.SocketErrorCode;
        }
    }

    /// <returns>The endpoint, and its connections with their peers, oldest first.</returns>
    private async Task<(string Id, string[] Connections, List<Socket> Peers)> OpenAsync(int count)
    {
        var (id, port) = await lab.CreateAsync("tcpListener", """ "tcp": { "halfClosedSeconds": 60 } """);
        var peers = new List<Socket>();
        while (peers.Count < count)
        {
            peers.Add(await Sockets.ConnectAsync(port));
            await lab.UntilAsync(id, e => e.Connections.Open == peers.Count);
        }

        return (id, [.. lab.Supervisor.Get(id).Connections.ListOpen().OrderBy(c => c.Id.Number).Select(c => c.Id.ToString())], peers);
    }
}
