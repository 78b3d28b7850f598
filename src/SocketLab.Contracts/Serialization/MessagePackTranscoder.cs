using System.Buffers;
using System.Text.Json;
using MessagePack;
using SocketLab.Core.Definitions;

namespace SocketLab.Contracts.Serialization;

/// <summary>Turns a value in MessagePack into JSON, and sets aside what JSON has no form for: the bytes of a payload.</summary>
public sealed class MessagePackTranscoder : IDisposable
{
    /// <summary>The one place where bytes have a meaning.</summary>
    private const string PayloadPath = "$.payload.data";

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly List<DefinitionError> _errors = [];
    private readonly Utf8JsonWriter _json;

    private readonly bool _bytesAnywhere;

    /// <summary>Makes a transcoder for one value.</summary>
    /// <param name="bytesAnywhere">Whether bytes may stand elsewhere than in a payload's data; they become base64 there.</param>
    public MessagePackTranscoder(bool bytesAnywhere = false)
    {
        _bytesAnywhere = bytesAnywhere;
        _json = new Utf8JsonWriter(_buffer);
    }

    /// <summary>The JSON. Bytes are an empty string there.</summary>
    public ReadOnlyMemory<byte> Json => _buffer.WrittenMemory;

    /// <summary>The payload's bytes, if they came as bytes.</summary>
    public ReadOnlyMemory<byte>? Payload { get; private set; }

    /// <summary>What JSON could not say.</summary>
    public IReadOnlyList<DefinitionError> Errors => _errors;

    /// <summary>Reads one value to its end, also when it is wrong: the next argument begins behind it.</summary>
    public void Read(ref MessagePackReader reader, MessagePackSerializerOptions options)
    {
        Value(ref reader, options, "$");
        _json.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    private void Value(ref MessagePackReader reader, MessagePackSerializerOptions options, string path)
    {
        switch (reader.NextMessagePackType)
        {
            case MessagePackType.Map:
                Map(ref reader, options, path);
                break;
            case MessagePackType.Array:
                Array(ref reader, options, path);
                break;
            case MessagePackType.String:
                _json.WriteStringValue(reader.ReadString());
                break;
            case MessagePackType.Boolean:
                _json.WriteBooleanValue(reader.ReadBoolean());
                break;
            case MessagePackType.Integer when reader.NextCode == MessagePackCode.UInt64:
                _json.WriteNumberValue(reader.ReadUInt64());
                break;
            case MessagePackType.Integer:
                _json.WriteNumberValue(reader.ReadInt64());
                break;
            case MessagePackType.Float:
                Number(reader.ReadDouble(), path);
                break;
            case MessagePackType.Binary when path == PayloadPath:
                Payload = reader.ReadBytes()!.Value.ToArray();
                _json.WriteStringValue("");
                break;
            case MessagePackType.Binary when _bytesAnywhere:
                _json.WriteBase64StringValue(reader.ReadBytes()!.Value.ToArray());
                break;
            case MessagePackType.Nil:
                reader.ReadNil();
                _json.WriteNullValue();
                break;
            default:
                var what =
                    reader.NextMessagePackType == MessagePackType.Binary
                        ? "Bytes (bin) are taken"
                        : "This kind of value is taken nowhere; bytes (bin) are";
                reader.Skip();
                Refuse(path, $"{what} as a payload's data only.");
                break;
        }
    }

    private void Map(ref MessagePackReader reader, MessagePackSerializerOptions options, string path)
    {
        options.Security.DepthStep(ref reader);
        _json.WriteStartObject();
        for (var left = reader.ReadMapHeader(); left > 0; left--)
        {
            if (reader.NextMessagePackType == MessagePackType.String)
            {
                var name = reader.ReadString()!;
                _json.WritePropertyName(name);
                Value(ref reader, options, $"{path}.{name}");
            }
            else
            {
                reader.Skip();
                reader.Skip();
                _errors.Add(new DefinitionError(path, "The keys of a map must be strings."));
            }
        }

        _json.WriteEndObject();
        reader.Depth--;
    }

    private void Array(ref MessagePackReader reader, MessagePackSerializerOptions options, string path)
    {
        options.Security.DepthStep(ref reader);
        _json.WriteStartArray();
        var count = reader.ReadArrayHeader();
        for (var i = 0; i < count; i++)
        {
            Value(ref reader, options, $"{path}[{i}]");
        }

        _json.WriteEndArray();
        reader.Depth--;
    }

    private void Number(double number, string path)
    {
        if (double.IsFinite(number))
        {
            _json.WriteNumberValue(number);
        }
        else
        {
            Refuse(path, "A finite number belongs here.");
        }
    }

    private void Refuse(string path, string message)
    {
        _errors.Add(new DefinitionError(path, message));
        _json.WriteNullValue();
    }
}
