using System.Net.Sockets;
using System.Security.Cryptography;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

public sealed class ConnectionApiTests(WebLab lab) : IClassFixture<WebLab>
{
    [Fact]
    public async Task Connections_are_listed_open_and_newest_first()
    {
        var (id, port) = await lab.CreateAsync("tcpListener");
        using var first = await Sockets.ConnectAsync(port);
        first.Send("abc"u8);
        await lab.UntilAsync(id, e => e.Connections.Open == 1 && e.Journal.Ledger.ReceivedBytes == 3);
        using var second = await Sockets.ConnectAsync(port);
        await lab.UntilAsync(id, e => e.Connections.Open == 2);
        var reply = await lab.GetAsync($"/api/endpoints/{id}/connections");
        reply.MustEqual(
            $$"""
            { "connections": [ {{Open(second.Port(), 0, 0)}}, {{Open(first.Port(), 3, 1)}} ] }
            """
        );
        Assert.Equal(
            2,
            reply.Body.GetProperty("connections").EnumerateArray().Select(c => c.GetProperty("id").GetString()).Distinct().Count()
        );

        first.Close();
        await lab.UntilAsync(id, e => e.Connections.Open == 1);
        var closed = (await lab.GetAsync($"/api/endpoints/{id}/connections")).Body.GetProperty("connections")[1];
        Assert.Equal(("closed", "peerClosed"), (closed.GetProperty("state").GetString(), closed.GetProperty("closeReason").GetString()));
        Assert.Matches(@"\.\d{7}Z$", closed.GetProperty("closedAt").GetString());

        string Open(int peer, int bytes, int messages) =>
            $$"""
                { "id": "*", "endpointId": "{{id}}", "peer": { "address": "127.0.0.1", "port": {{peer}} },
                  "local": { "address": "127.0.0.1", "port": {{port}} }, "state": "open",
                  "openedAt": "*", "closedAt": null, "closeReason": null, "receivedBytes": {{bytes}}, "sentBytes": 0,
                    "receivedMessages": {{messages}}, "sentMessages": 0,
                  "options": { "noDelay": true, "keepAliveSeconds": 60, "lingerSeconds": null, "sendTimeoutSeconds": 30 }, "rates": "*",
                    "tls": null, "tcpInfo": "*", "peerProgram": "?" }
                """;
    }

    [Fact]
    public async Task Bytes_go_to_one_connection()
    {
        var (connection, peer) = await OpenAsync();
        using var _ = peer;
        var reply = await lab.PostAsync($"/api/connections/{connection}/send", """{ "payload": { "format": "hex", "data": "0102" } }""");
        reply.MustEqual($$"""{ "messages": 1, "bytes": 2, "local": "*", "remote": { "address": "127.0.0.1", "port": {{peer.Port()}} } }""");
        Assert.Equal([1, 2], await peer.ReceiveAsync(2));

        var bytes = RandomNumberGenerator.GetBytes(500_000);
        var received = peer.ReceiveAsync(bytes.Length);
        Assert.Equal(
            500_000,
            (await lab.PostBytesAsync($"/api/connections/{connection}/send", bytes)).Body.GetProperty("bytes").GetInt32()
        );
        Assert.Equal(bytes, await received);
        (
            await lab.PostAsync(
                $"/api/connections/{connection}/send",
                """{ "payload": { "data": "x" }, "to": { "host": "127.0.0.1", "port": 9 } }"""
            )
        ).MustBe(400, "invalidRequest", "$.to");
        (
            await lab.PostAsync($"/api/connections/{connection}/send", """{ "payload": { "data": "x" }, "repeat": { "perSecond": 0 } }""")
        ).MustBe(400, "invalidRequest", "$.repeat.perSecond");
        (await lab.PostAsync($"/api/connections/{connection}/send", """{ "payload": { "data": "\\" } }""")).MustBe(
            400,
            "badPayload",
            "$.payload.data"
        );
    }

    [Theory]
    [InlineData("host=127.0.0.1&port=9", "$.host")]
    [InlineData("host=127.0.0.1", "$.port")]
    [InlineData("colour=red", "$.colour")]
    public async Task A_query_is_not_for_connections(string query, string path)
    {
        var (connection, peer) = await OpenAsync();
        using var _ = peer;
        (await lab.PostBytesAsync($"/api/connections/{connection}/send?{query}", [1])).MustBe(400, "invalidRequest", path);
    }

    [Fact]
    public async Task Nothing_to_send_is_no_message_and_a_closed_connection_says_so()
    {
        const string nothing = """{ "payload": { "data": "" } }""";
        var (connection, peer) = await OpenAsync();
        using var _ = peer;
        var endpoint = lab.Supervisor.List().Single(e => e.Connections.List().Any(c => c.Id.ToString() == connection)).Id;
        var expected = $$"""{ "messages": 0, "bytes": 0, "local": "*", "remote": { "address": "127.0.0.1", "port": {{peer.Port()}} } }""";
        (await lab.PostAsync($"/api/connections/{connection}/send", nothing)).MustEqual(expected);
        (await lab.PostBytesAsync($"/api/connections/{connection}/send", [])).MustEqual(expected);
        (await lab.PostAsync($"/api/endpoints/{endpoint}/send", nothing)).MustEqual(expected);
        (await lab.PostBytesAsync($"/api/endpoints/{endpoint}/send", [])).MustEqual(expected);
        Assert.Equal(0, lab.Supervisor.Get(endpoint).Journal.Ledger.SentMessages);

        await lab.PostAsync($"/api/connections/{connection}/shutdown");
        (await lab.PostAsync($"/api/connections/{connection}/send", nothing)).MustBe(409, "connectionClosed");
        (await lab.PostBytesAsync($"/api/connections/{connection}/send", [])).MustBe(409, "connectionClosed");
        await lab.PostAsync($"/api/connections/{connection}/reset");
        (await lab.PostAsync($"/api/connections/{connection}/send", nothing)).MustBe(409, "connectionClosed");
        (await lab.PostBytesAsync($"/api/connections/{connection}/send", [])).MustBe(409, "connectionClosed");
    }

    [Fact]
    public async Task Shutdown_ends_our_side_only()
    {
        var (connection, peer) = await OpenAsync();
        using var _ = peer;
        var reply = await lab.PostAsync($"/api/connections/{connection}/shutdown");
        Assert.Equal((200, "halfClosed"), (reply.Status, reply.Body.GetProperty("state").GetString()));
        Assert.Empty(await peer.ReceiveAsync(1));
        (await lab.PostAsync($"/api/connections/{connection}/send", """{ "payload": { "data": "x" } }""")).MustBe(409, "connectionClosed");
        (await lab.PostBytesAsync($"/api/connections/{connection}/send", [1])).MustBe(409, "connectionClosed");
        Assert.Equal(200, (await lab.PostAsync($"/api/connections/{connection}/shutdown")).Status);
    }

    [Fact]
    public async Task Close_ends_in_order()
    {
        var (connection, peer) = await OpenAsync();
        using var _ = peer;
        var closing = lab.PostAsync($"/api/connections/{connection}/close");
        Assert.Empty(await peer.ReceiveAsync(1));
        peer.Close();
        var reply = await closing;
        Assert.Equal(
            (200, "closed", "closed"),
            (reply.Status, reply.Body.GetProperty("state").GetString(), reply.Body.GetProperty("closeReason").GetString())
        );
        Assert.Equal(200, (await lab.PostAsync($"/api/connections/{connection}/close")).Status);
        (await lab.PostAsync($"/api/connections/{connection}/shutdown")).MustBe(409, "connectionClosed");
    }

    [Fact]
    public async Task Reset_aborts()
    {
        var (connection, peer) = await OpenAsync();
        using var _ = peer;
        var reply = await lab.PostAsync($"/api/connections/{connection}/reset");
        Assert.Equal(
            (200, "closed", "reset"),
            (reply.Status, reply.Body.GetProperty("state").GetString(), reply.Body.GetProperty("closeReason").GetString())
        );
        var error = await Assert.ThrowsAsync<SocketException>(async () =>
            await peer.ReceiveAsync(new byte[1], SocketFlags.None, WebLab.Soon())
        );
        Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
    }

    [Fact]
    public async Task A_client_has_its_connection_too()
    {
        using var server = Sockets.Listen();
        var accepting = server.AcceptAsync(WebLab.Soon());
        var (id, _) = await lab.CreateAsync("tcpClient", $$""" "remote": { "host": "127.0.0.1", "port": {{server.Port()}} } """);
        using var peer = await accepting;
        Assert.Equal(200, (await lab.PostAsync($"/api/endpoints/{id}/send", """{ "payload": { "data": "hello" } }""")).Status);
        Assert.Equal("hello"u8.ToArray(), await peer.ReceiveAsync(5));
        var streamed = await lab.PostBytesAsync($"/api/endpoints/{id}/send", [1, 2, 3]);
        Assert.Equal(3, streamed.Body.GetProperty("bytes").GetInt32());
        Assert.Equal([1, 2, 3], await peer.ReceiveAsync(3));
    }

    private async Task<(string Connection, Socket Peer)> OpenAsync()
    {
        var (id, port) = await lab.CreateAsync("tcpListener");
        var peer = await Sockets.ConnectAsync(port);
        await lab.UntilAsync(id, e => e.Connections.Open == 1);
        return (lab.Supervisor.Get(id).Connections.ListOpen().Single().Id.ToString(), peer);
    }
}
