using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SocketLab.Core.Definitions;

namespace SocketLab.Contracts.Serialization;

/// <summary>Compares JSON with the shape of a contract type and says everything that is wrong at once, in words, by JSON path.</summary>
/// <remarks>
/// The serializer alone stops at the first fault and talks of .NET types. The shape is the serializer's own, so both agree.
/// </remarks>
public sealed class JsonShape
{
    /// <summary>Nobody reads more, and a long file of nonsense must not become a longer answer.</summary>
    private const int MaxErrors = 100;

    private readonly bool _isPatch;
    private readonly string[] _alsoKnown;
    private readonly List<DefinitionError> _errors = [];

    private JsonShape(bool isPatch, string[] alsoKnown) => (_isPatch, _alsoKnown) = (isPatch, alsoKnown);

    /// <summary>What is wrong with <paramref name="json"/> as a <typeparamref name="T"/>; empty when nothing is.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="alsoKnown">Properties that the request may have beside the type's own, to be named where others are refused.</param>
    public static IReadOnlyList<DefinitionError> Check<T>(JsonElement json, params string[] alsoKnown) =>
        Check<T>(json, new JsonShape(false, alsoKnown));

    /// <summary>
    /// What is wrong with <paramref name="json"/> as a merge patch of a <typeparamref name="T"/>: everything may be absent, and everything
    /// that is known null.
    /// </summary>
    public static IReadOnlyList<DefinitionError> CheckPatch<T>(JsonElement json) => Check<T>(json, new JsonShape(true, []));

    private static List<DefinitionError> Check<T>(JsonElement json, JsonShape shape)
    {
        shape.Value(json, typeof(T), "$");
        return shape._errors;
    }

    private void Value(JsonElement json, Type type, string path)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var info = ContractJson.Options.GetTypeInfo(type);
        switch (info.Kind)
        {
            case JsonTypeInfoKind.Object:
                Object(json, info, path);
                break;
            case JsonTypeInfoKind.Enumerable:
                Array(json, info.ElementType!, path);
                break;
            default:
                Scalar(json, type, path);
                break;
        }
    }

    private void Object(JsonElement json, JsonTypeInfo info, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            Add(path, "A JSON object belongs here.");
            return;
        }

        foreach (var member in json.EnumerateObject())
        {
            var at = $"{path}.{member.Name}";
            if (info.Properties.FirstOrDefault(p => p.Name == member.Name) is not { } property)
            {
                Add(
                    at,
                    "There is no such property; known are "
                        + $"{string.Join(", ", info.Properties.Select(p => p.Name).Concat(path == "$" ? _alsoKnown : []))}."
                );
            }
            else if (member.Value.ValueKind != JsonValueKind.Null)
            {
                Value(member.Value, property.PropertyType, at);
            }
            else if (!property.IsSetNullable && !_isPatch)
            {
                Add(at, "This cannot be null.");
            }
        }

        foreach (var missing in info.Properties.Where(p => p.IsRequired && !_isPatch && !json.TryGetProperty(p.Name, out _)))
        {
            Add($"{path}.{missing.Name}", "This is required.");
        }
    }

    private void Array(JsonElement json, Type element, string path)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            Add(path, "A JSON array belongs here.");
            return;
        }

        var i = 0;
        foreach (var item in json.EnumerateArray())
        {
            var at = $"{path}[{i++}]";
            if (item.ValueKind == JsonValueKind.Null)
            {
                Add(at, "This cannot be null.");
            }
            else
            {
                Value(item, element, at);
            }
        }
    }

    private void Scalar(JsonElement json, Type type, string path)
    {
        var (fits, otherwise) = type switch
        {
            _ when type.IsEnum => (
                json.ValueKind == JsonValueKind.String && EnumNames.Of(type).Values.ContainsKey(json.GetString()!),
                $"Choose {EnumNames.Of(type).Choice}."
            ),
            _ when type == typeof(string) => (json.ValueKind == JsonValueKind.String, "A string belongs here."),
            _ when type == typeof(bool) => (json.ValueKind is JsonValueKind.True or JsonValueKind.False, "true or false belongs here."),
            _ when type == typeof(int) => (
                json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out _),
                "A whole number belongs here."
            ),
            _ when type == typeof(long) => (
                json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out _),
                "A whole number belongs here."
            ),
            _ => (json.ValueKind == JsonValueKind.Number, "A number belongs here."),
        };
        if (!fits)
        {
            Add(path, otherwise);
        }
    }

    private void Add(string path, string message)
    {
        if (_errors.Count < MaxErrors)
        {
            _errors.Add(new DefinitionError(path, message));
        }
    }
}
