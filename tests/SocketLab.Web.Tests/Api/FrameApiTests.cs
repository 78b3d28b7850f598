using System.Text;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

public sealed class FrameApiTests(WebLab lab) : IClassFixture<WebLab>
{
    [Fact]
    public async Task Switching_framing_on_shows_the_past_framed_and_the_next_bytes_too()
    {
        var (id, connection, peer) = await ConnectedAsync("""{ "mode": "raw" }""");
        using var _ = peer;
        await SendAsync(id, peer, "one\r\ntw");
        Assert.Equal("complete:one\\r\\ntw", await FramesAsync(id, connection));
        Assert.Equal(200, (await lab.PatchAsync($"/api/endpoints/{id}", """{ "tcp": { "framing": { "mode": "line" } } }""")).Status);
        Assert.Equal("complete:one partial:tw", await FramesAsync(id, connection));
        await SendAsync(id, peer, "o\nthree\n");
        Assert.Equal("complete:one complete:two complete:three", await FramesAsync(id, connection));
        Assert.Equal(
            200,
            (await lab.PatchAsync($"/api/endpoints/{id}", """{ "tcp": { "framing": { "mode": "fixed", "fixedBytes": 5 } } }""")).Status
        );
        Assert.Equal("running", (await lab.GetAsync($"/api/endpoints/{id}")).Body.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_frame_is_told_whole()
    {
        var (id, connection, peer) = await ConnectedAsync("""{ "mode": "lengthPrefix", "lengthBytes": 1 }""");
        using var _ = peer;
        await SendAsync(id, peer, "\u0002hi\u0005ab");
        var journal = lab.Supervisor.Get(id).Journal.Id;
        var reply = await lab.GetAsync($"/api/endpoints/{id}/frames?connectionId={connection}&payloadBytes=2");
        reply.MustEqual(
            $$"""
            { "journalId": "{{journal}}", "connectionId": "{{connection}}", "direction": "in", "missedBytes": 0, "next": "*", "atEnd": true,
              "framing": { "mode": "lengthPrefix", "delimiterHex": "0d0a", "lengthBytes": 1, "lengthEndian": "big",
                "lengthIncludesHeader": false, "lengthOffset": 0, "lengthAddend": 0, "startHex": "02", "endHex": "03",
                "escapeHex": "", "fixedBytes": 64, "maxFrameBytes": 1048576 },
              "frames": [ { "number": 1, "firstSeq": 3, "lastSeq": 3, "offset": 0, "length": 3, "headerLength": 1, "trailerLength": 0,
                "state": "complete",
                            "missesBeginning": false, "missesEnd": false, "time": "*", "payload": "Amg=", "text": "hi" } ],
              "open": { "number": 2, "firstSeq": 3, "lastSeq": 3, "offset": 3, "length": 3, "headerLength": 1, "trailerLength": 0,
                "state": "partial",
                        "missesBeginning": false, "missesEnd": true, "time": "*", "payload": "BWE=", "text": "ab" } }
            """
        );
    }

    [Fact]
    public async Task Pages_go_on_from_where_they_ended()
    {
        var (id, connection, peer) = await ConnectedAsync("""{ "mode": "line" }""");
        using var _ = peer;
        await SendAsync(id, peer, "1\n2\n3\n4\n5\n6");
        var (seen, after) = (new List<string>(), "");
        for (var page = 0; page < 4; page++)
        {
            var body = (await lab.GetAsync($"/api/endpoints/{id}/frames?connectionId={connection}&limit=2&after={after}")).Body;
            seen.Add(
                string.Join(' ', body.GetProperty("frames").EnumerateArray().Select(frame => frame.GetProperty("text").GetString()))
                    + (body.GetProperty("atEnd").GetBoolean() ? "." : "")
            );
            after = body.GetProperty("next").GetString();
        }

        Assert.Equal(["1 2", "3 4", "5.", "."], seen);

        // A place among lines means nothing among fixed frames.
        await lab.PatchAsync($"/api/endpoints/{id}", """{ "tcp": { "framing": { "mode": "fixed", "fixedBytes": 4 } } }""");
        var restarted = (await lab.GetAsync($"/api/endpoints/{id}/frames?connectionId={connection}&after={after}")).Body;
        Assert.Equal(0, restarted.GetProperty("frames")[0].GetProperty("offset").GetInt64());
    }

    [Fact]
    public async Task A_place_that_was_tampered_with_is_refused_or_harmless()
    {
        var (id, connection, peer) = await ConnectedAsync("""{ "mode": "lengthPrefix", "lengthBytes": 8 }""");
        using var _ = peer;
        await SendAsync(id, peer, "\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ffabc");
        var path = $"/api/endpoints/{id}/frames?connectionId={connection}";
        var next = (await lab.GetAsync(path)).Body.GetProperty("next").GetString()!;
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(next);
        var random = new Random(1);
        for (var i = 0; i < 500; i++)
        {
            var changed = bytes.ToArray();
            for (var n = 0; n < 4; n++)
            {
                changed[random.Next(8, changed.Length)] = (byte)random.Next(256);
            }

            var reply = await lab.GetAsync($"{path}&after={System.Buffers.Text.Base64Url.EncodeToString(changed)}");
            Assert.True(reply.Status is 200 or 400, $"{reply.Status} for {Convert.ToHexString(changed)}");
        }

        (await lab.GetAsync($"{path}&after=abc")).MustBe(400, "invalidRequest", "$.after");
    }

    [Theory]
    [InlineData("", "$.connectionId")]
    [InlineData("connectionId=x", "$.connectionId")]
    [InlineData("connectionId=0000000100000001&direction=none", "$.direction")]
    [InlineData("connectionId=0000000100000001&limit=0", "$.limit")]
    [InlineData("connectionId=0000000100000001&limit=10001&payloadBytes=-1", "$.limit", "$.payloadBytes")]
    [InlineData("connectionId=0000000100000001&before=1", "$.before")]
    public async Task A_wrong_query_is_told(string query, params string[] paths)
    {
        var (id, _) = await lab.CreateAsync("tcpListener");
        (await lab.GetAsync($"/api/endpoints/{id}/frames?{query}")).MustBe(400, "invalidRequest", paths);
    }

    [Fact]
    public async Task A_connection_of_another_endpoint_is_not_found()
    {
        var (_, connection, peer) = await ConnectedAsync("""{ "mode": "raw" }""");
        using var _ = peer;
        var (other, _) = await lab.CreateAsync("tcpListener");
        (await lab.GetAsync($"/api/endpoints/{other}/frames?connectionId={connection}")).MustBe(404, "notFound");
    }

    private async Task<(string Id, string Connection, System.Net.Sockets.Socket Peer)> ConnectedAsync(string framing)
    {
        var (id, port) = await lab.CreateAsync("tcpListener", $$""" "tcp": { "framing": {{framing}} } """);
        var peer = await Sockets.ConnectAsync(port);
        await lab.UntilAsync(id, e => e.Journal.Ledger.Last == 2 && e.Connections.Open == 1);
        return (id, lab.Supervisor.Get(id).Connections.ListOpen().Single().Id.ToString(), peer);
    }

    private async Task SendAsync(string id, System.Net.Sockets.Socket peer, string text)
    {
        var before = lab.Supervisor.Get(id).Journal.Ledger.ReceivedBytes;
        peer.Send(Encoding.Latin1.GetBytes(text));
        await lab.UntilAsync(id, e => e.Journal.Ledger.ReceivedBytes == before + text.Length);
    }

    private async Task<string> FramesAsync(string id, string connection)
    {
        var body = (await lab.GetAsync($"/api/endpoints/{id}/frames?connectionId={connection}")).Body;
        var frames = body.GetProperty("frames").EnumerateArray().ToList();
        if (body.GetProperty("open").ValueKind != System.Text.Json.JsonValueKind.Null)
        {
            frames.Add(body.GetProperty("open"));
        }

        static string Visible(string text) =>
            text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

        return string.Join(
            ' ',
            frames.Select(frame => $"{frame.GetProperty("state").GetString()}:{Visible(frame.GetProperty("text").GetString()!)}")
        );
    }
}
