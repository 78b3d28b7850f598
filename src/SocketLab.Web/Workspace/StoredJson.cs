using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SocketLab.Core.Payloads;

namespace SocketLab.Web.Workspace;

/// <summary>How definitions and payloads become JSON in the workspace, and back.</summary>
/// <remarks>
/// Its rules are not those of the HTTP contract, which refuses what it does not know. Here a property that is missing has its default, and
/// one that is unknown is left out but stays in the database (<see cref="UnknownProperties"/>): a newer version may have written it.
/// </remarks>
internal static class StoredJson
{
    private static readonly JsonDocumentOptions Document = new() { AllowDuplicateProperties = false };

    /// <summary>camelCase, enums by name; nothing null where it must not be.</summary>
    private static readonly JsonSerializerOptions Options = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(new EnumNames(), allowIntegerValues: false) },
    };

    /// <summary>Reads what was stored.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="unknown">JSON paths of what it says and this version does not know.</param>
    /// <exception cref="JsonException">It is damaged, or says something that this version does not know how to take.</exception>
    public static T Read<T>(string json, out IReadOnlyList<string> unknown)
        where T : class
    {
        var stored = Parse(json);
        var (value, known) = Read<T>(stored);
        unknown = UnknownProperties.List(stored, known);
        return value;
    }

    /// <summary>What to store.</summary>
    /// <param name="value">The value.</param>
    /// <param name="stored">What is stored of it now; what this version does not know in it is kept. Null: nothing is.</param>
    public static string Write<T>(T value, string? stored)
        where T : class
    {
        var written = ToNode(value);
        if (stored is not null)
        {
            try
            {
                var before = Parse(stored);
                UnknownProperties.Keep(before, Read<T>(before).Known, written);
            }
            catch (JsonException)
            {
                // Somebody has damaged it since it was read; the value is what is right.
            }
        }

        return written.ToJsonString(Options);
    }

    private static JsonObject ToNode<T>(T value) => JsonSerializer.SerializeToNode(value, Options)!.AsObject();

    private static JsonObject Parse(string json) =>
        JsonNode.Parse(json, documentOptions: Document) as JsonObject ?? throw new JsonException("It is no JSON object.");

    /// <returns>The value, and the JSON that this version would write for it.</returns>
    private static (T Value, JsonObject Known) Read<T>(JsonObject json)
        where T : class
    {
        var value = json.Deserialize<T>(Options)!;
        var known = ToNode(value);

        // The serializer refuses null in a property that cannot have it, but not as an item of a list.
        return HasNullItem(known) ? throw new JsonException("A list in it has null as an item.") : (value, known);
    }

    private static bool HasNullItem(JsonNode? node) =>
        node switch
        {
            JsonObject json => json.Any(property => HasNullItem(property.Value)),
            JsonArray list => list.Any(item => item is null || HasNullItem(item)),
            _ => false,
        };

    /// <summary>camelCase, but encodings go by their registered names.</summary>
    private sealed class EnumNames : JsonNamingPolicy
    {
        public override string ConvertName(string name) =>
            Enum.TryParse<PayloadEncoding>(name, out var encoding) ? encoding.Name() : CamelCase.ConvertName(name);
    }
}
