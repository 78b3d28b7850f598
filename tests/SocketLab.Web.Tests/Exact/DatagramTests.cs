using System.Net;
using System.Net.Sockets;
using SocketLab.Web.Tests.Hubs;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Exact;

/// <summary>Datagrams byte for byte: out in every notation, in at every kind of endpoint.</summary>
public sealed class DatagramTests(WebLab lab) : IClassFixture<WebLab>
{
    private static readonly string[] Kinds = ["udpSender", "udpListener"];

    public static MatrixTheoryData<string, Notation> Ways => new(Kinds, Enum.GetValues<Notation>());

    public static TheoryData<Notation> Written => [.. Enum.GetValues<Notation>().Except([Notation.Octets])];

    [Theory, MemberData(nameof(Ways))]
    public async Task Out_of_an_endpoint(string kind, Notation notation)
    {
        using var peer = Sockets.Udp();
        var (id, _) = await lab.CreateAsync(kind, kind == "udpSender" ? Remote(peer) : "");
        foreach (var bytes in Corpus.Datagrams)
        {
            // A sender has its destination, a listener is told whom it replies to.
            await (
                kind == "udpSender"
                    ? lab.SendAsync($"/api/endpoints/{id}/send", bytes, notation)
                    : lab.SendAsync($"/api/endpoints/{id}/send", bytes, notation, $"?host=127.0.0.1&port={peer.Port()}", To(peer))
            );
            Corpus.Same(bytes, await peer.ReceivePayloadAsync());
        }

        AreTheCorpus(await lab.MessagesAsync(id, "out"));
    }

    [Theory, MemberData(nameof(Written))]
    public async Task Out_of_a_job(Notation notation)
    {
        using var peer = Sockets.Udp();
        var (id, _) = await lab.CreateAsync("udpSender", Remote(peer));
        foreach (var bytes in Corpus.Datagrams)
        {
            var reply = await lab.PostAsync($"/api/endpoints/{id}/send", Exactly.Request(bytes, notation, ("repeat", new { count = 2 })));
            Assert.Equal(202, reply.Status);
            Corpus.Same(bytes, await peer.ReceivePayloadAsync());
            Corpus.Same(bytes, await peer.ReceivePayloadAsync());
        }
    }

    [Theory, MemberData(nameof(Written))]
    public async Task Out_without_an_endpoint(Notation notation)
    {
        using var peer = Sockets.Udp();
        foreach (var bytes in Corpus.Datagrams)
        {
            await lab.SendAsync("/api/send", bytes, notation, "", ("protocol", "udp"), To(peer));
            Corpus.Same(bytes, await peer.ReceivePayloadAsync());
        }
    }

    [Fact]
    public async Task Back_without_an_endpoint()
    {
        using var peer = Sockets.Udp();
        var sending = lab.PostAsync(
            "/api/send",
            Exactly.Request([1], Notation.Base64, ("protocol", "udp"), To(peer), ("waitForReplyMs", 3000))
        );
        var asked = await peer.ReceiveFromAsync(new byte[1], SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), WebLab.Soon());
        foreach (var bytes in Corpus.Datagrams)
        {
            await peer.SendToAsync(bytes, asked.RemoteEndPoint, WebLab.Soon());
        }

        AreTheCorpus([
            .. (await sending)
                .Body.GetProperty("replies")
                .EnumerateArray()
                .Select(reply => reply.GetProperty("payload").GetBytesFromBase64()),
        ]);
    }

    [Theory]
    [InlineData("udpSender")]
    [InlineData("udpListener")]
    public async Task Into_an_endpoint(string kind)
    {
        using var peer = Sockets.Udp();
        var (id, port) = await lab.CreateAsync(
            kind,
            kind == "udpSender" ? $$""" "local": { "address": "127.0.0.1" }, {{Remote(peer)}}""" : ""
        );
        foreach (var bytes in Corpus.Datagrams)
        {
            await peer.SendToAsync(bytes, new IPEndPoint(IPAddress.Loopback, port), WebLab.Soon());
        }

        await lab.UntilAsync(id, endpoint => endpoint.Journal.Ledger.ReceivedMessages == Corpus.Datagrams.Count);
        AreTheCorpus(await lab.MessagesAsync(id, "in"));
    }

    [Theory]
    [InlineData("json")]
    [InlineData("messagepack")]
    public async Task In_and_out_over_the_hub(string protocol)
    {
        using var peer = Sockets.Udp();
        var (id, port) = await lab.CreateAsync("udpListener");
        await using var hub = await HubClient.ConnectAsync(lab, protocol);
        foreach (var bytes in Corpus.Datagrams)
        {
            object data =
                protocol == "messagepack" ? new { data = bytes } : new { format = "base64", data = Convert.ToBase64String(bytes) };
            await hub.Invoke("Send", id, new { payload = data, to = new { host = "127.0.0.1", port = peer.Port() } });
            Corpus.Same(bytes, await peer.ReceivePayloadAsync());
            await peer.SendToAsync(bytes, new IPEndPoint(IPAddress.Loopback, port), WebLab.Soon());
        }

        var (sent, received) = (new List<byte[]>(), new List<byte[]>());
        await foreach (var batch in hub.Stream("WatchEntries", new { from = new[] { new { endpointId = id, after = 0 } } }))
        {
            foreach (var entry in batch.List("entries").Where(entry => (string)entry["kind"]! == "datagram"))
            {
                ((string)entry["direction"]! == "out" ? sent : received).Add(entry.Bytes("payload", protocol));
            }

            if (sent.Count + received.Count == 2 * Corpus.Datagrams.Count)
            {
                break;
            }
        }

        AreTheCorpus(sent);
        AreTheCorpus(received);
    }

    [Fact]
    public async Task Echoed_by_rule()
    {
        using var peer = Sockets.Udp();
        var (_, port) = await lab.CreateAsync("udpListener", """ "reply": [ { "when": { "type": "any" }, "echo": true } ] """);
        foreach (var bytes in Corpus.Datagrams)
        {
            await peer.SendToAsync(bytes, new IPEndPoint(IPAddress.Loopback, port), WebLab.Soon());
            Corpus.Same(bytes, await peer.ReceivePayloadAsync());
        }
    }

    [Theory, MemberData(nameof(Written))]
    public async Task Replied_by_rule(Notation notation)
    {
        using var peer = Sockets.Udp();

        // A definition is at most 1 MiB: the longest takes more than its half in escapes, so each has a listener of its own.
        foreach (var bytes in Corpus.Datagrams)
        {
            var rule = Exactly.Request(bytes, notation, ("when", new { type = "exact", value = "ask" }));
            var (_, port) = await lab.CreateAsync("udpListener", $"\"reply\": [ {rule} ]");
            peer.SendTo("ask", port);
            Corpus.Same(bytes, await peer.ReceivePayloadAsync());
        }
    }

    private static string Remote(Socket peer) => $$""" "remote": { "host": "127.0.0.1", "port": {{peer.Port()}} } """;

    private static (string Name, object Value) To(Socket peer) => ("to", new { host = "127.0.0.1", port = peer.Port() });

    private static void AreTheCorpus(List<Message> messages) => AreTheCorpus([.. messages.Select(message => message.Payload)]);

    private static void AreTheCorpus(List<byte[]> payloads)
    {
        Assert.Equal(Corpus.Datagrams.Count, payloads.Count);
        foreach (var (expected, actual) in Corpus.Datagrams.Zip(payloads))
        {
            Corpus.Same(expected, actual);
        }
    }
}
