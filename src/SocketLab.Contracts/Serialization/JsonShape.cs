using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SocketLab.Core.Definitions;

namespace SocketLab.Contracts.Serialization;

/// <summary>Compares JSON with the shape of a contract type and says everything that is wrong at once, in words, by JSON path.</summary>
/// <remarks>
/// The serializer alone stops at the first fault and talks of .NET types. The shape is the serializer's own, so both agree. The JSON is
/// read once from front to back and nothing is kept of it, so that nonsense costs no more than its length, and reading ends at the last
/// error that is told.
/// </remarks>
internal sealed class JsonShape
{
    /// <summary>
    /// Names and values in one request at most. The longest that make sense, an endpoint with all its reply rules or a file with all
    /// payloads that there may be, have a third of it. Each becomes an object of more bytes than it has in JSON.
    /// </summary>
    public const int MostParts = 100_000;

    /// <summary>Bytes of a string at most, except for the one that may be long.</summary>
    public const int MostTextBytes = 1 << 20;

    /// <summary>What is long in a request is a payload or a file, and has this name everywhere. The request's limit is its limit.</summary>
    private const string LongText = "data";

    /// <summary>Longer than each number and each name of a choice that the contract knows.</summary>
    private const int MostWordBytes = 1000;

    private readonly bool _isPatch;
    private readonly string[] _alsoKnown;
    private readonly DefinitionErrors _errors = new();
    private readonly RequestPath _path = new();
    private int _left = MostParts;

    private JsonShape(bool isPatch, string[] alsoKnown) => (_isPatch, _alsoKnown) = (isPatch, alsoKnown);

    /// <summary>What is wrong with <paramref name="json"/> as a <typeparamref name="T"/>; empty when nothing is.</summary>
    /// <param name="json">The JSON, whole.</param>
    /// <param name="alsoKnown">Properties that the request may have beside the type's own; their values are not looked at.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static IReadOnlyList<DefinitionError> Check<T>(ReadOnlySpan<byte> json, params string[] alsoKnown) =>
        Whole<T>(json, new JsonShape(false, alsoKnown));

    /// <summary>
    /// What is wrong with <paramref name="json"/> as a merge patch of a <typeparamref name="T"/>: everything may be absent, and everything
    /// that is known null.
    /// </summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static IReadOnlyList<DefinitionError> CheckPatch<T>(ReadOnlySpan<byte> json) => Whole<T>(json, new JsonShape(true, []));

    /// <summary>What is wrong with the value that <paramref name="json"/> stands at.</summary>
    public static IReadOnlyList<DefinitionError> Check<T>(Utf8JsonReader json)
    {
        var shape = new JsonShape(false, []);
        shape.Value(ref json, typeof(T));
        return shape._errors.List;
    }

    private static IReadOnlyList<DefinitionError> Whole<T>(ReadOnlySpan<byte> json, JsonShape shape)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        shape.Value(ref reader, typeof(T));
        if (!shape._errors.IsFull)
        {
            // Something may follow.
            reader.Read();
        }

        return shape._errors.List;
    }

    private void Value(ref Utf8JsonReader json, Type type, string? property = null)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var info = ContractJson.Options.GetTypeInfo(type);
        switch (info.Kind)
        {
            case JsonTypeInfoKind.Object when json.TokenType == JsonTokenType.StartObject:
                Object(ref json, info);
                break;
            case JsonTypeInfoKind.Enumerable when json.TokenType == JsonTokenType.StartArray:
                Array(ref json, info.ElementType!);
                break;
            default:
                if (WhatBelongsInstead(ref json, info, property) is { } message)
                {
                    Add(message);
                }

                Skip(ref json);
                break;
        }
    }

    private void Object(ref Utf8JsonReader json, JsonTypeInfo info)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (!_errors.IsFull && Next(ref json) && json.TokenType == JsonTokenType.PropertyName)
        {
            var property = Find(ref json, info);
            var name = property?.Name ?? Name(ref json);
            if ((property is not null || IsKnownBeside(name)) && !seen.Add(name))
            {
                throw new JsonException("Duplicate property");
            }

            var isBeside = property is null && IsKnownBeside(name);
            _path.Enter(name);
            Next(ref json);
            if (property is not null)
            {
                Member(ref json, property);
            }
            else
            {
                if (!isBeside)
                {
                    Add(NoSuchProperty(info));
                }

                Skip(ref json);
            }

            _path.Leave();
        }

        foreach (var missing in info.Properties.Where(p => p.IsRequired && !_isPatch && !seen.Contains(p.Name) && !_errors.IsFull))
        {
            _errors.Add($"{_path}.{missing.Name}", "This is required.");
        }
    }

    private void Member(ref Utf8JsonReader json, JsonPropertyInfo property)
    {
        if (json.TokenType != JsonTokenType.Null)
        {
            Value(ref json, property.PropertyType, property.Name);
        }
        else if (!property.IsSetNullable && !_isPatch)
        {
            Add("This cannot be null.");
        }
    }

    private void Array(ref Utf8JsonReader json, Type element)
    {
        for (var i = 0; !_errors.IsFull && Next(ref json) && json.TokenType != JsonTokenType.EndArray; i++)
        {
            _path.Enter(i);
            if (json.TokenType == JsonTokenType.Null)
            {
                Add("This cannot be null.");
            }
            else
            {
                Value(ref json, element);
            }

            _path.Leave();
        }
    }

    /// <summary>What should stand where <paramref name="json"/> is; null when it does.</summary>
    private static string? WhatBelongsInstead(ref Utf8JsonReader json, JsonTypeInfo info, string? property)
    {
        var type = info.Type;
        var length = json.HasValueSequence ? json.ValueSequence.Length : json.ValueSpan.Length;
        var isWord = json.TokenType == JsonTokenType.String && length <= MostWordBytes;
        var isNumber = json.TokenType == JsonTokenType.Number && length <= MostWordBytes;
        var (fits, otherwise) = info.Kind switch
        {
            JsonTypeInfoKind.Object => (false, "A JSON object belongs here."),
            JsonTypeInfoKind.Enumerable => (false, "A JSON array belongs here."),
            _ when type.IsEnum => (
                isWord && EnumNames.Of(type).Values.ContainsKey(json.GetString()!),
                $"Choose {EnumNames.Of(type).Choice}."
            ),
            _ when type == typeof(string) && json.TokenType == JsonTokenType.String => (
                length <= MostTextBytes || property == LongText,
                $"This is longer than {MostTextBytes:N0} bytes."
            ),
            _ when type == typeof(string) => (false, "A string belongs here."),
            _ when type == typeof(bool) => (json.TokenType is JsonTokenType.True or JsonTokenType.False, "true or false belongs here."),
            _ when type == typeof(int) => (isNumber && json.TryGetInt32(out _), "A whole number belongs here."),
            _ when type == typeof(long) => (isNumber && json.TryGetInt64(out _), "A whole number belongs here."),
            _ => (isNumber, "A number belongs here."),
        };
        return fits ? null : otherwise;
    }

    private static JsonPropertyInfo? Find(ref Utf8JsonReader json, JsonTypeInfo info)
    {
        foreach (var property in info.Properties)
        {
            if (IsTaken(property) && json.ValueTextEquals(property.Name))
            {
                return property;
            }
        }

        return null;
    }

    /// <summary>The name of a property that nobody knows, to be told back. A very long one is not even made a string.</summary>
    private static string Name(ref Utf8JsonReader json)
    {
        var length = json.HasValueSequence ? json.ValueSequence.Length : json.ValueSpan.Length;
        return length <= MostWordBytes ? json.GetString()! : $"(a name of {length:N0} bytes)";
    }

    private bool IsKnownBeside(string name) => _path.Depth == 0 && _alsoKnown.Contains(name, StringComparer.Ordinal);

    private string NoSuchProperty(JsonTypeInfo info)
    {
        var known = string.Join(", ", info.Properties.Where(IsTaken).Select(p => p.Name).Concat(_path.Depth == 1 ? _alsoKnown : []));
        return known.Length > 0 ? $"There is no such property; known are {known}." : "There is no such property; this call takes none.";
    }

    private static bool IsTaken(JsonPropertyInfo property) => property.Set is not null;

    private void Skip(ref Utf8JsonReader json)
    {
        if (json.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return;
        }

        var depth = json.CurrentDepth;
        do
        {
            Next(ref json);
        } while (json.CurrentDepth > depth);
    }

    private bool Next(ref Utf8JsonReader json) =>
        --_left >= 0
            ? json.Read()
            : throw new InvalidRequestException("$", $"A request has at most {MostParts:N0} names and values together.");

    private void Add(string message) => _errors.Add(_path.ToString(), message);
}
