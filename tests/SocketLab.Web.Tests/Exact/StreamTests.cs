using System.Net.Sockets;
using SocketLab.Core.Definitions;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Exact;

/// <summary>
/// Streams byte for byte, with and without TLS: out in every notation to one, several and all connections, in at both ends.
/// </summary>
public sealed class StreamTests(WebLab lab) : IClassFixture<WebLab>
{
    private static readonly byte[] Whole = [.. Corpus.Datagrams.SelectMany(bytes => bytes)];

    /// <summary>Who sends to whom.</summary>
    public enum Way
    {
        /// <summary>A client to its server.</summary>
        Client,

        /// <summary>A listener to one of three connections, by the connection's own address.</summary>
        One,

        /// <summary>A listener to two of three connections.</summary>
        Several,

        /// <summary>A listener to all three.</summary>
        All,
    }

    public static MatrixTheoryData<Way, Notation> Ways => new(Enum.GetValues<Way>(), Enum.GetValues<Notation>());

    // A body is streamed, or read whole in one notation or another; what a notation was is gone before the first byte goes out.
    public static TheoryData<Way, Notation> LargeWays =>
        new()
        {
            { Way.Client, Notation.Octets },
            { Way.One, Notation.Octets },
            { Way.Several, Notation.Octets },
            { Way.All, Notation.Octets },
            { Way.Client, Notation.Utf8 },
            { Way.One, Notation.Base64 },
            { Way.Several, Notation.Utf8 },
            { Way.All, Notation.Base64 },
        };

    [Theory, MemberData(nameof(Ways))]
    public Task Out_of_an_endpoint(Way way, Notation notation) => SendAsync(way, notation, tls: false, Corpus.Datagrams, Whole);

    [Theory, MemberData(nameof(LargeWays))]
    public Task Out_of_an_endpoint_16_MiB(Way way, Notation notation)
    {
        var bytes = notation == Notation.Utf8 ? Corpus.LargeText : Corpus.Large;
        return SendAsync(way, notation, tls: false, [bytes], bytes);
    }

    [Theory]
    [InlineData(Way.Client)]
    [InlineData(Way.One)]
    [InlineData(Way.Several)]
    [InlineData(Way.All)]
    public Task Out_of_an_endpoint_over_TLS(Way way) =>
        SendAsync(way, Notation.Octets, tls: true, [.. Corpus.Datagrams, Corpus.Large], [.. Whole, .. Corpus.Large]);

    [Theory]
    [InlineData(Notation.Base64)]
    [InlineData(Notation.Utf8)]
    public async Task There_and_back_without_an_endpoint(Notation notation)
    {
        using var server = Sockets.Listen();
        var bytes = notation == Notation.Utf8 ? Corpus.LargeText : Corpus.Large;
        var sending = lab.PostAsync(
            "/api/send",
            Exactly.Request(
                bytes,
                notation,
                ("protocol", "tcp"),
                ("to", new { host = "127.0.0.1", port = server.Port() }),
                ("waitForReplyMs", 20_000)
            )
        );
        using var peer = await server.AcceptAsync(WebLab.Soon());
        Corpus.Same(bytes, await peer.ReadToEndAsync());
        await peer.SendAllAsync(Whole);
        peer.Shutdown(SocketShutdown.Send);
        var replies = (await sending)
            .Body.GetProperty("replies")
            .EnumerateArray()
            .SelectMany(reply => reply.GetProperty("payload").GetBytesFromBase64());
        Corpus.Same(Whole, [.. replies]);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public async Task Into_an_endpoint(bool asClient, bool tls)
    {
        await using var line = await (asClient ? Line.ClientAsync(lab, tls) : Line.ListenerAsync(lab, 1, tls));
        var peer = line.Peers[0];
        foreach (var bytes in Corpus.Datagrams.Append(Corpus.Large))
        {
            await peer.SendAsync(bytes);
        }

        await peer.EndAsync();
        await lab.UntilAsync(line.Id, endpoint =>
            endpoint.Connections.List().All(connection => connection.State == ConnectionState.Closed)
        );
        Corpus.Same([.. Whole, .. Corpus.Large], (await lab.MessagesAsync(line.Id, "in")).Stream(line.Connections[0]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Echoed_by_rule_16_MiB(bool tls)
    {
        await using var line = await Line.ListenerAsync(
            lab,
            1,
            tls,
            """ "reply": [ { "when": { "type": "any" }, "echo": true } ], "replyLimitPerSecond": 100000 """
        );
        var peer = line.Peers[0];

        // Receiving never waits for a rule: a peer that runs 4 MiB ahead of its answers is told so by replySkipped. This one waits for each
        // part.
        foreach (var part in Corpus.Large.Chunk(256 << 10))
        {
            await peer.SendAsync(part);
            Corpus.Same(part, await peer.ReceiveAsync(part.Length));
        }
    }

    private async Task SendAsync(Way way, Notation notation, bool tls, IReadOnlyList<byte[]> payloads, byte[] whole)
    {
        await using var line = await (way == Way.Client ? Line.ClientAsync(lab, tls) : Line.ListenerAsync(lab, 3, tls));
        var path = way == Way.One ? $"/api/connections/{line.Connections[0]}/send" : $"/api/endpoints/{line.Id}/send";
        var chosen = way switch
        {
            Way.One => 1,
            Way.Several => 2,
            _ => line.Peers.Count,
        };
        var named = line.Connections.Take(chosen).ToArray();
        var reading = line.Peers.Select(peer => peer.ReadToEndAsync()).ToArray();
        foreach (var bytes in payloads)
        {
            await (
                way == Way.Several
                    ? lab.SendAsync(
                        path,
                        bytes,
                        notation,
                        "?" + string.Join('&', named.Select(id => $"connectionIds={id}")),
                        ("connectionIds", named)
                    )
                    : lab.SendAsync(path, bytes, notation)
            );
        }

        // With the end of the stream nothing can come behind, and those that were not meant got nothing.
        await lab.PostAsync($"/api/endpoints/{line.Id}/connections/shutdown");
        var messages = await lab.MessagesAsync(line.Id, "out");
        for (var i = 0; i < reading.Length; i++)
        {
            byte[] expected = i < chosen ? whole : [];
            Corpus.Same(expected, await reading[i]);
            Corpus.Same(expected, messages.Stream(line.Connections[i]));
        }
    }
}
