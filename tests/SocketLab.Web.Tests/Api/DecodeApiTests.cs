using System.Net;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

public sealed class DecodeApiTests(WebLab lab) : IClassFixture<WebLab>
{
    private const string Query = "12340100000100000000000003777777076578616d706c6503636f6d0000010001";

    [Fact]
    public async Task An_entry_is_answered_with_its_protocol_and_tree()
    {
        var (id, port) = await lab.CreateAsync("udpListener");
        var sequence = await ReceiveAsync(id, port);
        var reply = await lab.GetAsync($"/api/endpoints/{id}/entries/{sequence}/decode?as=dns");
        Assert.Equal(200, reply.Status);
        Assert.Equal("DNS", reply.Body.GetProperty("protocol").GetString());
        Assert.Equal("Standard query 0x1234 A www.example.com", reply.Body.GetProperty("info").GetString());
        var transaction = reply.Body.GetProperty("tree")[0].GetProperty("children")[0];
        Assert.Equal("dns.id", transaction.GetProperty("field").GetString());
        Assert.Equal((0, 2), (transaction.GetProperty("position").GetInt32(), transaction.GetProperty("length").GetInt32()));
    }

    [Fact]
    public async Task What_the_endpoint_says_counts_where_the_request_says_nothing()
    {
        var (id, port) = await lab.CreateAsync("udpListener", """ "decodeAs": "dns" """);
        var sequence = await ReceiveAsync(id, port);
        Assert.Equal(
            "DNS",
            (await lab.GetAsync($"/api/endpoints/{id}/entries/{sequence}/decode")).Body.GetProperty("protocol").GetString()
        );
        var changed = await lab.PatchAsync($"/api/endpoints/{id}", """{ "decodeAs": "data" }""");
        Assert.Equal((200, "running"), (changed.Status, changed.Body.GetProperty("state").GetString()));
        var decoded = await lab.GetAsync($"/api/endpoints/{id}/entries/{sequence}/decode");
        Assert.Equal("data", decoded.Body.GetProperty("tree")[0].GetProperty("field").GetString());
    }

    [Fact]
    public async Task What_cannot_be_decoded_is_refused_in_words()
    {
        var (id, port) = await lab.CreateAsync("udpListener");
        var sequence = await ReceiveAsync(id, port);
        var path = $"/api/endpoints/{id}/entries/{sequence}/decode";
        (await lab.GetAsync($"{path}?as=a%20b")).MustBe(400, "invalidRequest", "$.as");
        (await lab.GetAsync($"{path}?as=no-such")).MustBe(400, "invalidRequest", "$.as");
        (await lab.GetAsync($"/api/endpoints/{id}/entries/1/decode")).MustBe(404, "notFound");
        (await lab.GetAsync($"/api/endpoints/{id}/entries/99/decode")).MustBe(404, "notFound");
        (await lab.GetAsync($"/api/endpoints/{id}/entries/x/decode")).MustBe(404, "notFound");
        (await lab.GetAsync("/api/endpoints/nobody/entries/1/decode")).MustBe(404, "notFound");
        (await lab.PatchAsync($"/api/endpoints/{id}", """{ "decodeAs": "a b" }""")).MustBe(400, "invalidRequest", "$.decodeAs");
    }

    [Fact]
    public async Task Without_the_tool_the_answer_says_what_to_install()
    {
        await using var other = new WebLab(null, ("SocketLab:Wireshark:Sharkd", "off"));
        var (id, port) = await other.CreateAsync("udpListener");
        using var peer = Sockets.Udp();
        peer.SendTo("Hello", port);
        await other.UntilAsync(id, e => e.Journal.Ledger.ReceivedMessages == 1);
        var reply = await other.GetAsync($"/api/endpoints/{id}/entries/2/decode");
        reply.MustBe(503, "toolMissing");
        Assert.Contains("wireshark-common", reply.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private async Task<long> ReceiveAsync(string id, int port)
    {
        using var peer = Sockets.Udp();
        peer.SendTo(Convert.FromHexString(Query), new IPEndPoint(IPAddress.Loopback, port));
        await lab.UntilAsync(id, e => e.Journal.Ledger.ReceivedMessages == 1);
        return (await lab.GetAsync($"/api/endpoints/{id}/entries?order=desc&limit=1")).Body.GetProperty("last").GetInt64();
    }
}
