using System.Net;
using System.Net.Sockets;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

public sealed class OneShotApiTests(WebLab lab) : IClassFixture<WebLab>
{
    [Fact]
    public async Task A_datagram_goes_and_its_answers_come_back()
    {
        using var peer = Sockets.Udp();
        var sending = lab.PostAsync(
            "/api/send",
            $$"""
            { "protocol": "udp", "to": { "host": "127.0.0.1", "port": {{peer.Port()}} }, "payload": { "data": "ping" },
              "waitForReplyMs": 500 }
            """
        );
        var buffer = new byte[100];
        var from = await peer.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), WebLab.Soon());
        Assert.Equal("ping"u8.ToArray(), buffer[..from.ReceivedBytes]);
        peer.SendTo("pong"u8, SocketFlags.None, from.RemoteEndPoint);
        peer.SendTo([], SocketFlags.None, from.RemoteEndPoint);
        var reply = await sending;
        Assert.Equal(200, reply.Status);
        var me = $$"""{ "address": "127.0.0.1", "port": {{peer.Port()}} }""";
        reply.MustEqual(
            $$"""
            { "messages": 1, "bytes": 4, "local": "*", "remote": {{me}},
              "replies": [ { "time": "*", "peer": {{me}}, "length": 4, "payload": "cG9uZw==" }, { "time": "*", "peer": {{me}},
                "length": 0, "payload": "" } ] }
            """
        );
        Assert.Matches(@"\.\d{7}Z$", reply.Body.GetProperty("replies")[0].GetProperty("time").GetString());
    }

    [Fact]
    public async Task Nobody_waits_unless_asked_to()
    {
        using var peer = Sockets.Udp();
        var reply = await lab.PostAsync(
            "/api/send",
            $$"""{ "protocol": "udp", "to": { "host": "localhost", "port": {{peer.Port()}} }, "payload": { "data": "x" } }"""
        );
        Assert.Equal((200, 0), (reply.Status, reply.Body.GetProperty("replies").GetArrayLength()));
        Assert.Equal("x"u8.ToArray(), await peer.ReceivePayloadAsync());
    }

    [Fact]
    public async Task A_stream_is_sent_half_closed_and_answered()
    {
        using var server = Sockets.Listen();
        var sending = lab.PostAsync(
            "/api/send",
            $$"""
            { "protocol": "tcp", "to": { "host": "127.0.0.1", "port": {{server.Port()}} }, "payload": { "data": "ping" },
              "waitForReplyMs": 20000 }
            """
        );
        using var peer = await server.AcceptAsync(WebLab.Soon());

        // All of it, and then the end: only the half-close can tell that.
        Assert.Equal("ping"u8.ToArray(), await peer.ReceiveAsync(5));
        peer.Send("pong"u8);
        peer.Close();
        var reply = await sending;
        Assert.Equal(200, reply.Status);
        Assert.Equal(
            "pong"u8.ToArray(),
            reply.Body.GetProperty("replies").EnumerateArray().SelectMany(r => r.GetProperty("payload").GetBytesFromBase64()).ToArray()
        );
        Assert.Equal(4, reply.Body.GetProperty("bytes").GetInt32());
    }

    [Fact]
    public async Task A_stream_that_nobody_waits_for_arrives_whole_although_the_peer_talks()
    {
        using var server = Sockets.Listen();
        var data = new string('x', 1_000_000);
        var sending = lab.PostAsync(
            "/api/send",
            $$"""{ "protocol": "tcp", "to": { "host": "127.0.0.1", "port": {{server.Port()}} }, "payload": { "data": "{{data}}" } }"""
        );
        using var peer = await server.AcceptAsync(WebLab.Soon());
        peer.Send("a greeting that nobody reads"u8);
        Assert.Equal(1_000_000, (await peer.ReceiveAsync(1_000_001)).Length);
        Assert.Equal((200, 1_000_000), ((await sending).Status, (await sending).Body.GetProperty("bytes").GetInt32()));
    }

    [Fact]
    public async Task A_port_where_nobody_listens_refuses()
    {
        int port;
        using (var gone = Sockets.Listen())
        {
            port = gone.Port();
        }

        var reply = (
            await lab.PostAsync(
                "/api/send",
                $$"""{ "protocol": "tcp", "to": { "host": "127.0.0.1", "port": {{port}} }, "payload": { "data": "x" } }"""
            )
        ).MustBe(502, "connectionRefused");
        Assert.NotEmpty(reply.Body.GetProperty("detail").GetString()!);
    }

    [Theory]
    [InlineData("""{ }""", "$.protocol", "$.to", "$.payload")]
    [InlineData("""{ "protocol": "sctp", "to": { "host": "h", "port": 1 }, "payload": { "data": "" } }""", "$.protocol")]
    [InlineData("""{ "protocol": "udp", "to": { "host": "h", "port": 0 }, "payload": { "data": "" } }""", "$.to.port")]
    [InlineData(
        """{ "protocol": "udp", "to": { "host": "h", "port": 1 }, "payload": { "data": "" }, "waitForReplyMs": -1 }""",
        "$.waitForReplyMs"
    )]
    [InlineData(
        """{ "protocol": "udp", "to": { "host": "h", "port": 1 }, "payload": { "data": "" }, "waitForReplyMs": 60001 }""",
        "$.waitForReplyMs"
    )]
    [InlineData(
        """{ "protocol": "udp", "to": { "host": "127.0.0.1", "port": 1 }, "payload": { "data": "", "template": "yes" } }""",
        "$.payload.template"
    )]
    [InlineData(
        """{ "protocol": "udp", "to": { "host": "h", "port": 1 }, "payload": { "data": "" }, "halfClose": "never" }""",
        "$.halfClose"
    )]
    [InlineData(
        """{ "protocol": "tcp", "to": { "host": "h", "port": 1 }, "payload": { "data": "" }, "halfClose": "afterReply" }""",
        "$.halfClose"
    )]
    [InlineData(
        """{ "protocol": "tcp", "to": { "host": "h", "port": 1 }, "payload": { "data": "" }, "halfClose": "later" }""",
        "$.halfClose"
    )]
    [InlineData(
        """
            { "protocol": "tcp", "to": { "host": "a b", "port": 1 }, "payload": { "data": "" }, "broadcast": true,
              "local": { "address": "here", "port": 65536 } }
            """,
        "$.local.address",
        "$.local.port",
        "$.to.host",
        "$.broadcast"
    )]
    [InlineData(
        """
            { "protocol": "udp", "to": { "host": "unix:lab.sock", "port": 0 }, "payload": { "data": "" }, "waitForReplyMs": -1 }
            """,
        "$.to.host",
        "$.waitForReplyMs"
    )]
    [InlineData(
        """
            { "protocol": "udp", "to": { "host": "127.0.0.1", "port": 1 }, "payload": { "data": "" },
              "local": { "address": "unix:lab.sock" } }
            """,
        "$.local.address"
    )]
    public async Task A_wrong_request_is_named(string json, params string[] paths) =>
        (await lab.PostAsync("/api/send", json)).MustBe(400, "invalidRequest", paths);

    [Fact]
    public async Task A_template_is_filled_in()
    {
        using var peer = Sockets.Udp();
        var request = $$$"""
            { "protocol": "udp", "to": { "host": "127.0.0.1", "port": {{{peer.Port()}}} }, "payload": { "data": "{{counter}}/{{length}}",
              "template": true } }
            """;
        Assert.Equal(200, (await lab.PostAsync("/api/send", request)).Status);
        Assert.Equal("1/3"u8.ToArray(), await peer.ReceivePayloadAsync());
    }

    [Fact]
    public async Task Too_long_and_denied_are_told_apart()
    {
        (
            await lab.PostAsync(
                "/api/send",
                $$"""
                { "protocol": "udp", "to": { "host": "127.0.0.1", "port": 9 }, "payload": { "data": "{{new string('x', 65_508)}}" } }
                """
            )
        ).MustBe(413, "messageTooLong");
        (
            await lab.PostAsync(
                "/api/send",
                """{ "protocol": "tcp", "to": { "host": "0.0.0.0", "port": 9 }, "payload": { "data": "x" } }"""
            )
        ).MustBe(403, "destinationDenied");
        (
            await lab.PostAsync(
                "/api/send",
                """{ "protocol": "udp", "to": { "host": "127.0.0.1", "port": 9 }, "payload": { "format": "hex", "data": "q" } }"""
            )
        ).MustBe(400, "badPayload", "$.payload.data");
    }
}
