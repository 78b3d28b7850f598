using System.Security.Cryptography;
using SocketLab.Core.Journal;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

public sealed class SendApiTests(WebLab lab) : IClassFixture<WebLab>
{
    [Theory]
    [InlineData("""{ "data": "Hi\\n" }""", "48690a")]
    [InlineData("""{ "format": "text", "data": "é", "encoding": "latin1" }""", "e9")]
    [InlineData("""{ "data": "é", "encoding": "utf-16be" }""", "00e9")]
    [InlineData("""{ "data": "é", "encoding": "utf-16le" }""", "e900")]
    [InlineData("""{ "data": "A", "encoding": "ascii", "template": false }""", "41")]
    [InlineData("""{ "format": "hex", "data": "0xde ad:be,ef" }""", "deadbeef")]
    [InlineData("""{ "format": "base64", "data": "AAEC" }""", "000102")]
    [InlineData("""{ "data": "a", "lineEnding": "none" }""", "61")]
    [InlineData("""{ "data": "a\nb", "lineEnding": "lf" }""", "610a620a")]
    [InlineData("""{ "data": "a", "lineEnding": "crlf", "encoding": "utf-16be" }""", "0061000d000a")]
    [InlineData("""{ "format": "hex", "data": "ff", "lineEnding": "cr", "encoding": "utf-16be" }""", "ff0d")]
    [InlineData("""{ "format": "base64", "data": "AAEC", "lineEnding": "nul" }""", "00010200")]
    [InlineData("""{ "data": "n={{counter}} {{length}}", "lineEnding": "lf", "template": true }""", "6e3d3120360a")]
    [InlineData(
        """{ "format": "hex", "data": "31 32 33 34 35 36 37 38 39 {{crc32:u32be}}", "template": true }""",
        "313233343536373839cbf43926"
    )]
    [InlineData("""{ "data": "{{counter}}" }""", "7b7b636f756e7465727d7d")]
    [InlineData("""{ "data": "" }""", "")]
    public async Task A_datagram_arrives_byte_for_byte(string payload, string hex)
    {
        using var peer = Sockets.Udp();
        var (id, port) = await lab.CreateAsync("udpListener");
        var reply = await lab.PostAsync(
            $"/api/endpoints/{id}/send",
            $$"""{ "payload": {{payload}}, "to": { "host": "127.0.0.1", "port": {{peer.Port()}} }, "repeat": null }"""
        );
        Assert.Equal(200, reply.Status);
        reply.MustEqual(
            $$"""
            { "messages": 1, "bytes": {{hex.Length / 2}}, "local": { "address": "127.0.0.1", "port": {{port}} },
              "remote": { "address": "127.0.0.1", "port": {{peer.Port()}} } }
            """
        );
        Assert.Equal(hex, Convert.ToHexStringLower(await peer.ReceivePayloadAsync()));
    }

    [Fact]
    public async Task A_sender_has_its_remote_and_may_be_told_another()
    {
        using var usual = Sockets.Udp();
        using var other = Sockets.Udp();
        var (id, _) = await lab.CreateAsync("udpSender", $$""" "remote": { "host": "127.0.0.1", "port": {{usual.Port()}} } """);
        await lab.PostAsync($"/api/endpoints/{id}/send", """{ "payload": { "data": "a" } }""");
        await lab.PostAsync(
            $"/api/endpoints/{id}/send",
            $$"""{ "payload": { "data": "b" }, "to": { "host": "localhost", "port": {{other.Port()}} } }"""
        );
        Assert.Equal("a"u8.ToArray(), await usual.ReceivePayloadAsync());
        Assert.Equal("b"u8.ToArray(), await other.ReceivePayloadAsync());
    }

    [Fact]
    public async Task Bytes_go_as_one_datagram()
    {
        using var peer = Sockets.Udp();
        var (id, _) = await lab.CreateAsync("udpListener");
        var bytes = RandomNumberGenerator.GetBytes(9000);
        var reply = await lab.PostBytesAsync($"/api/endpoints/{id}/send?host=127.0.0.1&port={peer.Port()}", bytes);
        Assert.Equal((200, 9000), (reply.Status, reply.Body.GetProperty("bytes").GetInt32()));
        Assert.Equal(bytes, await peer.ReceivePayloadAsync());
        (await lab.PostBytesAsync($"/api/endpoints/{id}/send?host=127.0.0.1&port={peer.Port()}", new byte[65_508])).MustBe(
            413,
            "messageTooLong"
        );
        (await lab.PostBytesAsync($"/api/endpoints/{id}/send?host=127.0.0.1&port={peer.Port()}", new byte[200_000])).MustBe(
            413,
            "messageTooLong"
        );
        (await lab.PostBytesAsync($"/api/endpoints/{id}/send?host=127.0.0.1&port=x", bytes)).MustBe(400, "invalidRequest", "$.port");
        (await lab.PostBytesAsync($"/api/endpoints/{id}/send?port=9", bytes)).MustBe(400, "invalidRequest", "$.host");
        (await lab.PostBytesAsync($"/api/endpoints/{id}/send?host=127.0.0.1&port=0", bytes)).MustBe(400, "invalidRequest", "$.to.port");
        (await lab.PostBytesAsync($"/api/endpoints/{id}/send?to=127.0.0.1", bytes)).MustBe(400, "invalidRequest", "$.to");
        (await lab.PostBytesAsync($"/api/endpoints/{id}/send", bytes)).MustBe(400, "invalidRequest", "$.to");
    }

    [Fact]
    public async Task A_listener_sends_to_all_its_connections()
    {
        var (id, port) = await lab.CreateAsync("tcpListener");
        using var one = await Sockets.ConnectAsync(port);
        using var two = await Sockets.ConnectAsync(port);
        await lab.UntilAsync(id, e => e.Connections.Open == 2);
        var reply = await lab.PostAsync($"/api/endpoints/{id}/send", """{ "payload": { "data": "all" } }""");
        reply.MustEqual($$"""{ "messages": 2, "bytes": 6, "local": { "address": "127.0.0.1", "port": {{port}} }, "remote": null }""");
        Assert.Equal("all"u8.ToArray(), await one.ReceiveAsync(3));
        Assert.Equal("all"u8.ToArray(), await two.ReceiveAsync(3));
    }

    [Fact]
    public async Task A_stream_passes_through_in_pieces()
    {
        var (id, port) = await lab.CreateAsync("tcpListener");
        using var peer = await Sockets.ConnectAsync(port);
        await lab.UntilAsync(id, e => e.Connections.Open == 1);
        var bytes = RandomNumberGenerator.GetBytes(3_000_000);
        var received = peer.ReceiveAsync(bytes.Length);
        var reply = await lab.PostBytesAsync($"/api/endpoints/{id}/send", bytes);
        Assert.Equal(bytes, await received);
        reply.MustEqual(
            $$"""
            { "messages": 1, "bytes": 3000000, "local": { "address": "127.0.0.1", "port": {{port}} }, "remote": { "address": "127.0.0.1",
              "port": {{peer.Port()}} } }
            """
        );

        var (batch, offset, journal) = (new EntryBatch(), 0L, lab.Supervisor.Get(id).Journal);
        for (journal.Read(0, batch); batch.Count > 0; journal.Read(batch.Next, batch))
        {
            foreach (var entry in batch.ToEntries().Where(e => e.Direction == EntryDirection.Out))
            {
                Assert.InRange(entry.Length, 1, 64 << 10);
                Assert.Equal(offset, entry.Offset);
                Assert.True(entry.Payload.Span.SequenceEqual(bytes.AsSpan((int)offset, entry.Length)));
                offset += entry.Length;
            }
        }

        Assert.Equal(3_000_000, offset);
        (await lab.PostBytesAsync($"/api/endpoints/{id}/send?host=127.0.0.1&port=9", [1])).MustBe(400, "invalidRequest", "$.host");
    }

    [Theory]
    [InlineData("udpListener")]
    [InlineData("tcpListener")]
    public async Task Only_what_runs_sends(string kind)
    {
        var (id, _) = await lab.CreateAsync(kind, start: false);
        (await lab.PostAsync($"/api/endpoints/{id}/send", """{ "payload": { "data": "x" } }""")).MustBe(409, "endpointNotRunning");
        (await lab.PostBytesAsync($"/api/endpoints/{id}/send", [1])).MustBe(409, "endpointNotRunning");
    }

    [Theory]
    [InlineData("""{ "data": "\\q" }""", 0)]
    [InlineData("""{ "format": "hex", "data": "41 4" }""", 4)]
    [InlineData("""{ "format": "hex", "data": "4g" }""", 1)]
    [InlineData("""{ "format": "base64", "data": "A" }""", 1)]
    [InlineData("""{ "data": "ab€", "encoding": "latin1" }""", 2)]
    [InlineData("""{ "data": "ab{{nothing}}", "template": true }""", 4)]
    [InlineData("""{ "data": "ab{{counter:q}}", "template": true }""", 12)]
    public async Task A_wrong_payload_says_where_and_nothing_is_sent(string payload, int position)
    {
        var (id, _) = await lab.CreateAsync("udpListener");
        var reply = (
            await lab.PostAsync($"/api/endpoints/{id}/send", $$"""{ "payload": {{payload}}, "to": { "host": "127.0.0.1", "port": 9 } }""")
        ).MustBe(400, "badPayload", "$.payload.data");
        Assert.Equal(position, reply.Body.GetProperty("position").GetInt32());
        Assert.Equal(0, lab.Supervisor.Get(id).Journal.Ledger.SentMessages);
    }

    [Fact]
    public async Task A_template_is_filled_in_on_a_connection_too()
    {
        var (id, port) = await lab.CreateAsync("tcpListener");
        using var peer = await Sockets.ConnectAsync(port);
        await lab.UntilAsync(id, endpoint => endpoint.Connections.ListOpen().Count == 1);
        var connection = lab.Supervisor.Get(id).Connections.ListOpen()[0].Id;
        const string payload = """{ "payload": { "data": "{{counter:5}} {{uuid}}", "lineEnding": "crlf", "template": true } }""";
        var first = await lab.PostAsync($"/api/connections/{connection}/send", payload);
        Assert.Equal((200, 40), (first.Status, first.Body.GetProperty("bytes").GetInt32()));
        await lab.PostAsync($"/api/endpoints/{id}/send", payload);
        var lines = System.Text.Encoding.ASCII.GetString(await peer.ReceiveAsync(80)).Split("\r\n");
        Assert.All(lines[..2], line => Assert.StartsWith("5 ", line, StringComparison.Ordinal));
        Assert.NotEqual(lines[0], lines[1]);
        Assert.Equal("", lines[2]);
    }

    [Theory]
    [InlineData("""{ }""", "$.payload")]
    [InlineData("""{ "payload": "x" }""", "$.payload")]
    [InlineData("""{ "payload": { } }""", "$.payload.data")]
    [InlineData("""{ "payload": { "data": "x", "encoding": "utf8" } }""", "$.payload.encoding")]
    [InlineData("""{ "payload": { "data": "x", "format": "binary" } }""", "$.payload.format")]
    [InlineData("""{ "payload": { "data": "x", "template": 1, "lineEnding": "LF" } }""", "$.payload.template", "$.payload.lineEnding")]
    [InlineData("""{ "payload": { "data": "x" }, "repeat": { "often": 3 } }""", "$.repeat.often")]
    [InlineData("""{ "payload": { "data": "x" }, "to": { "host": "", "port": 70000 } }""", "$.to.host", "$.to.port")]
    [InlineData("""{ "payload": { "data": "x" }, "too": { } }""", "$.too")]
    [InlineData("""{ "payload": { "data": "x" } }""", "$.to")]
    public async Task A_wrong_request_is_named_and_nothing_is_sent(string json, params string[] paths)
    {
        var (id, _) = await lab.CreateAsync("udpListener");
        (await lab.PostAsync($"/api/endpoints/{id}/send", json)).MustBe(400, "invalidRequest", paths);
        Assert.Equal(0, lab.Supervisor.Get(id).Journal.Ledger.SentMessages);
    }

    [Fact]
    public async Task Streams_take_no_destination()
    {
        var (id, _) = await lab.CreateAsync("tcpListener");
        (
            await lab.PostAsync($"/api/endpoints/{id}/send", """{ "payload": { "data": "x" }, "to": { "host": "127.0.0.1", "port": 9 } }""")
        ).MustBe(400, "invalidRequest", "$.to");
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("169.254.169.254")]
    public async Task Some_destinations_are_denied(string host)
    {
        var (id, _) = await lab.CreateAsync("udpSender");
        (
            await lab.PostAsync(
                $"/api/endpoints/{id}/send",
                $$"""{ "payload": { "data": "x" }, "to": { "host": "{{host}}", "port": 9 } }"""
            )
        ).MustBe(403, "destinationDenied");
    }

    [Fact]
    public async Task A_networks_refusal_has_its_code_and_hint()
    {
        var (id, _) = await lab.CreateAsync("udpListener");
        var reply = (
            await lab.PostAsync($"/api/endpoints/{id}/send", """{ "payload": { "data": "x" }, "to": { "host": "::1", "port": 9 } }""")
        ).MustBe(502, "addressNotAvailable");
        Assert.NotEmpty(reply.Body.GetProperty("detail").GetString()!);
        (
            await lab.PostAsync(
                $"/api/endpoints/{id}/send",
                $$"""{ "payload": { "data": "{{new string('x', 65_508)}}" }, "to": { "host": "127.0.0.1", "port": 9 } }"""
            )
        ).MustBe(413, "messageTooLong");
    }
}
