using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using MessagePack;
using SocketLab.Benchmarks.Peers;

namespace SocketLab.Benchmarks.Input;

/// <summary>
/// What one message costs the server until it is answered: processor time, and memory at its peak. Each has a process of its own.
/// </summary>
internal static class InputCost
{
    private const string Operator = "operator-0123456789";
    private const string Viewer = "viewer-0123456789";
    private const byte RecordSeparator = 0x1e;
    private const double Mebibyte = 1 << 20;

    public static async Task RunAsync(BenchmarkOptions options)
    {
        Console.WriteLine("| role | carrier | message | MiB | CPU ms | answered after ms | peak MiB | × its size | answer |");
        Console.WriteLine("| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | --- |");
        var messages = WorstMessage.Operators().Select(one => (Operator, one)).Concat(WorstMessage.Viewers().Select(one => (Viewer, one)));
        foreach (var (token, message) in messages)
        {
            if (options.Only.Count == 0 || options.Only.Any(only => message.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
            {
                await MeasureAsync(options, token, message);
            }
        }
    }

    private static async Task MeasureAsync(BenchmarkOptions options, string token, WorstMessage message)
    {
        await using var lab = LabProcess.Start(
            options.App,
            ("SocketLab__Access__Mode", "token"),
            ("SocketLab__Access__OperatorToken", Operator),
            ("SocketLab__Access__ViewerToken", Viewer)
        );
        await lab.AnsweredAsync("/healthz");
        lab.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Operator);
        await lab.AnsweredAsync("/api/endpoints");
        using var made = await lab.Client.PostAsJsonAsync("/api/endpoints", new { kind = "tcpListener", start = true });
        var id = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;

        // What is called for the first time is compiled first: that is not the message's cost.
        foreach (var small in WarmUps(message))
        {
            await SendAsync(lab, token, id, small);
        }

        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        ProcessFigures.ForgetPeak(lab.Id);
        var (before, resident) = (ProcessFigures.CpuSeconds(lab.Id), ProcessFigures.ResidentBytes(lab.Id));
        var watch = Stopwatch.StartNew();
        var answer = await SendAsync(lab, token, id, message);
        watch.Stop();
        var cpu = 1000 * (ProcessFigures.CpuSeconds(lab.Id) - before);
        var peak = (ProcessFigures.PeakResidentBytes(lab.Id) - resident) / Mebibyte;
        var size = message.Body.Length / Mebibyte;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {(token == Viewer ? "viewer" : "operator")} | {message.Carrier} | {message.Name} | {size:0.00} | {cpu:0} | "
                    + $"{watch.ElapsedMilliseconds} | {peak:0.0} | {peak / size:0.0} | {answer} |"
            )
        );
    }

    private static IEnumerable<WorstMessage> WarmUps(WorstMessage message) =>
        Enumerable
            .Repeat(
                message.To == "StartEndpoint" ? "\"x\""
                    : message.To == "WatchEntries" ? "{}"
                    : """{"payload":{"data":"x\n\\x41é"}}""",
                30
            )
            .Select(json =>
                message with
                {
                    Body =
                        message.Carrier == Carrier.HubMessagePack
                            ? MessagePackSerializer.ConvertFromJson(json)
                            : Encoding.UTF8.GetBytes(json),
                }
            );

    private static async Task<string> SendAsync(LabProcess lab, string token, string id, WorstMessage message)
    {
        if (message.Carrier != Carrier.Http)
        {
            return await CallAsync(lab, token, id, message);
        }

        using var content = new ByteArrayContent(message.Body);
        content.Headers.ContentType = new("application/json");
        using var answer = await lab.Client.PostAsync(message.To.Replace("{id}", id, StringComparison.Ordinal), content);
        return $"{(int)answer.StatusCode}, {(await answer.Content.ReadAsByteArrayAsync()).Length} bytes";
    }

    private static async Task<string> CallAsync(LabProcess lab, string token, string id, WorstMessage message)
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{lab.Address.Port}/hubs/live?access_token={token}"), default);
        var isJson = message.Carrier == Carrier.HubJson;
        var protocol = isJson ? "json" : "messagepack";
        await SendAsync(socket, Encoding.UTF8.GetBytes($$"""{"protocol":"{{protocol}}","version":1}""" + (char)RecordSeparator));
        await ReadAsync(socket);
        byte[][] arguments =
            message.To == "Send"
                ? [isJson ? Encoding.UTF8.GetBytes($"\"{id}\"") : MessagePackSerializer.Serialize(id), message.Body]
                : [message.Body];
        await SendAsync(socket, isJson ? Json(message.To, arguments) : Packed(message.To, arguments));
        while (true)
        {
            var (answer, ended) = await ReadAsync(socket);
            if (ended || answer > 20)
            {
                return ended ? "closed" : $"{answer} bytes";
            }
        }
    }

    private static byte[] Json(string method, byte[][] arguments) =>
        [
            .. Encoding.UTF8.GetBytes($$"""{"type":{{TypeOf(method)}},"invocationId":"1","target":"{{method}}","arguments":["""),
            .. arguments.Length == 1 ? arguments[0] : [.. arguments[0], (byte)',', .. arguments[1]],
            (byte)']',
            (byte)'}',
            RecordSeparator,
        ];

    private static byte[] Packed(string method, byte[][] arguments)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(6);
        writer.Write(TypeOf(method));
        writer.WriteMapHeader(0);
        writer.Write("1");
        writer.Write(method);
        writer.WriteArrayHeader(arguments.Length);
        foreach (var argument in arguments)
        {
            writer.WriteRaw(argument);
        }

        writer.WriteArrayHeader(0);
        writer.Flush();
        var prefix = new List<byte>();
        for (var left = buffer.WrittenCount; left > 0; left >>= 7)
        {
            prefix.Add((byte)((left & 0x7f) | (left > 0x7f ? 0x80 : 0)));
        }

        return [.. prefix, .. buffer.WrittenSpan];
    }

    private static int TypeOf(string method) => method.StartsWith("Watch", StringComparison.Ordinal) ? 4 : 1;

    private static Task SendAsync(ClientWebSocket socket, byte[] message) =>
        socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, default);

    private static async Task<(int Length, bool Ended)> ReadAsync(ClientWebSocket socket)
    {
        var (buffer, length) = (new byte[1 << 20], 0);
        while (true)
        {
            try
            {
                var read = await socket.ReceiveAsync(buffer, default);
                length += read.Count;
                if (read.EndOfMessage || read.MessageType == WebSocketMessageType.Close)
                {
                    return (length, read.MessageType == WebSocketMessageType.Close);
                }
            }
            catch (WebSocketException)
            {
                return (length, true);
            }
        }
    }
}
