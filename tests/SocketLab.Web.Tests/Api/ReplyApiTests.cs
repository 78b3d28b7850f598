using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

public sealed class ReplyApiTests(WebLab lab) : IClassFixture<WebLab>
{
    private const string Rule = """
        { "when": { "type": "regex", "value": "^ping (\\d+)", "encoding": "utf-8" },
          "payload": { "format": "text", "data": "pong $1\\n", "encoding": "utf-8", "template": false, "lineEnding": "none" },
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
            { "when": { "type": "hex", "value": "00", "encoding": "utf-8" }, "payload": null, "echo": true, "delayMs": 0, "continue": false,
              "closeAfter": false }
            """,
            body.GetProperty("reply")[1]
        );
        JsonMust.Equal("[1, 0]", body.GetProperty("stats").GetProperty("replyHits"));
    }

    [Fact]
    public async Task A_rule_speaks_first_and_another_fills_in_captures_lengths_and_a_line_ending()
    {
        var (_, port) = await lab.CreateAsync(
            "tcpListener",
            """
             "reply": [ { "when": { "type": "connected" }, "payload": { "data": "220 ready", "lineEnding": "crlf" } },
               { "when": { "type": "regex", "value": "^get (?<what>\\w+)" },
                 "payload": { "data": "{{length:after:d}} {{what}}={{connectionCounter}}", "template": true, "lineEnding": "lf" } } ]
            """
        );
        using var peer = await Sockets.ConnectAsync(port);
        Assert.Equal("220 ready\r\n"u8.ToArray(), await peer.ReadAsync(11));
        peer.Send("get it"u8);
        Assert.Equal("6 it=1\n"u8.ToArray(), await peer.ReadAsync(7));
    }

    [Theory]
    [InlineData("shift_jis", "\u65e5\u672c", "93fa967b")]
    [InlineData("windows-1251", "\u0416", "c6")]
    [InlineData("gb18030", "\u6e29", "cec2")]
    [InlineData("iso-8859-15", "\u20ac", "a4")]
    public async Task Answers_are_written_in_the_encodings_of_devices(string encoding, string text, string bytes)
    {
        var (_, port) = await lab.CreateAsync(
            "udpListener",
            $$""" "reply": [ { "payload": { "data": "{{text}}", "encoding": "{{encoding}}" } } ] """
        );
        using var peer = Sockets.Udp();
        peer.SendTo("x", port);
        Assert.Equal(bytes, Convert.ToHexStringLower(await peer.ReceivePayloadAsync()));
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
