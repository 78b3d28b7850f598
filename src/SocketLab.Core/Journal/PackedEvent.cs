using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SocketLab.Core.Journal;

/// <summary>An event as the journal keeps it: type, code, message and figures as one JSON array in UTF-8.</summary>
/// <remarks>Packing takes longer than appending, so it is done before the journal's lock is taken.</remarks>
public readonly struct PackedEvent
{
    /// <summary>Longer messages are cut, in UTF-16 units: an exception's text may have any length, an entry may not.</summary>
    internal const int MaxMessage = 4096;

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ReadOnlyMemory<byte> _bytes;

    private PackedEvent(ReadOnlyMemory<byte> bytes) => _bytes = bytes;

    internal ReadOnlySpan<byte> Bytes => _bytes.Span;

    /// <summary>Packs an event.</summary>
    /// <exception cref="ArgumentException">Its figures are not those that its type carries.</exception>
    public static PackedEvent From(JournalEvent what)
    {
        var shape = EventDataTypes.Find(what.Type);
        if (what.Data is not null && what.Data.GetType() != shape?.Type)
        {
            throw new ArgumentException($"{what.Type} does not carry {what.Data.GetType().Name}.", nameof(what));
        }

        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartArray();
            json.WriteNumberValue((int)what.Type);
            json.WriteStringValue(what.Code);
            json.WriteStringValue(what.Message.AsSpan(0, Math.Min(what.Message.Length, MaxMessage)));
            if (what.Data is not null)
            {
                JsonSerializer.Serialize(json, what.Data, shape!);
            }

            json.WriteEndArray();
        }

        return new(buffer.WrittenMemory);
    }

    internal static EventType TypeOf(ReadOnlySpan<byte> bytes)
    {
        var json = new Utf8JsonReader(bytes);
        json.Read();
        json.Read();
        return (EventType)json.GetInt32();
    }

    internal static JournalEvent Unpack(ReadOnlySpan<byte> bytes)
    {
        var json = new Utf8JsonReader(bytes);
        json.Read();
        json.Read();
        var type = (EventType)json.GetInt32();
        json.Read();
        var code = json.GetString();
        json.Read();
        var message = json.GetString()!;
        json.Read();
        var data =
            json.TokenType == JsonTokenType.EndArray ? null : (EventData?)JsonSerializer.Deserialize(ref json, EventDataTypes.Find(type)!);
        return new(type, code, message, data);
    }
}
