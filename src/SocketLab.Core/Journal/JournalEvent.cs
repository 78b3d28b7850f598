using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocketLab.Core.Journal;

/// <summary>What happened, for entries that carry no bytes.</summary>
/// <param name="Type">The kind of event.</param>
/// <param name="Code">A stable code for programs: a fault's, a close reason's, or null.</param>
/// <param name="Message">One sentence for people.</param>
/// <param name="Data">Figures that belong to it: strings, whole numbers and booleans by name; null for none.</param>
public sealed record JournalEvent(EventType Type, string? Code, string Message, IReadOnlyDictionary<string, object>? Data = null)
{
    /// <summary>Longer messages are cut: an exception's text may have any length, an entry may not.</summary>
    internal const int LongestMessage = 4096;

    internal byte[] Pack() =>
        JsonSerializer.SerializeToUtf8Bytes(
            new PackedEvent(
                Type,
                Code,
                Message.Length > LongestMessage ? Message[..LongestMessage] : Message,
                Data is null ? null : JsonSerializer.SerializeToElement(Data.ToDictionary(), PackedEventJson.Default.DictionaryStringObject)
            ),
            PackedEventJson.Default.PackedEvent
        );

    internal static JournalEvent Unpack(ReadOnlySpan<byte> bytes)
    {
        var packed = JsonSerializer.Deserialize(bytes, PackedEventJson.Default.PackedEvent)!;
        return new(packed.Type, packed.Code, packed.Message, packed.Data?.EnumerateObject().ToDictionary(p => p.Name, p => Plain(p.Value)));
    }

    private static object Plain(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => value.GetInt64(),
            _ => value.GetString() ?? "",
        };
}

internal sealed record PackedEvent(EventType Type, string? Code, string Message, JsonElement? Data);

[JsonSerializable(typeof(PackedEvent))]
[JsonSerializable(typeof(Dictionary<string, object>))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(string))]
internal sealed partial class PackedEventJson : JsonSerializerContext;
