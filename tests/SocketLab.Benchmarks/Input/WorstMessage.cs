using System.Buffers;
using System.Text;
using MessagePack;

namespace SocketLab.Benchmarks.Input;

/// <summary>One message, as costly as anybody found to make one of its kind and length.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Carrier">What carries it.</param>
/// <param name="To">The path of a request, or the hub's method.</param>
/// <param name="Body">Its body, or the last argument as it is.</param>
internal sealed record WorstMessage(string Name, Carrier Carrier, string To, byte[] Body)
{
    private const int SendBytes = 24 << 20;
    private const int BodyBytes = 1 << 20;
    private const int ImportBytes = 64 << 20;
    private const int ViewerBytes = 64 << 10;
    private const string Send = "/api/endpoints/{id}/send";

    /// <summary>What an operator can send.</summary>
    public static IEnumerable<WorstMessage> Operators() =>
        [
            .. Texts(SendBytes).Select(text => new WorstMessage(text.Name, Carrier.Http, Send, text.Json)),
            .. Texts(SendBytes).Select(text => new WorstMessage(text.Name, Carrier.HubJson, "Send", text.Json)),
            new("text as str", Carrier.HubMessagePack, "Send", Packed(SendBytes, asText: true)),
            new("bytes as bin", Carrier.HubMessagePack, "Send", Packed(SendBytes, asText: false)),
            .. Junk(SendBytes).Select(junk => new WorstMessage(junk.Name, Carrier.HubMessagePack, "Send", junk.Bytes)),
            new("id of 24 MiB", Carrier.HubJson, "StartEndpoint", Utf8($"\"{new string('x', SendBytes - 300)}\"")),
            new("1,000 reply rules", Carrier.Http, "/api/endpoints", Rules()),
            new("names of properties", Carrier.Http, "/api/endpoints", Object(BodyBytes, i => $"\"{i}\":1")),
            new(
                "groups",
                Carrier.Http,
                "/api/endpoints",
                Wrapped("{\"kind\":\"udpListener\",\"udp\":{\"multicastGroups\":[", "\"\"", "]}}", BodyBytes)
            ),
            new(
                "file of one payload",
                Carrier.Http,
                "/api/payloads/import",
                Wrapped("{\"payloads\":[{\"name\":\"a\",\"data\":\"", "x", "\"}]}", ImportBytes, "")
            ),
            new("file of many items", Carrier.Http, "/api/payloads/import", Wrapped("{\"payloads\":[", "{}", "]}", ImportBytes)),
            new("file of nested items", Carrier.Http, "/api/payloads/import", Wrapped("{\"payloads\":[[", "1", "]]}", ImportBytes)),
        ];

    /// <summary>What a viewer can send.</summary>
    public static IEnumerable<WorstMessage> Viewers() =>
        [
            new("many endpoints", Carrier.HubJson, "WatchEntries", Wrapped("{\"from\":[", "{\"endpointId\":\"x\"}", "]}", ViewerBytes)),
            new("nothing, many times", Carrier.HubJson, "WatchEntries", Wrapped("[", "1", "]", ViewerBytes)),
            .. Junk(ViewerBytes).Select(junk => new WorstMessage(junk.Name, Carrier.HubMessagePack, "WatchEntries", junk.Bytes)),
        ];

    private static IEnumerable<(string Name, byte[] Json)> Texts(int bytes)
    {
        yield return ("text", Data("x", bytes));
        yield return ("text of escapes", Data("\\n", bytes));
        yield return ("text of long escapes", Data("\\u0041", bytes));
        yield return ("text of é", Data("é", bytes));
        yield return ("hex", Data("41", bytes, "\"format\":\"hex\","));
        yield return ("base64", Data("QUJD", bytes, "\"format\":\"base64\","));
        yield return ("a template", Data("{{counter}} ", bytes, "\"template\":true,"));
        yield return ("connectionIds", Wrapped("{\"payload\":{\"data\":\"\"},\"connectionIds\":[", "\"\"", "]}", bytes));
        yield return ("numbers", Wrapped("{\"junk\":[", "1", "]}", bytes));
        yield return ("one number", Wrapped("{\"waitForReplyMs\":", "1", "}", bytes, ""));
        yield return ("one name", Wrapped("{\"", "n", "\":1}", bytes, ""));
        yield return ("names of properties", Object(bytes, i => $"\"{i}\":1"));
        yield return ("not closed", Wrapped("{\"payload\":{\"data\":\"", "x", "", bytes, ""));
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Junk(int bytes)
    {
        yield return ("nil", Many(0xdd, bytes - 300, [0xc0]));
        yield return ("ext values", Many(0xdd, (bytes - 300) / 3, [0xd4, 1, 1]));
        yield return ("keys that are numbers", Many(0xdf, (bytes - 300) / 2, [1, 1]));
        yield return ("short names", Many(0xdf, (bytes - 300) / 3, [0xa1, (byte)'n', 1]));
        yield return ("arrays in arrays", [.. Enumerable.Repeat((byte)0x91, bytes - 300), 0xc0]);
        yield return ("numbers under a long name", LongName(bytes / 2));
    }

    private static byte[] LongName(int length)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteMapHeader(1);
        writer.Write(new string('k', length - 200));
        writer.WriteRaw(Many(0xdd, length - 200, [1]));
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static byte[] Many(byte code, int count, byte[] one)
    {
        byte[] all = [code, (byte)(count >> 24), (byte)(count >> 16), (byte)(count >> 8), (byte)count, .. new byte[count * one.Length]];
        for (var i = 5; i < all.Length; i += one.Length)
        {
            one.CopyTo(all, i);
        }

        return all;
    }

    private static byte[] Packed(int bytes, bool asText)
    {
        object data = asText ? new string('x', bytes - 300) : new byte[bytes - 300];
        return MessagePackSerializer.Serialize(
            new Dictionary<string, object> { ["payload"] = new Dictionary<string, object> { ["data"] = data } }
        );
    }

    private static byte[] Data(string one, int bytes, string more = "") =>
        Wrapped($"{{\"payload\":{{{more}\"data\":\"", one, "\"}}", bytes, "");

    private static byte[] Wrapped(string before, string one, string behind, int bytes, string between = ",")
    {
        var piece = Utf8(one + between);
        var count = (bytes - 300) / piece.Length;
        var all = new byte[count * piece.Length];
        for (var i = 0; i < all.Length; i += piece.Length)
        {
            piece.CopyTo(all, i);
        }

        return [.. Utf8(before), .. all[..^Utf8(between).Length], .. Utf8(behind)];
    }

    private static byte[] Object(int bytes, Func<int, string> property)
    {
        var json = new StringBuilder("{");
        for (var i = 0; json.Length < bytes - 300; i++)
        {
            json.Append(i == 0 ? "" : ",").Append(property(i));
        }

        return Utf8(json.Append('}').ToString());
    }

    private static byte[] Rules() =>
        Wrapped(
            "{\"kind\":\"udpListener\",\"reply\":[",
            "{\"when\":{\"type\":\"regex\",\"value\":\"a+b\"},\"payload\":{\"data\":\"x\"}}",
            "]}",
            70_000
        );

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}

/// <summary>What brings a message to the server.</summary>
internal enum Carrier
{
    Http,
    HubJson,
    HubMessagePack,
}
