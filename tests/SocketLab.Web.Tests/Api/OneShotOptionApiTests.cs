using System.Net;
using System.Net.Sockets;
using System.Text;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

/// <summary>Where a send with no endpoint leaves from, whom it reaches, and when its stream ends.</summary>
public sealed class OneShotOptionApiTests(WebLab lab) : IClassFixture<WebLab>
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task A_stream_ends_after_the_first_answer_and_goes_on_listening()
    {
        using var server = Sockets.Listen();
        var sending = SendAsync("tcp", $"127.0.0.1:{server.Port()}", """ "halfClose": "afterReply", "waitForReplyMs": 20000 """);
        using var peer = await server.AcceptAsync(WebLab.Soon());
        Assert.Equal("ping"u8.ToArray(), await peer.ReceiveAsync(4));
        await StaysOpenAsync(peer);
        peer.Send("one"u8);
        Assert.Empty(await peer.ReceiveAsync(1));
        peer.Send("two"u8);
        peer.Close();
        Assert.Equal("onetwo", Answer(await sending));
    }

    [Fact]
    public async Task A_stream_that_never_half_closes_ends_with_the_wait()
    {
        using var server = Sockets.Listen();
        var sending = SendAsync("tcp", $"127.0.0.1:{server.Port()}", """ "halfClose": "never", "waitForReplyMs": 600 """);
        using var peer = await server.AcceptAsync(WebLab.Soon());
        Assert.Equal("ping"u8.ToArray(), await peer.ReceiveAsync(4));
        peer.Send("pong"u8);
        await StaysOpenAsync(peer);

        // What comes when nobody listens any more still does no harm to what was sent: the end is orderly.
        Assert.Equal("pong", Answer(await sending));
        peer.Send("too late"u8);
        Assert.Empty(await peer.ReceiveAsync(1));
    }

    [Fact]
    public async Task A_stream_that_never_half_closes_ends_when_the_peer_has()
    {
        using var server = Sockets.Listen();
        var sending = SendAsync("tcp", $"127.0.0.1:{server.Port()}", """ "halfClose": "never", "waitForReplyMs": 60000 """);
        using var peer = await server.AcceptAsync(WebLab.Soon());
        Assert.Equal("ping"u8.ToArray(), await peer.ReceiveAsync(4));
        peer.Send("bye"u8);
        peer.Shutdown(SocketShutdown.Send);
        Assert.Equal("bye", Answer(await sending));
        Assert.Equal(0, await peer.ReceiveAsync(new byte[1], SocketFlags.None, WebLab.Soon()));
    }

    [Theory]
    [InlineData("127.0.0.2")]
    [InlineData("127.1.2.3")]
    public async Task A_datagram_and_a_stream_leave_from_where_they_are_told_to(string address)
    {
        using var udp = Sockets.Udp();
        var sent = await SendAsync("udp", $"127.0.0.1:{udp.Port()}", $$""" "local": { "address": "{{address}}" } """);
        var (_, from) = await udp.ReceiveDatagramAsync();
        Assert.Equal((200, address), (sent.Status, from.Address.ToString()));
        Assert.Equal(
            (address, from.Port),
            (
                sent.Body.GetProperty("local").GetProperty("address").GetString(),
                sent.Body.GetProperty("local").GetProperty("port").GetInt32()
            )
        );

        using var server = Sockets.Listen();
        sent = await SendAsync("tcp", $"127.0.0.1:{server.Port()}", $$""" "local": { "address": "{{address}}" } """);
        using var peer = await server.AcceptAsync(WebLab.Soon());
        Assert.Equal((200, address), (sent.Status, ((IPEndPoint)peer.RemoteEndPoint!).Address.ToString()));
    }

    [Fact]
    public async Task A_port_of_its_own_is_used_and_one_in_use_is_told()
    {
        using var udp = Sockets.Udp();
        int free;
        using (var probe = Sockets.Udp())
        {
            free = probe.Port();
        }

        Assert.Equal(200, (await SendAsync("udp", $"127.0.0.1:{udp.Port()}", $$""" "local": { "port": {{free}} } """)).Status);
        Assert.Equal(free, (await udp.ReceiveDatagramAsync()).From.Port);
        (await SendAsync("udp", $"127.0.0.1:{udp.Port()}", $$""" "local": { "port": {{udp.Port()}} } """)).MustBe(502, "addressInUse");
    }

    [Theory]
    [InlineData("udp", "127.0.0.1", "::1")]
    [InlineData("tcp", "127.0.0.1", "::1")]
    [InlineData("udp", "127.0.0.1", "192.0.2.1")]
    [InlineData("tcp", "127.0.0.1", "192.0.2.1")]
    public async Task An_address_that_it_cannot_leave_from_is_told(string protocol, string host, string local) =>
        (await SendAsync(protocol, $"{host}:9", $$""" "local": { "address": "{{local}}" } """)).MustBe(502, "addressNotAvailable");

    [Fact]
    public async Task Broadcast_goes_where_it_is_asked_for()
    {
        using var udp = Sockets.Udp(IPAddress.Any);
        var refused = (await SendAsync("udp", $"127.255.255.255:{udp.Port()}", """ "broadcast": false """)).MustBe(502, "accessDenied");
        Assert.Contains("\"broadcast\": true", refused.Body.GetProperty("detail").GetString()!, StringComparison.Ordinal);
        Assert.Equal(200, (await SendAsync("udp", $"127.255.255.255:{udp.Port()}", """ "broadcast": true """)).Status);
        Assert.Equal("ping"u8.ToArray(), await udp.ReceivePayloadAsync());
    }

    private Task<Reply> SendAsync(string protocol, string to, string options)
    {
        var address = IPEndPoint.Parse(to);
        return lab.PostAsync(
            "/api/send",
            $$"""
            { "protocol": "{{protocol}}", "to": { "host": "{{address.Address}}", "port": {{address.Port}} }, "payload": { "data": "ping" },
              {{options}} }
            """
        );
    }

    private static string Answer(Reply reply)
    {
        Assert.Equal(200, reply.Status);
        return string.Concat(
            reply
                .Body.GetProperty("replies")
                .EnumerateArray()
                .Select(one => Encoding.ASCII.GetString(one.GetProperty("payload").GetBytesFromBase64()))
        );
    }

    /// <summary>Nothing tells that an end does not come but that it does not come.</summary>
    private static async Task StaysOpenAsync(Socket peer)
    {
        using var limit = new CancellationTokenSource(Quiet);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await peer.ReceiveAsync(new byte[1], SocketFlags.None, limit.Token)
        );
    }
}
