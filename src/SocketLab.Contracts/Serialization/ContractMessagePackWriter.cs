using System.Collections;
using System.Text.Json.Serialization.Metadata;
using MessagePack;
using SocketLab.Core.Journal;

namespace SocketLab.Contracts.Serialization;

/// <summary>Writes values in the shape that the JSON serializer's own metadata gives them.</summary>
internal static class ContractMessagePackWriter
{
    /// <summary>Writes one value.</summary>
    public static void Write(ref MessagePackWriter writer, object? value) => Write(ref writer, value, data: null);

    /// <summary>Writes one value.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">The value.</param>
    /// <param name="data">Bytes that take the place of its <c>data</c>, where it is the payload of a send.</param>
    private static void Write(ref MessagePackWriter writer, object? value, ReadOnlyMemory<byte>? data)
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
            case uint number:
                writer.Write(number);
                break;
            case ulong number:
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
            case JournalEvent what:
                WriteMap(ref writer, JournalEventConverter.Fields(what).ToDictionary(field => field.Name, field => field.Value));
                break;
            case IDictionary map:
                WriteMap(ref writer, map);
                break;
            case ICollection list:
                WriteList(ref writer, list);
                break;
            default:
                WriteObject(ref writer, value, data);
                break;
        }
    }

    private static void WriteObject(ref MessagePackWriter writer, object value, ReadOnlyMemory<byte>? data)
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
                if (data is { } bytes && property.Name == "data")
                {
                    writer.Write(bytes.Span);
                }
                else
                {
                    Write(ref writer, property.Get!(value), property.Name == "payload" ? (value as SendRequest)?.PayloadBytes : null);
                }
            }
        }
    }

    private static bool IsWritten(JsonPropertyInfo property, object owner) =>
        property.Get is { } get && (property.ShouldSerialize is not { } should || should(owner, get(owner)));

    private static void WriteMap(ref MessagePackWriter writer, IDictionary map)
    {
        writer.WriteMapHeader(map.Count);
        foreach (DictionaryEntry entry in map)
        {
            writer.Write((string)entry.Key);
            Write(ref writer, entry.Value);
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
