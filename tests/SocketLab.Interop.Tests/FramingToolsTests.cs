using SocketLab.Core.Definitions;
using SocketLab.Core.Framing;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;

namespace SocketLab.Interop.Tests;

/// <summary>Protocols as programs speak them that nobody here wrote: each message is a frame, and a rule answers each.</summary>
public sealed class FramingToolsTests
{
    /// <summary>Read holding registers: the transaction's number and the unit come back with two registers.</summary>
    private static readonly ReplyRule ReadRegisters = new()
    {
        When = new() { Type = ReplyMatch.Regex, Value = @"^([\x00-\xFF]{2})\x00\x00\x00\x06([\x00-\xFF])\x03[\x00-\xFF]{4}$" },
        Payload = new() { Data = @"$1\0\0\0\x07$2\x03\x04\0\x2a\0\x2b" },
    };

    [Fact]
    public async Task Redis_benchmark_gets_one_answer_for_each_command_of_a_pipeline()
    {
        await using var lab = new EndpointLab();
        var listener = await StartAsync(
            lab,
            "Redis RESP",
            new()
            {
                When = new() { Type = ReplyMatch.Regex, Value = @"(?i)^\*2\r\n\$3\r\nGET\r\n" },
                Payload = new() { Data = @"$$2\r\nhi\r\n" },
            },
            new() { Payload = new() { Data = @"*0\r\n" } }
        );
        var output = await Tool.RunAsync(
            "redis-benchmark",
            null,
            ["-h", "127.0.0.1", "-p", $"{listener.Bound!.Port}", "-t", "get", "-P", "16", "-n", "3200", "-c", "4", "-q"]
        );
        Assert.Contains("GET: ", output, StringComparison.Ordinal);
        Assert.Contains("requests per second", output, StringComparison.Ordinal);
        Assert.Equal(3200, listener.Statistics.ReplyHits[0]);
        Assert.Equal(0, listener.Statistics.RepliesSkipped);
    }

    [Fact]
    public async Task Mosquitto_pub_is_taken_apart_by_its_remaining_lengths()
    {
        await using var lab = new EndpointLab();
        var listener = await StartAsync(
            lab,
            "MQTT",
            new ReplyRule
            {
                When = new() { Type = ReplyMatch.Regex, Value = @"^\x10[\x00-\xFF]*MQTT" },
                Payload = new() { Format = PayloadFormat.Hex, Data = "20 02 00 00" },
            }
        );
        var message = new string('m', 20_000);
        await Tool.RunAsync(
            "mosquitto_pub",
            message,
            ["-h", "127.0.0.1", "-p", $"{listener.Bound!.Port}", "-V", "mqttv311", "-t", "lab", "-s"]
        );
        await listener.Journal.FirstAsync(entry => entry.Event?.Type == EventType.ConnectionClosed);
        var frames = Frames(listener);
        Assert.Equal([0x10, 0x30, 0xe0], frames.Select(frame => frame.Bytes[0] & 0xf0));
        Assert.EndsWith(message, System.Text.Encoding.Latin1.GetString(frames[1].Bytes), StringComparison.Ordinal);
        Assert.All(frames, frame => Assert.Equal(FrameState.Complete, frame.Frame.State));
    }

    [Fact]
    public async Task Logger_counts_octets_and_a_message_may_have_lines()
    {
        await using var lab = new EndpointLab();
        var listener = await StartAsync(lab, "Syslog (octet counting)");
        string[] options = ["-T", "-n", "127.0.0.1", "-P", $"{listener.Bound!.Port}", "--octet-count", "--rfc5424=notime", "-t", "lab"];
        await Tool.RunAsync("logger", "first\nsecond\n", options);
        await Tool.RunAsync("logger", null, [.. options, "two\nlines"]);
        await Eventually.HoldsAsync(() => listener.Connections.List().Count(connection => connection.State == ConnectionState.Closed) == 2);
        var frames = listener.Connections.List().OrderBy(one => one.Id.Number).SelectMany(one => Frames(listener, one.Id)).ToList();
        Assert.All(frames, frame => Assert.Equal(FrameState.Complete, frame.Frame.State));
        var messages = frames.Select(frame => System.Text.Encoding.Latin1.GetString(frame.Bytes)).ToList();
        string[] sent = ["first", "second", "two\nlines"];
        Assert.Equal(sent.Length, messages.Count);
        Assert.All(messages.Zip(sent), pair => Assert.EndsWith($" - - - {pair.Second}", pair.First, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Mbpoll_reads_the_registers_that_a_rule_has()
    {
        await using var lab = new EndpointLab();
        var listener = await StartAsync(lab, "Modbus/TCP", ReadRegisters);
        var output = await Tool.RunAsync(
            "mbpoll",
            null,
            ["-m", "tcp", "-p", $"{listener.Bound!.Port}", "-a", "17", "-r", "100", "-c", "2", "-t", "4", "-1", "127.0.0.1"]
        );
        Assert.Contains("[100]: \t42", output, StringComparison.Ordinal);
        Assert.Contains("[101]: \t43", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Modbus_requests_are_answered_however_they_are_sent()
    {
        await using var lab = new EndpointLab();
        var listener = await StartAsync(lab, "Modbus/TCP", ReadRegisters);
        var output = await Tool.PythonAsync(
            $"""
            import socket, struct, time
            s = socket.create_connection(("127.0.0.1", {listener.Bound!.Port}))
            s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            ask = lambda n: struct.pack(">HHHBBHH", n, 0, 6, 17, 3, 99, 2)
            s.sendall(ask(0x0a01) + ask(0xff02))
            third = ask(3)
            for piece in (third[:1], third[1:5], third[5:7], third[7:11], third[11:]):
                s.sendall(piece)
                time.sleep(0.05)
            got = b""
            while len(got) < 39:
                got += s.recv(1000)
            print([struct.unpack(">HHHBBBHH", got[i:i + 13]) for i in (0, 13, 26)])
            """
        );
        const string values = ", 0, 7, 17, 3, 4, 42, 43)";
        Assert.Contains($"[(2561{values}, (65282{values}, (3{values}]", output, StringComparison.Ordinal);
        Assert.Equal([3], listener.Statistics.ReplyHits);
    }

    [Fact]
    public async Task Curl_is_answered_once_for_each_request_however_long_its_body_is()
    {
        await using var lab = new EndpointLab();
        var listener = await StartAsync(
            lab,
            "HTTP/1.1 or SIP",
            new ReplyRule
            {
                When = new() { Type = ReplyMatch.Regex, Value = "^POST (/[a-z]+) " },
                Payload = new() { Data = @"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n$1" },
            }
        );
        var address = $"http://127.0.0.1:{listener.Bound!.Port}";
        var body = new string('b', 300_000);
        var output = await Tool.RunAsync("curl", body, "-s", "-H", "Expect:", "--data-binary", "@-", $"{address}/a", $"{address}/b");
        Assert.Equal("/a/b", output.Trim());
        var chunked = await Tool.RunAsync("curl", body, "-s", "-H", "Expect:", "-X", "POST", "-T", "-", $"{address}/c");
        Assert.Equal("/c", chunked.Trim());
        Assert.Equal([3], listener.Statistics.ReplyHits);
    }

    [Fact]
    public async Task Sipp_makes_its_calls_over_tcp()
    {
        string[] fields = ["Via", "From", "To", "Call-ID", "CSeq"];
        var head = "(?s)^(?:INVITE|BYE) " + string.Concat(fields.Select((field, i) => $@".*?\n({field}: [^\r]*)"));
        await using var lab = new EndpointLab();
        var listener = await StartAsync(
            lab,
            "HTTP/1.1 or SIP",
            new ReplyRule
            {
                When = new() { Type = ReplyMatch.Regex, Value = head },
                Payload = new()
                {
                    Data = @"SIP/2.0 200 OK\r\n$1\r\n$2\r\n$3;tag=lab\r\n$4\r\n$5\r\nContact: <sip:lab@127.0.0.1>\r\nl: 0\r\n\r\n",
                },
            }
        );
        var output = await Tool.RunAsync(
            "sipp",
            null,
            [
                "-sn",
                "uac",
                "-t",
                "t1",
                "-m",
                "200",
                "-r",
                "200",
                "-d",
                "0",
                "-nostdin",
                "-timeout",
                "15s",
                $"127.0.0.1:{listener.Bound!.Port}",
            ]
        );
        Assert.Matches(@"Successful call\s*\|\s*\d+\s*\|\s*200\b", output);
    }

    private static async Task<Endpoint> StartAsync(EndpointLab lab, string protocol, params ReplyRule[] rules) =>
        await lab.StartAsync(
            new()
            {
                Kind = EndpointKind.TcpListener,
                Reply = rules,
                ReplyLimitPerSecond = 100_000,
                Tcp = new() { Framing = FramingPreset.All.Single(preset => preset.Name == protocol).Options },
            }
        );

    private static List<(Frame Frame, byte[] Bytes)> Frames(Endpoint listener, ConnectionId? connection = null)
    {
        var source = new FrameSource(
            connection ?? listener.Connections.List().Single().Id,
            EntryDirection.In,
            listener.Definition.Tcp.Framing
        );
        var page = FrameReader.Read(listener.Journal, source, default, 100);
        Assert.Null(page.Open);
        return [.. page.Frames.Zip(FramePayloads.Read(listener.Journal, source, page.Frames).Select(bytes => bytes!))];
    }
}
