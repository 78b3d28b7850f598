using System.Net.Sockets;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

/// <summary>One connection by its id: its options, and what the system tells of it.</summary>
public sealed class ConnectionOptionsApiTests(WebLab lab) : IClassFixture<WebLab>
{
    [Fact]
    public async Task A_connection_shows_what_the_system_tells_of_it()
    {
        var (id, port) = await lab.CreateAsync("tcpListener");
        using var peer = await Sockets.ConnectAsync(port);
        peer.Send("hello"u8);
        await lab.UntilAsync(id, e => e.Journal.Ledger.ReceivedBytes == 5);
        var connection = lab.Supervisor.Get(id).Connections.ListOpen().Single().Id.ToString();
        var reply = await lab.GetAsync($"/api/connections/{connection}");
        Assert.Equal(
            (200, connection, id),
            (reply.Status, reply.Body.GetProperty("id").GetString(), reply.Body.GetProperty("endpointId").GetString())
        );
        JsonMust.Equal(
            """
            { "state": "ESTABLISHED", "rttMicroseconds": "*", "rttvarMicroseconds": "*", "minRttMicroseconds": "*",
              "rtoMicroseconds": "*", "cwndSegments": "*", "ssthreshSegments": null,
              "mssBytes": "*", "unackedSegments": 0, "lostSegments": 0, "retransmits": 0, "totalRetransmits": 0, "notSentBytes": 0,
                "peerWindowBytes": "*", "bytesSent": 0, "bytesAcked": 0,
              "bytesReceived": 5, "segmentsOut": "*", "segmentsIn": "*", "pacingBytesPerSecond": "*", "deliveryBytesPerSecond": "*" }
            """,
            reply.Body.GetProperty("tcpInfo")
        );
        JsonMust.Equal(
            """
            { "receiveMessagesPerSecond": "*", "receiveBytesPerSecond": "*", "sendMessagesPerSecond": 0, "sendBytesPerSecond": 0,
              "tenSeconds": { "receiveMessagesPerSecond": "*", "receiveBytesPerSecond": "*", "sendMessagesPerSecond": 0,
                "sendBytesPerSecond": 0 },
              "peak": { "receiveMessagesPerSecond": "*", "receiveBytesPerSecond": "*", "sendMessagesPerSecond": 0,
                "sendBytesPerSecond": 0 } }
            """,
            reply.Body.GetProperty("rates")
        );

        var closed = await lab.PostAsync($"/api/connections/{connection}/reset");
        Assert.Equal(5, closed.Body.GetProperty("rates").GetProperty("peak").GetProperty("receiveBytesPerSecond").GetDouble());
        Assert.Equal("null", (await lab.GetAsync($"/api/connections/{connection}")).Body.GetProperty("tcpInfo").GetRawText());
        (await lab.GetAsync("/api/connections/nobody")).MustBe(404, "notFound");
    }

    [Fact]
    public async Task A_long_list_asks_the_system_for_none()
    {
        var (id, port) = await lab.CreateAsync("tcpListener");
        var peers = new List<Socket>();
        try
        {
            while (peers.Count < 100)
            {
                peers.Add(await Sockets.ConnectAsync(port));
            }

            await lab.UntilAsync(id, e => e.Connections.Open == 100);
            Assert.All(await ListAsync(), info => Assert.NotEqual("null", info));
            peers.Add(await Sockets.ConnectAsync(port));
            await lab.UntilAsync(id, e => e.Connections.Open == 101);
            Assert.All(await ListAsync(), info => Assert.Equal("null", info));
        }
        finally
        {
            peers.ForEach(peer => peer.Dispose());
        }

        async Task<List<string>> ListAsync() =>
            [
                .. (await lab.GetAsync($"/api/endpoints/{id}/connections"))
                    .Body.GetProperty("connections")
                    .EnumerateArray()
                    .Select(c => c.GetProperty("tcpInfo").GetRawText()),
            ];
    }

    [Fact]
    public async Task Options_change_one_by_one_and_null_brings_a_default_back()
    {
        var (connection, peer) = await OpenAsync(""" "tcp": { "noDelay": false, "lingerSeconds": 7 } """);
        using var _ = peer;
        var reply = await lab.PatchAsync($"/api/connections/{connection}", """{ "keepAliveSeconds": 10, "lingerSeconds": 0 }""");
        Assert.Equal(200, reply.Status);
        JsonMust.Equal(
            """{ "noDelay": false, "keepAliveSeconds": 10, "lingerSeconds": 0, "sendTimeoutSeconds": 30 }""",
            reply.Body.GetProperty("options")
        );
        reply = await lab.PatchAsync(
            $"/api/connections/{connection}",
            """{ "noDelay": null, "lingerSeconds": null, "sendTimeoutSeconds": 1 }"""
        );
        JsonMust.Equal(
            """{ "noDelay": true, "keepAliveSeconds": 10, "lingerSeconds": null, "sendTimeoutSeconds": 1 }""",
            reply.Body.GetProperty("options")
        );
        JsonMust.Equal(
            reply.Body.GetProperty("options").GetRawText(),
            (await lab.GetAsync($"/api/connections/{connection}")).Body.GetProperty("options")
        );
    }

    [Theory]
    [InlineData("""{ "lingerSeconds": 301 }""", "$.lingerSeconds")]
    [InlineData("""{ "lingerSeconds": -1 }""", "$.lingerSeconds")]
    [InlineData("""{ "keepAliveSeconds": 32768, "sendTimeoutSeconds": -1 }""", "$.sendTimeoutSeconds", "$.keepAliveSeconds")]
    [InlineData("""{ "noDelay": 1 }""", "$.noDelay")]
    [InlineData("""{ "backlog": 1 }""", "$.backlog")]
    [InlineData("[]", "$")]
    public async Task Wrong_options_change_nothing(string patch, params string[] paths)
    {
        var (connection, peer) = await OpenAsync();
        using var _ = peer;
        (await lab.PatchAsync($"/api/connections/{connection}", patch)).MustBe(400, "invalidRequest", paths);
        JsonMust.Equal(
            """{ "noDelay": true, "keepAliveSeconds": 60, "lingerSeconds": null, "sendTimeoutSeconds": 30 }""",
            (await lab.GetAsync($"/api/connections/{connection}")).Body.GetProperty("options")
        );
    }

    [Fact]
    public async Task A_closed_connection_has_no_options_to_change()
    {
        var (connection, peer) = await OpenAsync();
        using var _ = peer;
        await lab.PostAsync($"/api/connections/{connection}/reset");
        (await lab.PatchAsync($"/api/connections/{connection}", """{ "noDelay": true }""")).MustBe(409, "connectionClosed");
        (await lab.PatchAsync("/api/connections/nobody", "{}")).MustBe(404, "notFound");
    }

    [Fact]
    public async Task Linger_is_a_part_of_the_definition_and_checked()
    {
        (await lab.PostAsync("/api/endpoints", """{ "kind": "tcpListener", "tcp": { "lingerSeconds": 301 } }""")).MustBe(
            400,
            "invalidRequest",
            "$.tcp.lingerSeconds"
        );
        var (connection, peer) = await OpenAsync(""" "tcp": { "lingerSeconds": 0 } """);
        using var _ = peer;
        Assert.Equal("reset", (await lab.PostAsync($"/api/connections/{connection}/close")).Body.GetProperty("closeReason").GetString());
    }

    private async Task<(string Connection, Socket Peer)> OpenAsync(string more = "")
    {
        var (id, port) = await lab.CreateAsync("tcpListener", more);
        var peer = await Sockets.ConnectAsync(port);
        await lab.UntilAsync(id, e => e.Connections.Open == 1);
        return (lab.Supervisor.Get(id).Connections.ListOpen().Single().Id.ToString(), peer);
    }
}
