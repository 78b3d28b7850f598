using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using MessagePack;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Hubs;

/// <summary>A hub connection byte for byte: SignalR's client refuses to send what an attacker would.</summary>
internal sealed class RawHub : IDisposable
{
    private const byte RecordSeparator = 0x1e;

    private readonly ClientWebSocket _socket;

    private RawHub(ClientWebSocket socket) => _socket = socket;

    /// <summary>Connects and shakes hands.</summary>
    public static async Task<RawHub> ConnectAsync(WebLab lab, string protocol, string? token = null)
    {
        var address = new UriBuilder(lab.Http.BaseAddress!) { Scheme = "ws", Path = "/hubs/live" };
        if (token is not null)
        {
            address.Query = $"access_token={token}";
        }

        var socket = new ClientWebSocket();
        await socket.ConnectAsync(address.Uri, WebLab.Soon());
        var hub = new RawHub(socket);
        await hub.SendAsync(Encoding.UTF8.GetBytes($$"""{"protocol":"{{protocol}}","version":1}""" + (char)RecordSeparator));
        await hub.ReadAsync();
        return hub;
    }

    /// <summary>An invocation in JSON, with its arguments as they are.</summary>
    public static byte[] Json(string method, params string[] arguments) =>
        Json(method, Encoding.UTF8.GetBytes(string.Join(',', arguments)));

    /// <summary>An invocation in JSON, with its arguments as they are.</summary>
    public static byte[] Json(string method, byte[] arguments) =>
        [
            .. Encoding.UTF8.GetBytes($$"""{"type":{{(method.StartsWith("Watch", StringComparison.Ordinal) ? 4 : 1)}},"""),
            .. Encoding.UTF8.GetBytes($$""" "invocationId":"1","target":"{{method}}","arguments":["""),
            .. arguments,
            (byte)']',
            (byte)'}',
            RecordSeparator,
        ];

    /// <summary>An invocation in MessagePack, with its arguments as they are.</summary>
    public static byte[] MessagePack(string method, params byte[][] arguments)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(6);
        writer.Write(method.StartsWith("Watch", StringComparison.Ordinal) ? 4 : 1);
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
        return WithLength(buffer.WrittenSpan);
    }

    /// <summary>One value in MessagePack.</summary>
    public static byte[] Pack(object? value) => MessagePackSerializer.Serialize(value, MessagePackSerializerOptions.Standard);

    /// <summary>A message of the binary protocol: its length as a variable-length number stands before it.</summary>
    public static byte[] WithLength(ReadOnlySpan<byte> message)
    {
        var prefix = new List<byte>();
        var left = message.Length;
        do
        {
            prefix.Add((byte)((left & 0x7f) | (left > 0x7f ? 0x80 : 0)));
            left >>= 7;
        } while (left > 0);

        return [.. prefix, .. message];
    }

    public Task SendAsync(byte[] message) => _socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, WebLab.Soon());

    /// <summary>What comes next; null when the server closes or aborts the connection.</summary>
    public Task<string?> ReadAsync() => ReadAsync(WebLab.Soon());

    /// <summary>What comes next; null when the server closes or aborts the connection.</summary>
    public async Task<string?> ReadAsync(CancellationToken cancellation)
    {
        var buffer = new byte[256 << 10];
        var text = new StringBuilder();
        try
        {
            while (true)
            {
                var read = await _socket.ReceiveAsync(buffer, cancellation);
                text.Append(Encoding.Latin1.GetString(buffer, 0, read.Count));
                if (read.MessageType == WebSocketMessageType.Close)
                {
                    return null;
                }

                if (read.EndOfMessage)
                {
                    return text.ToString();
                }
            }
        }
        catch (WebSocketException)
        {
            return null;
        }
    }

    /// <summary>The completion of the invocation that was sent; null when the server ends the connection instead.</summary>
    public async Task<string?> AnswerAsync()
    {
        while (await ReadAsync() is { } message)
        {
            // A ping, and what a stream gives, are no answer. A close message, with or without a reason, comes before the end.
            if (message.Contains("HubException", StringComparison.Ordinal) || message.Contains("error", StringComparison.Ordinal))
            {
                return message;
            }

            if (message.Contains("messages", StringComparison.Ordinal) || message.Contains("journalId", StringComparison.Ordinal))
            {
                return message;
            }
        }

        return null;
    }

    public void Dispose() => _socket.Dispose();
}
