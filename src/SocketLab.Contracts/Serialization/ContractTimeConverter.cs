using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocketLab.Contracts.Serialization;

/// <summary>Times as RFC 3339 in UTC with exactly seven decimals: as text they sort as they happened.</summary>
public sealed class ContractTimeConverter : JsonConverter<DateTime>
{
    /// <summary><c>2026-01-31T12:00:00.1234567Z</c>.</summary>
    public static string Format(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TryGetDateTimeOffset(out var time) ? time.UtcDateTime : throw new JsonException("This is no RFC 3339 time.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Format(value));
}
