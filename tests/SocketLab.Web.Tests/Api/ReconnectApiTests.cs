using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

public sealed class ReconnectApiTests(WebLab lab) : IClassFixture<WebLab>
{
    [Fact]
    public async Task A_client_that_reconnects_is_starting_until_its_server_is_there()
    {
        int port;
        using (var gone = Sockets.Listen())
        {
            port = gone.Port();
        }

        var reply = await lab.PostAsync(
            "/api/endpoints",
            $$"""
            { "kind": "tcpClient", "start": true, "remote": { "host": "127.0.0.1", "port": {{port}}, "family": "ipv4" },
              "tcp": { "reconnect": true } }
            """
        );
        Assert.Equal((201, "starting"), (reply.Status, reply.Body.GetProperty("state").GetString()));
        Assert.Equal("connectionRefused", reply.Body.GetProperty("fault").GetProperty("code").GetString());
        var id = reply.Body.GetProperty("id").GetString()!;
        var started = await lab.PostAsync($"/api/endpoints/{id}/start", "");
        Assert.Equal(200, started.Status);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$", started.Body.GetProperty("nextAttemptAt").GetString());
        (await lab.PatchAsync($"/api/endpoints/{id}", """{ "tcp": { "reconnect": false } }""")).MustBe(409, "endpointRunning");
        var stopped = await lab.PostAsync($"/api/endpoints/{id}/stop", "");
        Assert.Equal(
            ("stopped", System.Text.Json.JsonValueKind.Null),
            (stopped.Body.GetProperty("state").GetString(), stopped.Body.GetProperty("nextAttemptAt").ValueKind)
        );
    }

    [Theory]
    [InlineData("""{ "kind": "tcpListener", "tcp": { "reconnect": true } }""", "$.tcp.reconnect")]
    [InlineData("""{ "kind": "tcpClient", "remote": { "host": "::1", "port": 1, "family": "ipv4" } }""", "$.remote.family")]
    [InlineData("""{ "kind": "tcpClient", "remote": { "host": "::1", "port": 1, "family": "IPv6" } }""", "$.remote.family")]
    public async Task What_cannot_be_is_named(string json, string path) =>
        (await lab.PostAsync("/api/endpoints", json)).MustBe(400, "invalidRequest", path);

    [Fact]
    public async Task The_family_of_one_send_is_chosen_too()
    {
        using var peer = Sockets.Udp();
        var (id, _) = await lab.CreateAsync("udpSender");
        Assert.Equal(
            200,
            (
                await lab.PostAsync(
                    $"/api/endpoints/{id}/send",
                    $$"""{ "payload": { "data": "a" }, "to": { "host": "localhost", "port": {{peer.Port()}}, "family": "ipv4" } }"""
                )
            ).Status
        );
        Assert.Equal(
            200,
            (await lab.PostBytesAsync($"/api/endpoints/{id}/send?host=localhost&port={peer.Port()}&family=ipv4", [1])).Status
        );
        (await lab.PostBytesAsync($"/api/endpoints/{id}/send?host=localhost&port={peer.Port()}&family=ipv5", [1])).MustBe(
            400,
            "invalidRequest",
            "$.family"
        );
        (
            await lab.PostAsync(
                "/api/send",
                """{ "protocol": "udp", "to": { "host": "127.0.0.1", "port": 9, "family": "ipv6" }, "payload": { "data": "a" } }"""
            )
        ).MustBe(400, "invalidRequest", "$.to.family");
    }
}
