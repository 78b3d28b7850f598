using System.Text.Json;
using System.Text.Json.Nodes;

namespace SocketLab.Web.Tests.Support;

/// <summary>What the server answered.</summary>
public sealed record Reply(int Status, string? MediaType, JsonElement Body, Uri? Location, string? Allow)
{
    public string? Code => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("code", out var code) ? code.GetString() : null;

    public static async Task<Reply> ReadAsync(HttpResponseMessage response)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync(WebLab.Soon());
        using var document = bytes.Length > 0 ? JsonDocument.Parse(bytes) : null;
        return new(
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            document?.RootElement.Clone() ?? default,
            response.Headers.Location,
            string.Join(", ", response.Content.Headers.Allow)
        );
    }

    /// <summary>Asserts that this is a problem, and which one.</summary>
    public Reply MustBe(int status, string code, params string[] errorPaths)
    {
        Assert.True(Status == status && Code == code, $"Expected {status} {code}, got {Status} {Body}");
        Assert.Equal("application/problem+json", MediaType);
        Assert.Equal(status, Body.GetProperty("status").GetInt32());
        Assert.NotEmpty(Body.GetProperty("title").GetString()!);
        Assert.Equal(errorPaths, Body.TryGetProperty("errors", out var errors) ? errors.EnumerateObject().Select(e => e.Name) : []);
        return this;
    }

    /// <summary>Asserts that the body is this JSON. <c>"*"</c> stands for anything but null.</summary>
    public void MustEqual(string json) => JsonMust.Equal(json, Body);
}

/// <summary>Compares JSON.</summary>
public static class JsonMust
{
    /// <summary><c>"*"</c> in <paramref name="expected"/> stands for anything but null. The order of properties does not matter.</summary>
    public static void Equal(string expected, JsonElement actual)
    {
        var filled = Fill(JsonNode.Parse(expected), JsonSerializer.SerializeToNode(actual));
        Assert.True(
            JsonNode.DeepEquals(filled, JsonSerializer.SerializeToNode(actual)),
            $"Expected {filled?.ToJsonString()}\nbut got  {actual}"
        );
    }

    /// <summary><c>"?"</c> stands for anything, null too.</summary>
    private static bool IsAnything(JsonNode? expected) =>
        expected is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() == "?";

    private static JsonNode? Fill(JsonNode? expected, JsonNode? actual) =>
        (expected, actual) switch
        {
            (JsonValue value, not null) when value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() == "*" =>
                actual.DeepClone(),
            (JsonObject wanted, JsonObject got) => new JsonObject(
                wanted.Select(p => KeyValuePair.Create(p.Key, IsAnything(p.Value) ? got[p.Key]?.DeepClone() : Fill(p.Value, got[p.Key])))
            ),
            (JsonArray wanted, JsonArray got) => new JsonArray([.. wanted.Select((item, i) => Fill(item, i < got.Count ? got[i] : null))]),
            _ => expected?.DeepClone(),
        };
}
