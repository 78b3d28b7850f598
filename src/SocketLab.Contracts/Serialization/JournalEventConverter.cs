using System.Text.Json;
using System.Text.Json.Serialization;
using SocketLab.Core.Journal;

namespace SocketLab.Contracts.Serialization;

/// <summary>Events: their type says which record their figures are.</summary>
internal sealed class JournalEventConverter : JsonConverter<JournalEvent>
{
    private const string TypeName = "type";
    private const string CodeName = "code";
    private const string MessageName = "message";
    private const string DataName = "data";

    /// <inheritdoc/>
    public override JournalEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var what = document.RootElement;
        var type = what.GetProperty(TypeName).Deserialize<EventType>(options);
        var record = EventDataTypes.TypeOf(type);
        var isCarried = what.TryGetProperty(DataName, out var data) && data.ValueKind == JsonValueKind.Object;
        var figures = isCarried && record is not null ? (EventData?)data.Deserialize(record, options) : null;
        return new(type, what.GetProperty(CodeName).GetString(), what.GetProperty(MessageName).GetString()!, figures);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, JournalEvent value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, part) in Fields(value))
        {
            writer.WritePropertyName(name);
            JsonSerializer.Serialize(writer, part, part?.GetType() ?? typeof(object), options);
        }

        writer.WriteEndObject();
    }

    /// <summary>An event's fields in the contract's order.</summary>
    public static IEnumerable<(string Name, object? Value)> Fields(JournalEvent what) =>
        [(TypeName, what.Type), (CodeName, what.Code), (MessageName, what.Message), (DataName, what.Data)];
}
