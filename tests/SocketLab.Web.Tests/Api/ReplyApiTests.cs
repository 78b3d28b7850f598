using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

public sealed class ReplyApiTests(WebLab lab) : IClassFixture<WebLab>
{
    private const string Rule = """
        { "when": { "type": "regex", "value": "^ping (\\d+)" }, "payload": { "format": "text", "data": "pong $1\\n", "encoding": "utf-8",
          "template": false },
          "echo": false, "delayMs": 0, "continue": false, "closeAfter": false }
        """;

    [Fact]
    public async Task A_rule_is_kept_as_written_answers_and_is_counted()
    {
        var (id, port) = await lab.CreateAsync(
            "udpListener",
            $$""" "reply": [ {{Rule}}, { "when": { "type": "hex", "value": "00" }, "echo": true } ] """
        );
        using var peer = Sockets.Udp();
        peer.SendTo("ping 17", port);
        Assert.Equal("pong 17\n"u8.ToArray(), await peer.ReceivePayloadAsync());
        await lab.UntilAsync(id, e => e.Journal.Ledger.SentMessages == 1);
        var body = (await lab.GetAsync($"/api/endpoints/{id}")).Body;
        JsonMust.Equal(Rule, body.GetProperty("reply")[0]);
        JsonMust.Equal(
            """
            { "when": { "type": "hex", "value": "00" }, "payload": null, "echo": true, "delayMs": 0, "continue": false,
              "closeAfter": false }
            """,
            body.GetProperty("reply")[1]
        );
        JsonMust.Equal("[1, 0]", body.GetProperty("stats").GetProperty("replyHits"));
    }

    [Fact]
    public async Task Rules_change_while_it_runs()
    {
        var (id, port) = await lab.CreateAsync("udpListener");
        using var peer = Sockets.Udp();
        foreach (var answer in (string[])["first", "second"])
        {
            var patched = await lab.PatchAsync(
                $"/api/endpoints/{id}",
                $$"""{ "reply": [ { "payload": { "data": "{{answer}}" } } ], "replyLimitPerSecond": 50 }"""
            );
            Assert.Equal((200, "running"), (patched.Status, patched.Body.GetProperty("state").GetString()));
            peer.SendTo("x", port);
            Assert.Equal(answer, System.Text.Encoding.UTF8.GetString(await peer.ReceivePayloadAsync()));
        }

        Assert.Equal(200, (await lab.PatchAsync($"/api/endpoints/{id}", """{ "reply": null, "replyLimitPerSecond": null }""")).Status);
        (await lab.PatchAsync($"/api/endpoints/{id}", """{ "tcp": { "noDelay": false } }""")).MustBe(409, "endpointRunning");
    }

    [Fact]
    public async Task A_pause_is_an_event()
    {
        var (id, port) = await lab.CreateAsync("udpListener", """ "reply": [ { "payload": { "data": "" } } ], "replyLimitPerSecond": 1 """);
        using var peer = Sockets.Udp();
        for (var i = 0; i < 3; i++)
        {
            peer.SendTo("x", port);
        }

        await lab.UntilAsync(id, e => e.Journal.Ledger is { Last: 6, Events: 2 });
        var events = (await lab.GetAsync($"/api/endpoints/{id}/entries"))
            .Body.GetProperty("entries")
            .EnumerateArray()
            .Where(e => e.GetProperty("kind").GetString() == "event")
            .ToList();
        JsonMust.Equal(
            """{ "type": "replyPaused", "code": null, "message": "*", "data": { "limit": 1 } }""",
            events[1].GetProperty("event")
        );
    }
}
