using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

/// <summary>What is wrong is said, by path, and nothing happens.</summary>
public sealed class ErrorApiTests(WebLab lab) : IClassFixture<WebLab>
{
    [Theory]
    [InlineData("""{ }""", "$.kind")]
    [InlineData("""{ "kind": "UdpListener" }""", "$.kind")]
    [InlineData("""{ "kind": 0 }""", "$.kind")]
    [InlineData("""{ "kind": null }""", "$.kind")]
    [InlineData("""{ "kind": "udpListener", "colour": "red" }""", "$.colour")]
    [InlineData("""{ "kind": "udpListener", "Name": "x" }""", "$.Name")]
    [InlineData("""{ "kind": "udpListener", "name": null }""", "$.name")]
    [InlineData("""{ "kind": "udpListener", "name": 1 }""", "$.name")]
    [InlineData("""{ "kind": "udpListener", "start": "yes" }""", "$.start")]
    [InlineData("""{ "kind": "udpListener", "local": { "port": 70000 } }""", "$.local.port")]
    [InlineData("""{ "kind": "udpListener", "local": { "port": -1 } }""", "$.local.port")]
    [InlineData("""{ "kind": "udpListener", "local": { "port": "80" } }""", "$.local.port")]
    [InlineData("""{ "kind": "udpListener", "local": { "port": 1.5 } }""", "$.local.port")]
    [InlineData("""{ "kind": "udpListener", "local": { "port": 99999999999 } }""", "$.local.port")]
    [InlineData("""{ "kind": "udpListener", "local": { "address": "abc" } }""", "$.local.address")]
    [InlineData("""{ "kind": "udpListener", "local": [] }""", "$.local")]
    [InlineData("""{ "kind": "tcpClient" }""", "$.remote")]
    [InlineData("""{ "kind": "tcpClient", "remote": { } }""", "$.remote.host")]
    [InlineData("""{ "kind": "tcpClient", "remote": { "host": "a b", "port": 0 } }""", "$.remote.host", "$.remote.port")]
    [InlineData(
        """{ "kind": "udpListener", "udp": { "broadcast": "true", "receivebuffer": 1 } }""",
        "$.udp.broadcast",
        "$.udp.receivebuffer"
    )]
    [InlineData("""{ "kind": "udpListener", "udp": { "multicastGroups": [1] } }""", "$.udp.multicastGroups[0]")]
    [InlineData(
        """{ "kind": "tcpListener", "tcp": { "framing": { "mode": "line", "lengthBytes": 5, "delimiterHex": "0" } } }""",
        "$.tcp.framing.lengthBytes",
        "$.tcp.framing.delimiterHex"
    )]
    [InlineData("""{ "kind": "tcpListener", "tcp": { "framing": { "mode": "lines" } } }""", "$.tcp.framing.mode")]
    [InlineData(
        """{ "kind": "udpListener", "reply": [ { "echo": true, "delayMs": -1 }, { "payload": { } } ] }""",
        "$.reply[1].payload.data"
    )]
    [InlineData(
        """
            { "kind": "udpListener", "reply": [ { "echo": true, "delayMs": -1 }, { "when": { "type": "regex", "value": "(" },
              "payload": { "data": "" } } ] }
            """,
        "$.reply[0].delayMs",
        "$.reply[1].when.value"
    )]
    [InlineData("""{ "kind": "udpListener", "reply": [ { "when": { "type": "exactly" } } ] }""", "$.reply[0].when.type")]
    [InlineData("""{ "kind": "udpListener", "replyLimitPerSecond": 0 }""", "$.replyLimitPerSecond")]
    [InlineData("""{ "kind": "udpListener", "reply": [ { "eko": true } ] }""", "$.reply[0].eko")]
    [InlineData("""{ "kind": "udpListener", "journal": { "maxBytes": 1 } }""", "$.journal.maxBytes")]
    [InlineData("""{ "kind": "udpListener", "name": "a\tb" }""", "$.name")]
    [InlineData("""{ "kind": "udpListener", "local": { "address": "127.1" } }""", "$.local.address")]
    [InlineData("""{ "kind": "udpSender", "remote": { "host": "0x7f.1", "port": 9 } }""", "$.remote.host")]
    [InlineData("""{ "kind": "udpListener", "name": "\ud800" }""", "$")]
    [InlineData("""{ "kind": "udpListener", "kind": "udpListener" }""", "$")]
    [InlineData("""{ "kind": "udpListener" """, "$")]
    [InlineData("", "$")]
    [InlineData("null", "$")]
    [InlineData("[]", "$")]
    [InlineData("\"kind\"", "$")]
    public async Task A_definition_that_is_wrong_is_not_created(string json, params string[] paths)
    {
        var before = lab.Supervisor.List().Count;
        (await lab.PostAsync("/api/endpoints", json)).MustBe(400, "invalidRequest", paths);
        Assert.Equal(before, lab.Supervisor.List().Count);
    }

    [Theory]
    [InlineData("GET", "/api/endpoints/nobody")]
    [InlineData("PATCH", "/api/endpoints/nobody")]
    [InlineData("DELETE", "/api/endpoints/nobody")]
    [InlineData("POST", "/api/endpoints/nobody/start")]
    [InlineData("POST", "/api/endpoints/nobody/stop")]
    [InlineData("POST", "/api/endpoints/nobody/clear")]
    [InlineData("GET", "/api/endpoints/nobody/entries")]
    [InlineData("GET", "/api/endpoints/nobody/connections")]
    [InlineData("GET", "/api/jobs/nobody")]
    [InlineData("DELETE", "/api/jobs/nobody")]
    [InlineData("POST", "/api/jobs/nobody/pause")]
    [InlineData("POST", "/api/jobs/nobody/resume")]
    [InlineData("POST", "/api/connections/nobody/shutdown")]
    [InlineData("POST", "/api/connections/00000001deadbeef/close")]
    [InlineData("POST", "/api/connections/0/reset")]
    [InlineData("GET", "/api")]
    [InlineData("GET", "/api/")]
    [InlineData("POST", "/api/nothing/here")]
    [InlineData("GET", "/API/endpoints/nobody")]
    public async Task What_is_not_there_is_not_found(string method, string path) =>
        (await lab.SendAsync(new HttpMethod(method), path, method == "PATCH" ? "{}" : null)).MustBe(404, "notFound");

    [Theory]
    [InlineData("/api/endpoints/nobody/send")]
    [InlineData("/api/connections/nobody/send")]
    public async Task Nothing_is_sent_from_nowhere(string path)
    {
        (await lab.PostAsync(path, """{ "payload": { "data": "x" } }""")).MustBe(404, "notFound");
        (await lab.PostBytesAsync(path, [1])).MustBe(404, "notFound");
    }

    [Theory]
    [InlineData("PUT", "/api/endpoints", "GET, POST")]
    [InlineData("DELETE", "/api/endpoints", "GET, POST")]
    [InlineData("GET", "/api/send", "POST")]
    public async Task A_wrong_method_says_which_are_right(string method, string path, string allowed)
    {
        var reply = (await lab.SendAsync(new HttpMethod(method), path)).MustBe(405, "methodNotAllowed");
        Assert.Equal(allowed, reply.Allow);
    }

    [Theory]
    [InlineData("POST", "/api/endpoints", "text/plain")]
    [InlineData("POST", "/api/endpoints", "application/x-www-form-urlencoded")]
    [InlineData("POST", "/api/endpoints", "multipart/form-data; boundary=x")]
    [InlineData("POST", "/api/endpoints", "application/octet-stream")]
    [InlineData("POST", "/api/endpoints", "application/json; charset=utf-16")]
    [InlineData("POST", "/api/endpoints", "application/jsonp")]
    [InlineData("POST", "/api/endpoints", null)]
    [InlineData("PATCH", "/api/endpoints/any", "text/plain")]
    [InlineData("DELETE", "/api/endpoints/any", "text/plain")]
    [InlineData("POST", "/api/endpoints/any/start", "text/plain")]
    [InlineData("POST", "/api/endpoints/any/send", "text/plain")]
    [InlineData("POST", "/api/send", "application/octet-stream")]
    public async Task Only_JSON_and_bytes_are_taken(string method, string path, string? mediaType) =>
        (await lab.SendAsync(new HttpMethod(method), path, "{}", mediaType)).MustBe(415, "unsupportedMediaType");

    [Theory]
    [InlineData("DELETE", "/api/endpoints/nobody")]
    [InlineData("POST", "/api/endpoints/nobody/start")]
    [InlineData("POST", "/api/endpoints/nobody/stop")]
    [InlineData("POST", "/api/endpoints/nobody/clear")]
    [InlineData("DELETE", "/api/jobs/nobody")]
    [InlineData("POST", "/api/jobs/nobody/pause")]
    [InlineData("POST", "/api/jobs/nobody/resume")]
    [InlineData("POST", "/api/connections/nobody/shutdown")]
    [InlineData("POST", "/api/connections/nobody/close")]
    [InlineData("POST", "/api/connections/nobody/reset")]
    public async Task A_call_without_a_request_refuses_one(string method, string path)
    {
        foreach (
            var (body, paths) in new (string, string[])[]
            {
                ("""{ "a": 1, "b": null }""", ["$.a", "$.b"]),
                ("{", ["$"]),
                ("[]", ["$"]),
                ("null", ["$"]),
            }
        )
        {
            (await lab.SendAsync(new HttpMethod(method), path, body)).MustBe(400, "invalidRequest", paths);
        }

        (await lab.SendAsync(new HttpMethod(method), path, "x", "application/octet-stream")).MustBe(415, "unsupportedMediaType");
        foreach (var body in new[] { null, "", "{}", " { } " })
        {
            (await lab.SendAsync(new HttpMethod(method), path, body)).MustBe(404, "notFound");
        }
    }

    [Fact]
    public async Task A_wrong_name_is_told_the_right_ones()
    {
        var title = (await lab.PostAsync("/api/endpoints", """{ "kind": "udpListener", "begin": true }"""))
            .Body.GetProperty("title")
            .GetString();
        Assert.Contains("start", title, StringComparison.Ordinal);
        var nested = (await lab.PostAsync("/api/endpoints", """{ "kind": "udpListener", "local": { "begin": true } }"""))
            .Body.GetProperty("title")
            .GetString();
        Assert.EndsWith("known are address, port.", nested, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("APPLICATION/JSON; charset=UTF-8")]
    public async Task JSON_is_taken_however_it_is_spelled(string mediaType) =>
        (await lab.SendAsync(HttpMethod.Post, "/api/endpoints", "{}", mediaType)).MustBe(400, "invalidRequest", "$.kind");

    [Fact]
    public async Task A_body_that_is_too_long_names_the_limit()
    {
        var reply = (await lab.PostAsync("/api/endpoints", $$"""{ "kind": "{{new string('x', 1 << 20)}}" }""")).MustBe(413, "limitReached");
        Assert.Equal(
            ("RequestBodyBytes", 1L << 20),
            (reply.Body.GetProperty("limit").GetString(), reply.Body.GetProperty("value").GetInt64())
        );
    }

    [Fact]
    public async Task Limits_name_themselves_and_defaults_stay_below_them()
    {
        await using var small = new WebLab(
            null,
            ("SocketLab:Limits:Endpoints", "1"),
            ("SocketLab:Limits:JournalBytes", "1048576"),
            ("SocketLab:Limits:ConnectionsPerListener", "5"),
            ("SocketLab:Limits:SendJsonBytes", "2048"),
            ("SocketLab:Limits:SendStreamBytes", "100000")
        );
        var only = await small.PostAsync("/api/endpoints", """{ "kind": "tcpListener", "start": true }""");
        Assert.Equal(
            (1_048_576, 5),
            (
                only.Body.GetProperty("journal").GetProperty("maxBytes").GetInt32(),
                only.Body.GetProperty("tcp").GetProperty("maxConnections").GetInt32()
            )
        );

        var more = (await small.PostAsync("/api/endpoints", """{ "kind": "udpListener" }""")).MustBe(429, "limitReached");
        Assert.Equal(("Endpoints", 1), (more.Body.GetProperty("limit").GetString(), more.Body.GetProperty("value").GetInt32()));

        var id = only.Body.GetProperty("id").GetString();
        var json = (
            await small.PostAsync($"/api/endpoints/{id}/send", $$"""{ "payload": { "data": "{{new string('x', 3000)}}" } }""")
        ).MustBe(413, "limitReached");
        Assert.Equal("SendJsonBytes", json.Body.GetProperty("limit").GetString());

        using var peer = await Sockets.ConnectAsync(only.Body.GetProperty("bound").GetProperty("port").GetInt32());
        await small.UntilAsync(id!, e => e.Connections.Open == 1);
        var bytes = (await small.PostBytesAsync($"/api/endpoints/{id}/send", new byte[200_000])).MustBe(413, "limitReached");
        Assert.Equal("SendStreamBytes", bytes.Body.GetProperty("limit").GetString());
    }

    [Theory]
    [InlineData("udpSender")]
    [InlineData("tcpListener")]
    public async Task A_payload_as_body_that_is_too_long_names_its_own_limit(string kind)
    {
        await using var small = new WebLab(null, ("SocketLab:Limits:SendStreamBytes", "2048"));
        var (id, port) = await small.CreateAsync(kind);
        using var peer = kind == "tcpListener" ? await Sockets.ConnectAsync(port) : Sockets.Udp();
        await small.UntilAsync(id, e => kind != "tcpListener" || e.Connections.Open == 1);
        var query = kind == "udpSender" ? $"?host=127.0.0.1&port={peer.Port()}" : "";
        var reply = (await small.PostBytesAsync($"/api/endpoints/{id}/send{query}", new byte[2049])).MustBe(413, "limitReached");
        Assert.Equal(("SendStreamBytes", 2048), (reply.Body.GetProperty("limit").GetString(), reply.Body.GetProperty("value").GetInt32()));
        Assert.Equal(200, (await small.PostBytesAsync($"/api/endpoints/{id}/send{query}", new byte[2048])).Status);
    }
}
