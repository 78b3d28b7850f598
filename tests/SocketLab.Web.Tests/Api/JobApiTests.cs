using System.Text.Json;
using SocketLab.Core.Jobs;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

public sealed class JobApiTests(WebLab lab) : IClassFixture<WebLab>
{
    private const string Hourly = """ "repeat": { "perSecond": 0.001 } """;

    [Fact]
    public async Task A_repeat_is_a_job_that_can_be_asked_for()
    {
        using var peer = Sockets.Udp();
        var (id, _) = await lab.CreateAsync("udpListener");
        var started = await SendAsync(id, peer.Port(), """ "repeat": { "count": 3, "perSecond": 1000 } """);
        Assert.Equal(202, started.Status);
        var job = started.Body.GetProperty("id").GetString()!;
        Assert.Equal($"/api/jobs/{job}", started.Location!.OriginalString);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("tick"u8.ToArray(), await peer.ReceivePayloadAsync());
        }

        await Job(job).Completion.WaitAsync(WebLab.Soon());
        var reply = await lab.GetAsync($"/api/jobs/{job}");
        Assert.Equal(200, reply.Status);
        reply.MustEqual(
            $$"""
            { "id": "{{job}}", "endpointId": "{{id}}", "connectionId": null, "to": { "address": "127.0.0.1", "port": {{peer.Port()}} },
              "repeat": { "count": 3, "perSecond": 1000, "durationSeconds": null, "burst": 1, "jitterPercent": 0 },
              "state": "completed", "requested": 3, "sent": 3, "bytes": 12, "failed": 0, "perSecond": "*", "rebased": "*",
              "gaps": { "evenMicroseconds": 1000, "p50Microseconds": "*", "p99Microseconds": "*", "maxMicroseconds": "*" },
              "startedAt": "*", "endedAt": "*", "error": null }
            """
        );
    }

    [Fact]
    public async Task A_running_job_is_paused_resumed_and_cancelled()
    {
        using var peer = Sockets.Udp();
        var (id, _) = await lab.CreateAsync("udpSender");
        var started = await SendAsync(id, peer.Port(), Hourly);
        var job = started.Body.GetProperty("id").GetString();
        Assert.Equal(
            ("running", JsonValueKind.Null, JsonValueKind.Null),
            (State(started), started.Body.GetProperty("requested").ValueKind, started.Body.GetProperty("endedAt").ValueKind)
        );
        Assert.Equal("tick"u8.ToArray(), await peer.ReceivePayloadAsync());
        Assert.Equal("paused", State(await lab.PostAsync($"/api/jobs/{job}/pause")));
        Assert.Equal("paused", State(await lab.PostAsync($"/api/jobs/{job}/pause", "{}")));
        Assert.Equal("running", State(await lab.PostAsync($"/api/jobs/{job}/resume")));
        Assert.Equal("cancelled", State(await lab.DeleteAsync($"/api/jobs/{job}")));
        foreach (
            var again in new[]
            {
                await lab.DeleteAsync($"/api/jobs/{job}"),
                await lab.PostAsync($"/api/jobs/{job}/pause"),
                await lab.PostAsync($"/api/jobs/{job}/resume"),
                await lab.GetAsync($"/api/jobs/{job}"),
            }
        )
        {
            Assert.Equal((200, "cancelled"), (again.Status, State(again)));
        }
    }

    [Fact]
    public async Task Jobs_are_listed_for_all_and_for_one_endpoint()
    {
        using var peer = Sockets.Udp();
        var (id, _) = await lab.CreateAsync("udpSender");
        var one = await SendAsync(id, peer.Port(), Hourly);
        var two = await SendAsync(id, peer.Port(), """ "repeat": { "count": 1 } """);
        await Job(two.Body.GetProperty("id").GetString()!).Completion.WaitAsync(WebLab.Soon());
        var list = (await lab.GetAsync($"/api/jobs?endpointId={id}"))
            .Body.GetProperty("jobs")
            .EnumerateArray()
            .Select(job => job.GetProperty("id").GetString());
        Assert.Equal([one.Body.GetProperty("id").GetString(), two.Body.GetProperty("id").GetString()], list);
        Assert.True((await lab.GetAsync("/api/jobs")).Body.GetProperty("jobs").GetArrayLength() >= 2);
        Assert.Equal(0, (await lab.GetAsync("/api/jobs?endpointId=nobody")).Body.GetProperty("jobs").GetArrayLength());
        (await lab.GetAsync("/api/jobs?state=running")).MustBe(400, "invalidRequest", "$.state");
        (await lab.GetAsync("/api/jobs?endpointId=a&endpointId=b")).MustBe(400, "invalidRequest", "$.endpointId");

        Assert.Equal(204, (await lab.DeleteAsync($"/api/endpoints/{id}")).Status);
        var ended = await lab.GetAsync($"/api/jobs/{one.Body.GetProperty("id").GetString()}");
        Assert.Equal(("failed", "endpointNotRunning"), (State(ended), ended.Body.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task A_connection_has_jobs_too()
    {
        var (id, port) = await lab.CreateAsync("tcpListener");
        using var peer = await Sockets.ConnectAsync(port);
        await lab.UntilAsync(id, e => e.Connections.Open == 1);
        var connection = lab.Supervisor.Get(id).Connections.ListOpen().Single().Id.ToString();
        var started = await lab.PostAsync(
            $"/api/connections/{connection}/send",
            """{ "payload": { "data": "ab" }, "repeat": { "count": 2 } }"""
        );
        Assert.Equal(
            (202, connection, JsonValueKind.Null),
            (started.Status, started.Body.GetProperty("connectionId").GetString(), started.Body.GetProperty("to").ValueKind)
        );
        Assert.Equal(JsonValueKind.Null, started.Body.GetProperty("gaps").ValueKind);
        Assert.Equal("abab"u8.ToArray(), await peer.ReceiveAsync(4));

        var all = await lab.PostAsync(
            $"/api/endpoints/{id}/send",
            """{ "payload": { "data": "x" }, "repeat": { "count": 2, "perSecond": 100 } }"""
        );
        Assert.Equal(202, all.Status);
        Assert.Equal("xx"u8.ToArray(), await peer.ReceiveAsync(2));

        (await lab.PostAsync($"/api/connections/{connection}/send", """{ "payload": { "data": "" }, "repeat": { "count": 1 } }""")).MustBe(
            400,
            "invalidRequest",
            "$.payload.data"
        );
        (
            await lab.PostAsync(
                $"/api/connections/{connection}/send",
                """{ "payload": { "data": "x" }, "to": { "host": "127.0.0.1", "port": 9 }, "repeat": { "count": 1 } }"""
            )
        ).MustBe(400, "invalidRequest", "$.to");
        await lab.PostAsync($"/api/connections/{connection}/reset");
        (await lab.PostAsync($"/api/connections/{connection}/send", """{ "payload": { "data": "x" }, "repeat": { "count": 1 } }""")).MustBe(
            409,
            "connectionClosed"
        );
    }

    [Theory]
    [InlineData("""{ }""", "$.repeat")]
    [InlineData("""{ "often": 3 }""", "$.repeat.often")]
    [InlineData(
        """{ "count": 0, "perSecond": -1, "durationSeconds": 0, "burst": 0, "jitterPercent": 101 }""",
        "$.repeat.count",
        "$.repeat.perSecond",
        "$.repeat.durationSeconds",
        "$.repeat.burst",
        "$.repeat.jitterPercent"
    )]
    [InlineData("""{ "count": 1.5 }""", "$.repeat.count")]
    [InlineData("""{ "count": "1" }""", "$.repeat.count")]
    [InlineData("""{ "count": 1, "burst": 2 }""", "$.repeat.burst")]
    [InlineData("""{ "count": 1, "burst": null }""", "$.repeat.burst")]
    public async Task A_wrong_repeat_says_all_that_is_wrong_and_sends_nothing(string repeat, params string[] paths)
    {
        var (id, _) = await lab.CreateAsync("udpSender");
        (await SendAsync(id, 9, $""" "repeat": {repeat} """)).MustBe(400, "invalidRequest", paths);
        Assert.Equal(0, lab.Supervisor.Get(id).Journal.Ledger.SentMessages);
        Assert.Empty(lab.Supervisor.Jobs.List(id));
    }

    [Fact]
    public async Task What_cannot_begin_says_why()
    {
        var (stopped, _) = await lab.CreateAsync("udpSender", start: false);
        (await SendAsync(stopped, 9, Hourly)).MustBe(409, "endpointNotRunning");
        var (id, _) = await lab.CreateAsync("udpSender");
        (await lab.PostAsync($"/api/endpoints/{id}/send", $$"""{ "payload": { "data": "x" }, {{Hourly}} }""")).MustBe(
            400,
            "invalidRequest",
            "$.to"
        );
        (
            await lab.PostAsync(
                $"/api/endpoints/{id}/send",
                $$"""{ "payload": { "data": "{{new string('x', 65_508)}}" }, "to": { "host": "127.0.0.1", "port": 9 }, {{Hourly}} }"""
            )
        ).MustBe(413, "messageTooLong");
        (
            await lab.PostAsync(
                $"/api/endpoints/{id}/send",
                $$"""{ "payload": { "data": "x" }, "to": { "host": "0.0.0.0", "port": 9 }, {{Hourly}} }"""
            )
        ).MustBe(403, "destinationDenied");
        var limit = (
            await lab.PostAsync(
                $"/api/endpoints/{id}/send",
                """{ "payload": { "data": "x" }, "to": { "host": "203.0.113.1", "port": 9 }, "repeat": { "count": 1 } }"""
            )
        ).MustBe(429, "limitReached");
        Assert.Equal(("PublicPerSecond", 100), (limit.Body.GetProperty("limit").GetString(), limit.Body.GetProperty("value").GetInt32()));
        (await lab.PostAsync("/api/endpoints/nobody/send", $$"""{ "payload": { "data": "x" }, {{Hourly}} }""")).MustBe(404, "notFound");
        (await lab.PostBytesAsync($"/api/endpoints/{id}/send?host=127.0.0.1&port=9&repeat=1", [1])).MustBe(
            400,
            "invalidRequest",
            "$.repeat"
        );
    }

    [Fact]
    public async Task Limits_are_settings()
    {
        await using var small = new WebLab(null, ("SocketLab:Limits:Jobs", "1"), ("SocketLab:Limits:PublicPerSecond", "7"));
        var (id, _) = await small.CreateAsync("udpSender", """ "remote": { "host": "127.0.0.1", "port": 9 } """);
        Assert.Equal(202, (await small.PostAsync($"/api/endpoints/{id}/send", $$"""{ "payload": { "data": "x" }, {{Hourly}} }""")).Status);
        var jobs = (await small.PostAsync($"/api/endpoints/{id}/send", $$"""{ "payload": { "data": "x" }, {{Hourly}} }""")).MustBe(
            429,
            "limitReached"
        );
        Assert.Equal(("Jobs", 1), (jobs.Body.GetProperty("limit").GetString(), jobs.Body.GetProperty("value").GetInt32()));
        var fast = (
            await small.PostAsync(
                $"/api/endpoints/{id}/send",
                """{ "payload": { "data": "x" }, "to": { "host": "203.0.113.1", "port": 9 }, "repeat": { "perSecond": 8 } }"""
            )
        ).MustBe(429, "limitReached");
        Assert.Equal(("PublicPerSecond", 7), (fast.Body.GetProperty("limit").GetString(), fast.Body.GetProperty("value").GetInt32()));
    }

    private static string State(Reply reply) => reply.Body.GetProperty("state").GetString()!;

    private SendJob Job(string id) => lab.Supervisor.Jobs.Find(id)!;

    private Task<Reply> SendAsync(string id, int port, string more) =>
        lab.PostAsync(
            $"/api/endpoints/{id}/send",
            $$"""{ "payload": { "data": "tick" }, "to": { "host": "127.0.0.1", "port": {{port}} }, {{more}} }"""
        );
}
