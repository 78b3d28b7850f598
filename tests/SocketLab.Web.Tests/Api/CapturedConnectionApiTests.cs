using Microsoft.AspNetCore.SignalR;
using SocketLab.Web.Tests.Hubs;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

/// <summary>What stands in a capture file can be read, and nothing of it can be sent on, ended or changed.</summary>
public sealed class CapturedConnectionApiTests(WebLab lab) : IClassFixture<WebLab>
{
    private const string Hello = """{ "payload": { "data": "Hello" } }""";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_can_be_done_to_a_captured_connection_whether_the_file_has_its_end_or_not(bool isClosed)
    {
        var (_, connection) = await CaptureAsync(isClosed);
        var address = $"/api/connections/{connection}";
        var before = await lab.GetAsync(address);
        Assert.Equal((200, isClosed ? "closed" : "open"), (before.Status, before.Body.GetProperty("state").GetString()));

        await RefusedAsync(lab.PatchAsync(address, """{ "noDelay": false }"""));
        await RefusedAsync(lab.PatchAsync(address, "{}"));
        await RefusedAsync(lab.PostAsync($"{address}/shutdown"));
        await RefusedAsync(lab.PostAsync($"{address}/close"));
        await RefusedAsync(lab.PostAsync($"{address}/reset"));
        await RefusedAsync(lab.PostAsync($"{address}/send", Hello));
        await RefusedAsync(lab.PostAsync($"{address}/send", """{ "payload": { "data": "Hello" }, "repeat": { "count": 2 } }"""));
        await RefusedAsync(lab.PostBytesAsync($"{address}/send", [1]));
        (await lab.DeleteAsync(address)).MustBe(405, "methodNotAllowed");
        Assert.Equal(before.Body.ToString(), (await lab.GetAsync(address)).Body.ToString());

        static async Task RefusedAsync(Task<Reply> asked)
        {
            var reply = await asked;
            reply.MustBe(409, "connectionClosed");
            Assert.Contains("capture file", reply.Body.GetProperty("title").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nothing_is_sent_from_a_capture_and_no_connection_of_it_is_ended()
    {
        var (capture, connection) = await CaptureAsync(isClosed: false);
        var address = $"/api/endpoints/{capture}";
        foreach (
            var body in (string[])
                [
                    Hello,
                    """{ "payload": { "data": "Hello" }, "connectionIds": ["ID"] }""",
                    """{ "payload": { "data": "Hello" }, "to": { "host": "127.0.0.1", "port": 9 } }""",
                    """{ "payload": { "data": "Hello" }, "repeat": { "count": 2 } }""",
                ]
        )
        {
            var reply = await lab.PostAsync($"{address}/send", body.Replace("ID", connection, StringComparison.Ordinal));
            reply.MustBe(409, "endpointNotRunning");
            Assert.DoesNotContain("Start it", reply.Body.GetProperty("title").GetString(), StringComparison.Ordinal);
        }

        (await lab.PostBytesAsync($"{address}/send?connectionIds={connection}", [1])).MustBe(409, "endpointNotRunning");
        foreach (var how in (string[])["shutdown", "close", "reset"])
        {
            var reply = await lab.PostAsync($"{address}/connections/{how}");
            Assert.Equal((200, 0), (reply.Status, reply.Body.GetProperty("connections").GetArrayLength()));
        }

        Assert.Equal(400, (await lab.PostAsync($"{address}/multicast/join", """{ "group": "239.1.2.3" }""")).Status);
        var kept = (await lab.GetAsync($"{address}/connections")).Body.GetProperty("connections");
        Assert.Equal("open", Assert.Single(kept.EnumerateArray()).GetProperty("state").GetString());
        Assert.Equal(200, (await lab.PatchAsync(address, """{ "tcp": { "framing": { "mode": "fixed", "fixedBytes": 2 } } }""")).Status);
        var frames = await lab.GetAsync($"{address}/frames?connectionId={connection}");
        Assert.Equal((200, 2), (frames.Status, frames.Body.GetProperty("frames").GetArrayLength()));
        Assert.Equal(204, (await lab.DeleteAsync(address)).Status);
        Assert.Equal(404, (await lab.GetAsync($"/api/connections/{connection}")).Status);
        (await lab.PostAsync($"/api/connections/{connection}/close")).MustBe(404, "notFound");
    }

    [Fact]
    public async Task The_hub_says_the_same()
    {
        var (capture, connection) = await CaptureAsync(isClosed: true);
        await using var hub = await HubClient.ConnectAsync(lab, "json");
        await RefusedAsync("StartEndpoint", "invalidRequest: A capture has no socket", capture);
        await RefusedAsync(
            "Send",
            "endpointNotRunning: This endpoint is what a capture file had",
            capture,
            new { payload = new { data = "x" } }
        );
        await RefusedAsync("Send", "notFound: There is no endpoint", connection, new { payload = new { data = "x" } });
        await hub.Invoke("StopEndpoint", capture);

        async Task RefusedAsync(string method, string why, params object[] arguments)
        {
            var error = await Assert.ThrowsAsync<HubException>(() => hub.Invoke(method, arguments));
            Assert.Contains($"HubException: {why}", error.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>Opens what a listener saw of one connection.</summary>
    private async Task<(string Capture, string Connection)> CaptureAsync(bool isClosed)
    {
        var (id, port) = await lab.CreateAsync("tcpListener");
        using var peer = await Sockets.ConnectAsync(port);
        peer.Send("Hello"u8);
        await lab.UntilAsync(id, e => e.Journal.Ledger.ReceivedBytes == 5);
        if (isClosed)
        {
            peer.Close();
            await lab.UntilAsync(id, e => e.Connections.Open == 0);
        }

        var file = await lab.Http.GetByteArrayAsync(new Uri($"/api/endpoints/{id}/capture.pcapng", UriKind.Relative));
        var capture = (await lab.PostBytesAsync("/api/captures", file)).Body.GetProperty("id").GetString()!;
        var connection = Assert.Single(lab.Supervisor.Get(capture).Captured!.ListConnections());
        return (capture, connection.Id.ToString());
    }
}
