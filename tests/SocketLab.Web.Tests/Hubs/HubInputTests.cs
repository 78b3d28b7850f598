using System.Buffers;
using System.Text;
using MessagePack;
using SocketLab.Web.Hubs;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Hubs;

/// <summary>What the hub is sent by somebody who means no good: it is refused in words, and costs no more than passing over it.</summary>
public sealed class HubInputTests(WebLab lab) : IClassFixture<WebLab>
{
    private const string Viewer = "viewer-0123456789";
    private const string Operator = "operator-0123456789";
    private const long MostAllocated = 200L << 20;

    [Theory]
    [InlineData("""{"\ud800":1}""", "$: invalidRequest: A string holds half a character (a lone surrogate).")]
    [InlineData("""{"payload":{"data":"\ud800"}}""", "invalidRequest: A string holds half a character (a lone surrogate).")]
    [InlineData("""{"payload":{"data":"x","\udc00":1}}""", "invalidRequest: A string holds half a character (a lone surrogate).")]
    [InlineData("""{"payload":{"data":"x"},"payload":{"data":"y"}}""", "a property stands here twice.")]
    public async Task What_is_no_text_in_JSON_is_refused_in_words(string request, string told)
    {
        using var hub = await RawHub.ConnectAsync(lab, "json");
        var (id, _) = await lab.CreateAsync("udpSender");
        await hub.SendAsync(RawHub.Json("Send", $"\"{id}\"", request));
        var answer = await hub.AnswerAsync();
        Assert.Contains(told[(told.IndexOf(": ", StringComparison.Ordinal) + 2)..], answer, StringComparison.Ordinal);
        Assert.Contains("invalidRequest", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data")]
    [InlineData("format")]
    [InlineData("name")]
    [InlineData("id")]
    public async Task A_str_that_is_no_UTF8_is_refused_and_nothing_is_sent(string where)
    {
        using var hub = await RawHub.ConnectAsync(lab, "messagepack");
        using var peer = Sockets.Udp();
        var (id, _) = await lab.CreateAsync("udpSender", $$""" "remote": { "host": "127.0.0.1", "port": {{peer.Port()}} } """);
        byte[] broken = [0xa3, (byte)'a', 0xff, (byte)'b'];
        var request = Write(
            (ref MessagePackWriter writer) =>
            {
                writer.WriteMapHeader(1);
                writer.Write("payload");
                writer.WriteMapHeader(where == "data" ? 1 : 2);
                writer.Write("data");
                writer.WriteRaw(where == "data" ? broken : RawHub.Pack("x"));
                if (where != "data")
                {
                    writer.WriteRaw(where == "name" ? broken : RawHub.Pack("format"));
                    writer.WriteRaw(where == "format" ? broken : RawHub.Pack("text"));
                }
            }
        );
        await hub.SendAsync(RawHub.MessagePack("Send", where == "id" ? broken : RawHub.Pack(id), request));
        var answer = await hub.AnswerAsync();
        Assert.True(answer?.Contains("not UTF-8", StringComparison.Ordinal), answer);
        Assert.Equal(0, lab.Supervisor.Get(id).Journal.Ledger.SentMessages);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1 << 20, false)]
    [InlineData(1 << 20, true)]
    public async Task Text_of_any_length_and_alphabet_comes_as_it_was(int length, bool isAscii)
    {
        using var hub = await RawHub.ConnectAsync(lab, "messagepack");
        var (id, port) = await lab.CreateAsync("tcpListener");
        using var peer = await Sockets.ConnectAsync(port);
        await lab.UntilAsync(id, e => e.Connections.Open == 1);
        var text = string.Concat(Enumerable.Repeat(isAscii ? "abcdefg" : "aé€😀", length / 7 + 1));
        await hub.SendAsync(
            RawHub.MessagePack(
                "Send",
                RawHub.Pack(id),
                RawHub.Pack(new Dictionary<string, object> { ["payload"] = new Dictionary<string, object> { ["data"] = text } })
            )
        );
        var sent = Encoding.UTF8.GetBytes(text);
        Assert.Equal(sent, await peer.ReadAsync(sent.Length));
        Assert.Contains("messages", await hub.AnswerAsync(), StringComparison.Ordinal);
    }

    /// <summary>Each of these took seconds to hours, or gigabytes, when a path was made for each part and every error was kept.</summary>
    [Theory]
    [InlineData("ext values")]
    [InlineData("numbers under a long name")]
    [InlineData("long names")]
    [InlineData("nesting")]
    [InlineData("keys that are numbers")]
    [InlineData("nil")]
    public async Task A_message_of_many_parts_costs_no_more_than_passing_over_it(string kind)
    {
        using var hub = await RawHub.ConnectAsync(lab, "messagepack");
        var message = RawHub.MessagePack("WatchEntries", Many(kind, 8 << 20));
        await hub.SendAsync(RawHub.MessagePack("WatchEntries", RawHub.Pack(1)));
        await hub.AnswerAsync();

        // The whole test process allocates here, so the least of some times counts; the message itself lies in the connection's pipe.
        var least = long.MaxValue;
        for (var i = 0; i < 5 && least > MostAllocated; i++)
        {
            var before = GC.GetTotalAllocatedBytes();
            await hub.SendAsync(message);
            Assert.Contains("invalidRequest", await hub.AnswerAsync(), StringComparison.Ordinal);
            least = Math.Min(least, GC.GetTotalAllocatedBytes() - before);
        }

        Assert.InRange(least, 0, MostAllocated);
    }

    [Theory, MemberData(nameof(LiveHubTests.Protocols), MemberType = typeof(LiveHubTests))]
    public async Task A_viewers_message_is_short(string protocol)
    {
        await using var guarded = new WebLab(
            null,
            ("SocketLab:Access:Mode", "token"),
            ("SocketLab:Access:OperatorToken", Operator),
            ("SocketLab:Access:ViewerToken", Viewer)
        );
        byte[] Message(int padding) =>
            protocol == "json"
                ? RawHub.Json("WatchEntries", $$"""{"from":[],"filter":"{{new string('x', padding)}}"}""")
                : RawHub.MessagePack(
                    "WatchEntries",
                    RawHub.Pack(new Dictionary<string, object> { ["from"] = Array.Empty<int>(), ["filter"] = new string('x', padding) })
                );

        var overhead = Message(padding: 60_000).Length - 60_000;
        using (var viewer = await RawHub.ConnectAsync(guarded, protocol, Viewer))
        {
            // As long as it may be, twice in one piece: it is each message that is measured.
            var longest = Message(ViewerMessages.MostBytes - overhead);
            Assert.Equal(ViewerMessages.MostBytes, longest.Length);
            await viewer.SendAsync([.. longest, .. longest]);
            Assert.Contains("invalidRequest", await viewer.AnswerAsync(), StringComparison.Ordinal);
            await viewer.SendAsync(Message(0));
            Assert.Contains("invalidRequest", await viewer.AnswerAsync(), StringComparison.Ordinal);
        }

        using (var viewer = await RawHub.ConnectAsync(guarded, protocol, Viewer))
        {
            await viewer.SendAsync(Message(ViewerMessages.MostBytes - overhead + 1));
            Assert.DoesNotContain("invalidRequest", await viewer.AnswerAsync() ?? "", StringComparison.Ordinal);
            Assert.Null(await viewer.ReadAsync());
        }

        using var boss = await RawHub.ConnectAsync(guarded, protocol, Operator);
        await boss.SendAsync(Message(1 << 20));
        Assert.Contains("invalidRequest", await boss.AnswerAsync(), StringComparison.Ordinal);
    }

    private static byte[] Many(string kind, int bytes) =>
        Write(
            (ref MessagePackWriter writer) =>
            {
                switch (kind)
                {
                    case "ext values":
                        writer.WriteArrayHeader(bytes / 3);
                        Repeat(ref writer, bytes / 3, [0xd4, 1, 1]);
                        break;
                    case "numbers under a long name":
                        writer.WriteMapHeader(1);
                        writer.Write(new string('k', bytes / 2));
                        writer.WriteArrayHeader(bytes / 2);
                        Repeat(ref writer, bytes / 2, [1]);
                        break;
                    case "long names":
                        writer.WriteMapHeader(bytes / 1003);
                        Repeat(ref writer, bytes / 1003, [0xda, 3, 0xe7, .. Enumerable.Repeat((byte)'n', 999), 0xc0]);
                        break;
                    case "nesting":
                        Repeat(ref writer, bytes, [0x91]);
                        writer.WriteNil();
                        break;
                    case "keys that are numbers":
                        writer.WriteMapHeader(bytes / 2);
                        Repeat(ref writer, bytes / 2, [1, 1]);
                        break;
                    default:
                        writer.WriteArrayHeader(bytes);
                        Repeat(ref writer, bytes, [0xc0]);
                        break;
                }
            }
        );

    private static void Repeat(ref MessagePackWriter writer, int times, byte[] what)
    {
        var all = new byte[times * what.Length];
        for (var i = 0; i < all.Length; i += what.Length)
        {
            what.CopyTo(all, i);
        }

        writer.WriteRaw(all);
    }

    private static byte[] Write(Writing write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        write(ref writer);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private delegate void Writing(ref MessagePackWriter writer);
}
