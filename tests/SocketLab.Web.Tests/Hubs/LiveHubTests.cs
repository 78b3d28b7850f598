using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Hubs;

/// <summary>What the hub answers, in both protocols.</summary>
public sealed class LiveHubTests(WebLab lab) : IClassFixture<WebLab>
{
    public static TheoryData<string> Protocols => ["json", "messagepack"];

    [Theory, MemberData(nameof(Protocols))]
    public async Task An_endpoint_has_the_same_keys_as_over_HTTP(string protocol)
    {
        await using var hub = await HubClient.ConnectAsync(lab, protocol);
        var (id, _) = await lab.CreateAsync("udpListener", start: false);
        var started = await hub.Invoke("StartEndpoint", id);
        Assert.Equal("running", started["state"]);
        Assert.Equal("udpListener", started["kind"]);
        Assert.Equal(lab.Supervisor.Get(id).Bound!.Port, started.Map("bound").Number("port"));
        var http = (await lab.GetAsync($"/api/endpoints/{id}")).Body;
        Assert.Equal(Shape(http), Shape(JsonSerializer.SerializeToElement(started)));
        Assert.Equal("stopped", (await hub.Invoke("StopEndpoint", id))["state"]);
    }

    [Theory, MemberData(nameof(Protocols))]
    public async Task What_is_sent_arrives(string protocol)
    {
        await using var hub = await HubClient.ConnectAsync(lab, protocol);
        using var peer = Sockets.Udp();
        var (id, port) = await lab.CreateAsync("udpListener");
        var request = new
        {
            payload = new
            {
                format = "hex",
                data = "ff00",
                encoding = "utf-8",
                template = false,
            },
            to = new { host = "127.0.0.1", port = peer.Port() },
            repeat = (object?)null,
        };
        var result = await hub.Invoke("Send", id, request);
        Assert.Equal((1, 2, port), (result.Number("messages"), result.Number("bytes"), result.Map("local").Number("port")));
        Assert.Equal([0xff, 0], await peer.ReceivePayloadAsync());

        var template = new
        {
            payload = new
            {
                data = "{{counter}}/{{length}}",
                template = true,
                lineEnding = "crlf",
            },
            request.to,
        };
        await hub.Invoke("Send", id, template);
        Assert.Equal("1/5\r\n"u8.ToArray(), await peer.ReceivePayloadAsync());
        await MustFail("Send", id, new { payload = new { data = "{{", template = true }, request.to });

        async Task MustFail(params object?[] call)
        {
            var error = await Assert.ThrowsAsync<HubException>(() => hub.Invoke((string)call[0]!, call[1..]));
            Assert.Contains("badPayload: ", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(Protocols))]
    public async Task What_repeats_is_a_job(string protocol)
    {
        await using var hub = await HubClient.ConnectAsync(lab, protocol);
        using var peer = Sockets.Udp();
        var (id, _) = await lab.CreateAsync("udpSender");
        var request = new
        {
            payload = new { data = "x" },
            to = new { host = "127.0.0.1", port = peer.Port() },
            repeat = new
            {
                count = 2,
                perSecond = 0.5,
                burst = 2,
                jitterPercent = 12.5,
            },
        };
        var job = await hub.Invoke("Send", id, request);
        Assert.Equal("x"u8.ToArray(), await peer.ReceivePayloadAsync());
        Assert.Equal("x"u8.ToArray(), await peer.ReceivePayloadAsync());
        Assert.Equal((id, 2, 2), ((string)job["endpointId"]!, job.Number("requested"), job.Map("repeat").Number("burst")));
        Assert.Equal((12.5, 4_000_000), (Convert.ToDouble(job.Map("repeat")["jitterPercent"]), job.Map("gaps").Number("evenMicroseconds")));
        var http = (await lab.GetAsync($"/api/jobs/{job["id"]}")).Body;
        Assert.Equal(http.EnumerateObject().Select(p => p.Name), job.Keys);
        Assert.Equal(http.GetProperty("startedAt").GetString(), job["startedAt"]);
    }

    [Theory, MemberData(nameof(Protocols))]
    public async Task What_is_wrong_has_its_code_and_title(string protocol)
    {
        await using var hub = await HubClient.ConnectAsync(lab, protocol);
        using var taken = Sockets.Listen();
        var (busy, _) = await lab.CreateAsync("tcpListener", $$""" "local": { "port": {{taken.Port()}} } """, start: false);
        var (stopped, _) = await lab.CreateAsync("udpListener", start: false);
        var (running, _) = await lab.CreateAsync("udpListener");

        await MustFail("notFound: There is no endpoint 'nobody'.", "StartEndpoint", "nobody");
        await MustFail("notFound: ", "StopEndpoint", "nobody");
        await MustFail("addressInUse: ", "StartEndpoint", busy);
        await MustFail("endpointNotRunning: ", "Send", stopped, new { payload = new { data = "x" } });
        await MustFail("badPayload: ", "Send", running, new { payload = new { data = "\\q" }, to = new { host = "127.0.0.1", port = 9 } });
        await MustFail("invalidRequest: There is no such property", "Send", running, new { payload = new { data = "x" }, too = 1 });
        await MustFail("invalidRequest: This is required.", "Send", running, new { });
        await MustFail("invalidRequest: A JSON object belongs here.", "Send", running, "x");
        await MustFail("invalidRequest: A JSON object belongs here.", "Send", running, null);
        await MustFail(
            "invalidRequest: A whole number belongs here.",
            "Send",
            running,
            new { payload = new { data = "x" }, to = new { host = "127.0.0.1", port = "9" } }
        );
        await MustFail("invalidRequest: A string belongs here.", "StartEndpoint", 1);
        await MustFail("invalidRequest: A string belongs here.", "StopEndpoint", [null]);
        await MustFail("invalidRequest: A string belongs here.", "Send", new { id = running }, new { payload = new { data = "x" } });
        await MustFail("invalidRequest: ", "Send", running, new { payload = new { data = "x" }, repeat = new { } });
        await MustFail(
            "limitReached: ",
            "Send",
            running,
            new
            {
                payload = new { data = "x" },
                to = new { host = "203.0.113.1", port = 9 },
                repeat = new { count = 1 },
            }
        );
        await MustFail(
            "destinationDenied: ",
            "Send",
            running,
            new { payload = new { data = "x" }, to = new { host = "0.0.0.0", port = 9 } }
        );

        async Task MustFail(string beginning, string method, params object?[] arguments)
        {
            var error = await Assert.ThrowsAsync<HubException>(() => hub.Invoke(method, arguments));
            Assert.Contains($"HubException: {beginning}", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("text")]
    [InlineData("hex")]
    [InlineData("base64")]
    public async Task Bytes_of_MessagePack_are_the_payload_itself(string format)
    {
        await using var hub = await HubClient.ConnectAsync(lab, "messagepack");
        using var peer = Sockets.Udp();
        var (id, _) = await lab.CreateAsync("udpListener");
        var to = new { host = "127.0.0.1", port = peer.Port() };
        foreach (var bytes in new byte[][] { [0, 0xff, (byte)'\\', (byte)'q'], [] })
        {
            var result = await hub.Invoke("Send", id, new { payload = new { format, data = bytes }, to });
            Assert.Equal(bytes.Length, result.Number("bytes"));
            Assert.Equal(bytes, await peer.ReceivePayloadAsync());
        }

        foreach (
            var request in new object[]
            {
                new { payload = new { data = "x", format = new byte[] { 1 } }, to },
                new { payload = new byte[] { 1 }, to },
                new byte[] { 1 },
            }
        )
        {
            var error = await Assert.ThrowsAsync<HubException>(() => hub.Invoke("Send", id, request));
            Assert.EndsWith("invalidRequest: Bytes (bin) are taken as a payload's data only.", error.Message, StringComparison.Ordinal);
        }

        foreach (
            var request in new object[]
            {
                new { payload = new { format = "binary", data = new byte[] { 1 } }, to },
                new { payload = new { data = new byte[] { 1 }, more = 1 }, to },
                double.NaN,
                DateTime.UnixEpoch,
                new Dictionary<int, int> { [1] = 2 },
            }
        )
        {
            var error = await Assert.ThrowsAsync<HubException>(() => hub.Invoke("Send", id, request));
            Assert.Contains("HubException: invalidRequest: ", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(2, lab.Supervisor.Get(id).Journal.Ledger.SentMessages);
    }

    [Theory, MemberData(nameof(Protocols))]
    public async Task Endpoints_are_told_first_all_and_then_as_they_change(string protocol)
    {
        await using var hub = await HubClient.ConnectAsync(lab, protocol);
        var (old, _) = await lab.CreateAsync("udpListener", start: false);
        await using var news = hub.Stream("WatchEndpoints").GetAsyncEnumerator();
        Assert.Equal("stopped", (await Next(old))["state"]);

        var (id, port) = await lab.CreateAsync("udpListener");
        IDictionary<string, object?> endpoint;
        do
        {
            endpoint = await Next(id);
        } while ((string)endpoint["state"]! != "running");

        using var peer = Sockets.Udp();
        peer.SendTo("Hello", port);
        do
        {
            endpoint = await Next(id);
        } while (endpoint.Map("stats").Number("receivedMessages") == 0);

        Assert.Equal(5, endpoint.Map("stats").Number("receivedBytes"));
        await lab.DeleteAsync($"/api/endpoints/{id}");
        do
        {
            Assert.True(await news.MoveNextAsync());
            Assert.Single(news.Current);
        } while (!news.Current.TryGetValue("removed", out var removed) || (string?)removed != id);

        async Task<IDictionary<string, object?>> Next(string wanted)
        {
            do
            {
                Assert.True(await news.MoveNextAsync());
                Assert.Single(news.Current);
            } while (!news.Current.ContainsKey("endpoint") || (string?)news.Current.Map("endpoint")["id"] != wanted);

            return news.Current.Map("endpoint");
        }
    }

    /// <summary>All keys, and what sort of value each has.</summary>
    private static List<string> Shape(JsonElement json) => [.. Walk(json, "$").Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Walk(JsonElement json, string path) =>
        json.ValueKind == JsonValueKind.Object
            ? json.EnumerateObject().SelectMany(p => Walk(p.Value, $"{path}.{p.Name}"))
            : [$"{path} {json.ValueKind}"];
}
