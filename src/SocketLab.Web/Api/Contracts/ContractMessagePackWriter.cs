using System.Collections;
using System.Text.Json.Serialization.Metadata;
using MessagePack;

namespace SocketLab.Web.Api.Contracts;

/// <summary>Writes values in the shape that the JSON serializer's own metadata gives them.</summary>
internal static class ContractMessagePackWriter
{
    /// <summary>Writes one value.</summary>
    public static void Write(ref MessagePackWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNil();
                break;
            case string text:
                writer.Write(text);
                break;
            case bool flag:
                writer.Write(flag);
                break;
            case int number:
                writer.Write(number);
                break;
            case long number:
                writer.Write(number);
                break;
            case double number:
                writer.Write(number);
                break;
            case DateTime time:
                writer.Write(ContractTimeConverter.Format(time));
                break;
            case Enum name:
                writer.Write(EnumNames.Of(name.GetType()).Names[name]);
                break;
            case ReadOnlyMemory<byte> bytes:
                writer.Write(bytes.Span);
                break;
            case IReadOnlyDictionary<string, object> map:
                WriteMap(ref writer, map);
                break;
            case ICollection list:
                WriteList(ref writer, list);
                break;
            default:
                WriteObject(ref writer, value);
                break;
        }
    }

    private static void WriteObject(ref MessagePackWriter writer, object value)
    {
        var info = ContractJson.Options.GetTypeInfo(value.GetType());
        if (info.Kind != JsonTypeInfoKind.Object)
        {
            throw new NotSupportedException($"The contract has no form for {value.GetType()}.");
        }

        var count = 0;
        foreach (var property in info.Properties)
        {
            count += IsWritten(property, value) ? 1 : 0;
        }

        writer.WriteMapHeader(count);
        foreach (var property in info.Properties)
        {
            if (IsWritten(property, value))
            {
                writer.Write(property.Name);
                Write(ref writer, property.Get!(value));
            }
        }
    }

    private static bool IsWritten(JsonPropertyInfo property, object owner) =>
        property.Get is { } get && (property.ShouldSerialize is not { } should || should(owner, get(owner)));

    private static void WriteMap(ref MessagePackWriter writer, IReadOnlyDictionary<string, object> map)
    {
        writer.WriteMapHeader(map.Count);
        foreach (var (name, value) in map)
        {
            writer.Write(name);
            Write(ref writer, value);
        }
    }

    private static void WriteList(ref MessagePackWriter writer, ICollection list)
    {
        writer.WriteArrayHeader(list.Count);
        foreach (var item in list)
        {
            Write(ref writer, item);
        }
    }
}
