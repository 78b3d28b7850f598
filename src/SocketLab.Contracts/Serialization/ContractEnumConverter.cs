using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using SocketLab.Core.Payloads;

namespace SocketLab.Contracts.Serialization;

/// <summary>Enums by their exact contract names: no numbers, no other case.</summary>
public sealed class ContractEnumConverter : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert))!;

    [SuppressMessage("Performance", "CA1812", Justification = "Made by reflection")]
    private sealed class Converter<T> : JsonConverter<T>
        where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && EnumNames.Of(typeof(T)).Values.TryGetValue(reader.GetString()!, out var value)
                ? (T)value
                : throw new JsonException($"Choose {EnumNames.Of(typeof(T)).Choice}.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(EnumNames.Of(typeof(T)).Names[value]);
    }
}

/// <summary>The contract's names of an enum's values.</summary>
public sealed class EnumNames
{
    private static readonly ConcurrentDictionary<Type, EnumNames> Known = new();

    private EnumNames(Type type)
    {
        Names = Enum.GetValues(type).Cast<object>().ToDictionary(value => value, Name);
        Values = Names.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
        Choice = string.Join(", ", Names.Values);
    }

    /// <summary>Name by value.</summary>
    public IReadOnlyDictionary<object, string> Names { get; }

    /// <summary>Value by name.</summary>
    public IReadOnlyDictionary<string, object> Values { get; }

    /// <summary>All names, for people.</summary>
    public string Choice { get; }

    /// <summary>The names of <paramref name="type"/>.</summary>
    public static EnumNames Of(Type type) => Known.GetOrAdd(type, t => new EnumNames(t));

    private static string Name(object value) =>
        value switch
        {
            // Encodings go by their registered names.
            PayloadEncoding encoding => encoding.Name(),
            _ => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()!),
        };
}
