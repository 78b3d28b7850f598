using System.Text.Encodings.Web;
using System.Text.Json;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Exact;

/// <summary>Sends and reads as a program does that has nothing but the API.</summary>
internal static class Exactly
{
    /// <summary>As most programs write JSON: a base64 of 16 MiB must not grow by escapes that nobody needs.</summary>
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Sends; <paramref name="query"/> and <paramref name="more"/> say where to, as bytes and as JSON have it.</summary>
    public static async Task SendAsync(
        this WebLab lab,
        string path,
        byte[] bytes,
        Notation notation,
        string query = "",
        params (string Name, object Value)[] more
    )
    {
        var reply =
            notation == Notation.Octets
                ? await lab.PostBytesAsync(path + query, bytes)
                : await lab.PostAsync(path, Request(bytes, notation, more));
        Assert.True(reply.Status == 200, $"{notation}, {bytes.Length:N0} bytes: {reply.Status} {reply.Body}");
    }

    /// <summary>A send as JSON.</summary>
    public static string Request(byte[] bytes, Notation notation, params (string Name, object Value)[] more) =>
        JsonSerializer.Serialize(more.Append(("payload", Writing.Payload(bytes, notation))).ToDictionary(), Json);

    /// <summary>All messages of an endpoint that went one way, page by page.</summary>
    public static async Task<List<Message>> MessagesAsync(this WebLab lab, string id, string direction)
    {
        var messages = new List<Message>();
        long after = 0,
            last = long.MaxValue;
        while (after < last)
        {
            var page = (await lab.GetAsync($"/api/endpoints/{id}/entries?limit=10000&after={after}")).Body;
            (after, last) = (page.GetProperty("next").GetInt64(), page.GetProperty("last").GetInt64());
            Assert.Equal(0, page.GetProperty("missed").GetInt64());
            messages.AddRange(
                page.GetProperty("entries")
                    .EnumerateArray()
                    .Where(entry => entry.GetProperty("direction").GetString() == direction)
                    .Select(Message.From)
            );
        }

        return messages;
    }

    /// <summary>The bytes of a connection that went one way. Each entry stands where its offset says.</summary>
    public static byte[] Stream(this IEnumerable<Message> messages, string connectionId)
    {
        using var bytes = new MemoryStream();
        foreach (var message in messages.Where(message => message.ConnectionId == connectionId))
        {
            Assert.Equal(bytes.Length, message.Offset);
            bytes.Write(message.Payload);
        }

        return bytes.ToArray();
    }
}

/// <summary>An entry that holds bytes.</summary>
internal sealed record Message(string? ConnectionId, long? Offset, byte[] Payload)
{
    public static Message From(JsonElement entry)
    {
        var (offset, payload) = (entry.GetProperty("offset"), entry.GetProperty("payload").GetBytesFromBase64());
        Assert.Equal(entry.GetProperty("length").GetInt32(), payload.Length);
        Assert.False(entry.GetProperty("truncated").GetBoolean());
        return new(
            entry.GetProperty("connectionId").GetString(),
            offset.ValueKind == JsonValueKind.Null ? null : offset.GetInt64(),
            payload
        );
    }
}
