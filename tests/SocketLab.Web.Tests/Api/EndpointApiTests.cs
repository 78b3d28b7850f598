using System.Globalization;
using System.Text.Json;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

public sealed class EndpointApiTests(WebLab lab) : IClassFixture<WebLab>
{
    private const string Fresh = """
        { "id": "*", "kind": "udpListener", "name": "UDP any port", "group": "", "state": "stopped",
          "bound": null, "fault": null, "nextAttemptAt": null,
          "local": { "address": "127.0.0.1", "port": 0 }, "remote": null,
          "udp": { "maxDatagramBytes": 65535, "receiveBufferBytes": 67108864, "broadcast": false, "reuseAddress": false, "reusePort": false,
                   "replyToSystemPorts": false, "multicastGroups": [], "multicastInterface": null, "multicastTtl": 1,
                   "multicastLoopback": true },
          "tcp": { "backlog": 512, "maxConnections": 1000, "idleTimeoutSeconds": 0, "sendTimeoutSeconds": 30, "halfClosedSeconds": 2,
            "connectTimeoutSeconds": 10,
                   "noDelay": true, "keepAliveSeconds": 60, "lingerSeconds": null, "reconnect": false,
                   "framing": { "mode": "raw", "delimiterHex": "0d0a", "lengthBytes": 4, "lengthEndian": "big",
                     "lengthIncludesHeader": false, "lengthOffset": 0, "lengthAddend": 0, "startHex": "02", "endHex": "03",
                     "escapeHex": "", "fixedBytes": 64, "maxFrameBytes": 1048576 },
                   "tls": { "enabled": false, "certificateId": null, "serverName": null, "trustAny": false, "trustedCertificateId": null,
                     "clientCertificateId": null,
                            "requireClientCertificate": "none", "minimumVersion": "tls12",
                            "maximumVersion": "tls13", "cipherSuites": [], "alpn": [], "handshakeTimeoutSeconds": 10 } },
          "reply": [], "replyLimitPerSecond": 1000, "measureSequence": false, "sequenceFormat": "stamp",
            "rtpClockRate": 90000, "decodeAs": "", "journal": { "maxBytes": 268435456 },
            "receiveBufferGranted": null, "journalId": "*",
          "stats": { "receivedMessages": 0, "receivedBytes": 0, "sentMessages": 0, "sentBytes": 0, "events": 0, "kernelDrops": 0,
            "truncated": 0,
                     "journaled": 0, "evicted": 0, "cleared": 0, "kept": 0, "connectionsOpen": 0, "connectionsTotal": 0,
                       "connectionsRejected": 0, "replyHits": [], "repliesSent": 0, "repliesSkipped": 0, "sequence": [],
                       "sequenceMissed": 0,
                     "receiveMessagesPerSecond": 0, "receiveBytesPerSecond": 0, "sendMessagesPerSecond": 0, "sendBytesPerSecond": 0,
                       "receiveQueueBytes": null,
                     "tenSeconds": { "receiveMessagesPerSecond": 0, "receiveBytesPerSecond": 0, "sendMessagesPerSecond": 0,
                       "sendBytesPerSecond": 0 },
                     "peak": { "receiveMessagesPerSecond": 0, "receiveBytesPerSecond": 0, "sendMessagesPerSecond": 0,
                       "sendBytesPerSecond": 0, "connectionsOpen": 0, "receiveQueueBytes": null } } }
        """;

    [Fact]
    public async Task A_new_endpoint_has_its_defaults_filled_in()
    {
        var reply = await lab.PostAsync("/api/endpoints", """{ "kind": "udpListener" }""");
        Assert.Equal(201, reply.Status);
        Assert.Equal("application/json", reply.MediaType);
        reply.MustEqual(Fresh);
        var id = reply.Body.GetProperty("id").GetString();
        Assert.Equal($"/api/endpoints/{id}", reply.Location!.ToString());
        (await lab.GetAsync($"/api/endpoints/{id}")).MustEqual(Fresh);
    }

    [Fact]
    public async Task Start_true_makes_it_running()
    {
        var (id, port) = await lab.CreateAsync("tcpListener", """ "name": "lab 1" """);
        var reply = await lab.GetAsync($"/api/endpoints/{id}");
        Assert.Equal("running", reply.Body.GetProperty("state").GetString());
        Assert.Equal("lab 1", reply.Body.GetProperty("name").GetString());
        JsonMust.Equal($$"""{ "address": "127.0.0.1", "port": {{port}} }""", reply.Body.GetProperty("bound"));
        using var peer = await Sockets.ConnectAsync(port);
        await lab.UntilAsync(id, e => e.Connections.Open == 1);
        Assert.Equal(1, (await lab.GetAsync($"/api/endpoints/{id}")).Body.GetProperty("stats").GetProperty("connectionsOpen").GetInt32());
    }

    [Fact]
    public async Task A_bind_that_fails_is_created_and_faulted()
    {
        using var taken = Sockets.Listen();
        var reply = await lab.PostAsync(
            "/api/endpoints",
            $$"""{ "kind": "tcpListener", "start": true, "local": { "port": {{taken.Port()}} } }"""
        );
        Assert.Equal(201, reply.Status);
        Assert.Equal("faulted", reply.Body.GetProperty("state").GetString());
        JsonMust.Equal("""{ "code": "addressInUse", "message": "*", "hint": "*" }""", reply.Body.GetProperty("fault"));
        Assert.Equal(JsonValueKind.Null, reply.Body.GetProperty("bound").ValueKind);
    }

    [Fact]
    public async Task Endpoints_are_listed_in_order_of_creation()
    {
        var (first, _) = await lab.CreateAsync("udpSender", start: false);
        var (second, _) = await lab.CreateAsync("udpListener", start: false);
        var (third, _) = await lab.CreateAsync("tcpListener", start: false);
        var ids = (await lab.GetAsync("/api/endpoints"))
            .Body.GetProperty("endpoints")
            .EnumerateArray()
            .Select(e => e.GetProperty("id").GetString()!)
            .ToList();
        Assert.Equal([first, second, third], ids.Where(id => id == first || id == second || id == third));
    }

    [Fact]
    public async Task A_patch_changes_what_it_names()
    {
        var (id, _) = await lab.CreateAsync("tcpListener", """ "tcp": { "backlog": 7, "noDelay": false }, "name": "a" """, start: false);
        var reply = await lab.PatchAsync($"/api/endpoints/{id}", """{ "name": "b", "tcp": { "backlog": null, "halfClosedSeconds": 5 } }""");
        Assert.Equal(200, reply.Status);
        Assert.Equal("b", reply.Body.GetProperty("name").GetString());
        var tcp = reply.Body.GetProperty("tcp");
        Assert.Equal(
            (512, 5, false),
            (
                tcp.GetProperty("backlog").GetInt32(),
                tcp.GetProperty("halfClosedSeconds").GetInt32(),
                tcp.GetProperty("noDelay").GetBoolean()
            )
        );
    }

    [Fact]
    public async Task Patches_at_the_same_time_all_count()
    {
        var (id, _) = await lab.CreateAsync("tcpListener", "\"name\": \"0\"", start: false);
        for (var round = 1; round <= 20; round++)
        {
            await Task.WhenAll(
                lab.PatchAsync($"/api/endpoints/{id}", $$"""{ "name": "{{round}}" }"""),
                lab.PatchAsync($"/api/endpoints/{id}", $$"""{ "replyLimitPerSecond": {{round}} }"""),
                lab.PatchAsync($"/api/endpoints/{id}", $$"""{ "tcp": { "backlog": {{round}} } }""")
            );
            var now = (await lab.GetAsync($"/api/endpoints/{id}")).Body;
            Assert.Equal(
                (round.ToString(CultureInfo.InvariantCulture), round, round),
                (
                    now.GetProperty("name").GetString(),
                    now.GetProperty("replyLimitPerSecond").GetInt32(),
                    now.GetProperty("tcp").GetProperty("backlog").GetInt32()
                )
            );
        }
    }

    [Fact]
    public async Task A_name_that_was_made_follows_the_port_and_a_given_one_stays()
    {
        var (made, _) = await lab.CreateAsync("udpListener", """ "local": { "port": 9191 } """, start: false);
        var (given, _) = await lab.CreateAsync("udpListener", """ "local": { "port": 9191 }, "name": "mine" """, start: false);
        Assert.Equal(
            "UDP 9292",
            (await lab.PatchAsync($"/api/endpoints/{made}", """{ "local": { "port": 9292 } }""")).Body.GetProperty("name").GetString()
        );
        Assert.Equal(
            "mine",
            (await lab.PatchAsync($"/api/endpoints/{given}", """{ "local": { "port": 9292 } }""")).Body.GetProperty("name").GetString()
        );
    }

    [Fact]
    public async Task A_patch_that_needs_a_restart_is_refused_while_running()
    {
        var (id, _) = await lab.CreateAsync("udpListener");
        (await lab.PatchAsync($"/api/endpoints/{id}", """{ "udp": { "broadcast": true } }""")).MustBe(409, "endpointRunning");
        Assert.Equal(200, (await lab.PatchAsync($"/api/endpoints/{id}", """{ "name": "still running" }""")).Status);
    }

    [Theory]
    [InlineData("""{ "kind": "tcpListener" }""", "$.kind")]
    [InlineData("""{ "nam": "x" }""", "$.nam")]
    [InlineData("""{ "state": "running" }""", "$.state")]
    [InlineData("""{ "local": { "port": 70000 } }""", "$.local.port")]
    [InlineData("""{ "kind": null }""", "$.kind")]
    [InlineData("""{ "name": { "a": 1 } }""", "$.name")]
    [InlineData("""{ "foo": null }""", "$.foo")]
    [InlineData("""{ "fault": null }""", "$.fault")]
    [InlineData("""{ "start": null }""", "$.start")]
    [InlineData("""{ "local": { "foo": null } }""", "$.local.foo")]
    [InlineData("""{ "remote": { "foo": null, "bar": { "a": null } } }""", "$.remote.foo", "$.remote.bar")]
    [InlineData("""{ "tcp": { "tls": { "foo": null } } }""", "$.tcp.tls.foo")]
    [InlineData("""{ "remote": { "host": "127.0.0.1" } }""", "$.remote.port")]
    public async Task A_wrong_patch_changes_nothing(string patch, params string[] paths)
    {
        var (id, _) = await lab.CreateAsync("udpListener", start: false);
        (await lab.PatchAsync($"/api/endpoints/{id}", patch)).MustBe(400, "invalidRequest", paths);
        (await lab.GetAsync($"/api/endpoints/{id}")).MustEqual(Fresh);
    }

    [Fact]
    public async Task A_null_brings_the_default_back()
    {
        var (id, _) = await lab.CreateAsync(
            "udpListener",
            """ "name": "mine", "local": { "address": "::1", "port": 9 }, "udp": { "broadcast": true, "maxDatagramBytes": 9 } """,
            start: false
        );
        Assert.Equal(
            200,
            (await lab.PatchAsync($"/api/endpoints/{id}", """{ "local": { "port": null }, "udp": { "broadcast": null } }""")).Status
        );
        var some = (await lab.GetAsync($"/api/endpoints/{id}")).Body;
        Assert.Equal(
            ("::1", 0),
            (some.GetProperty("local").GetProperty("address").GetString(), some.GetProperty("local").GetProperty("port").GetInt32())
        );
        Assert.Equal(
            (false, 9),
            (
                some.GetProperty("udp").GetProperty("broadcast").GetBoolean(),
                some.GetProperty("udp").GetProperty("maxDatagramBytes").GetInt32()
            )
        );
        Assert.Equal(
            200,
            (
                await lab.PatchAsync(
                    $"/api/endpoints/{id}",
                    """{ "name": null, "local": null, "remote": null, "udp": null, "tcp": null, "reply": null, "journal": null }"""
                )
            ).Status
        );
        (await lab.GetAsync($"/api/endpoints/{id}")).MustEqual(Fresh);
    }

    [Fact]
    public async Task Start_and_stop_may_be_asked_for_twice()
    {
        var (id, _) = await lab.CreateAsync("udpListener", start: false);
        foreach (var (call, state) in new[] { ("start", "running"), ("start", "running"), ("stop", "stopped"), ("stop", "stopped") })
        {
            var reply = await lab.PostAsync($"/api/endpoints/{id}/{call}");
            Assert.Equal((200, state), (reply.Status, reply.Body.GetProperty("state").GetString()));
        }
    }

    [Fact]
    public async Task A_start_that_fails_answers_with_the_faults_code_and_hint()
    {
        using var taken = Sockets.Listen();
        var (id, _) = await lab.CreateAsync("tcpListener", $$""" "local": { "port": {{taken.Port()}} } """, start: false);
        var reply = (await lab.PostAsync($"/api/endpoints/{id}/start")).MustBe(409, "addressInUse");
        var fault = (await lab.GetAsync($"/api/endpoints/{id}")).Body.GetProperty("fault");
        Assert.Equal(fault.GetProperty("hint").GetString(), reply.Body.GetProperty("detail").GetString());
        Assert.Equal(fault.GetProperty("message").GetString(), reply.Body.GetProperty("title").GetString());
    }

    [Fact]
    public async Task Clear_empties_the_journal_and_counts()
    {
        var (id, _) = await lab.CreateAsync("udpListener");
        var reply = await lab.PostAsync($"/api/endpoints/{id}/clear");
        Assert.Equal((204, JsonValueKind.Undefined), (reply.Status, reply.Body.ValueKind));
        var stats = (await lab.GetAsync($"/api/endpoints/{id}")).Body.GetProperty("stats");
        Assert.Equal(
            (1, 1, 0),
            (stats.GetProperty("journaled").GetInt32(), stats.GetProperty("cleared").GetInt32(), stats.GetProperty("kept").GetInt32())
        );
    }

    [Fact]
    public async Task Delete_stops_and_removes()
    {
        var (id, port) = await lab.CreateAsync("tcpListener");
        Assert.Equal(204, (await lab.DeleteAsync($"/api/endpoints/{id}")).Status);
        (await lab.GetAsync($"/api/endpoints/{id}")).MustBe(404, "notFound");
        await Assert.ThrowsAsync<System.Net.Sockets.SocketException>(() => Sockets.ConnectAsync(port));
    }
}
