using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MessagePack;
using SocketLab.Core.Definitions;

namespace SocketLab.Contracts.Serialization;

/// <summary>
/// Turns a value in MessagePack into JSON, and sets aside what is long or what JSON has no form for: a payload's data, as text or as bytes.
/// </summary>
/// <remarks>
/// A request that is wrong costs no more than passing over it: paths are made for errors only, and at the last error that is told, or where
/// the JSON becomes longer than a request may be, the rest is skipped.
/// </remarks>
public sealed class MessagePackTranscoder : IDisposable
{
    /// <summary>Bytes of a request's JSON at most, the payload's data left out.</summary>
    public const int MostJsonBytes = 1 << 20;

    /// <summary>As deep as JSON is read.</summary>
    private const int MostDepth = 60;

    /// <summary>UTF-8 bytes of a name that are looked at to say where an error is.</summary>
    private const int MostNameBytes = 400;

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly DefinitionErrors _errors = new();
    private readonly RequestPath _path = new();
    private readonly Utf8JsonWriter _json;
    private readonly bool _isRequest;
    private bool _isOver;

    /// <summary>Makes a transcoder for one value.</summary>
    /// <param name="isRequest">
    /// Whether it is a request of somebody unknown, and not an answer of the server. In an answer bytes may stand anywhere, and become
    /// base64.
    /// </param>
    public MessagePackTranscoder(bool isRequest)
    {
        _isRequest = isRequest;
        _json = new Utf8JsonWriter(
            _buffer,
            new JsonWriterOptions
            {
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,

                // Where reading ends early, nothing is closed; the JSON is for nobody then.
                SkipValidation = true,
            }
        );
    }

    /// <summary>The JSON. What was set aside is an empty string there.</summary>
    public ReadOnlyMemory<byte> Json => _buffer.WrittenMemory;

    /// <summary>The payload's data, if it came as bytes.</summary>
    public ReadOnlyMemory<byte>? Payload { get; private set; }

    /// <summary>The payload's data, if it came as text in a request.</summary>
    public string? PayloadText { get; private set; }

    /// <summary>What JSON could not say.</summary>
    public IReadOnlyList<DefinitionError> Errors => _errors.List;

    /// <summary>Reads one value to its end, also when it is wrong: the next argument begins behind it.</summary>
    /// <exception cref="MessagePackSerializationException">It is no MessagePack.</exception>
    /// <exception cref="EndOfStreamException">It is not whole.</exception>
    public void Read(ref MessagePackReader reader)
    {
        try
        {
            Value(ref reader);
        }
        catch (ArgumentOutOfRangeException error)
        {
            // So the library says that a text of more than 2 GiB is announced.
            throw new MessagePackSerializationException("A value is longer than the message that it is in.", error);
        }

        if (Errors.Count == 0)
        {
            _json.Flush();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // What is still pending is for nobody.
        _json.Reset();
        _json.Dispose();
    }

    private void Value(ref MessagePackReader reader)
    {
        switch (reader.NextMessagePackType)
        {
            case MessagePackType.Map or MessagePackType.Array when _path.Depth >= MostDepth:
                MessagePackSkip.Values(ref reader, 1);
                Refuse("This is nested too deeply.");
                break;
            case MessagePackType.Map:
                Map(ref reader);
                break;
            case MessagePackType.Array:
                Array(ref reader);
                break;
            case MessagePackType.String:
                Text(reader.ReadStringSequence()!.Value);
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
                Number(reader.ReadDouble());
                break;
            case MessagePackType.Binary when IsPayload:
                Payload = reader.ReadBytes()!.Value.ToArray();
                _json.WriteStringValue("");
                break;
            case MessagePackType.Binary when !_isRequest:
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
                MessagePackSkip.Values(ref reader, 1);
                Refuse($"{what} as a payload's data only.");
                break;
        }

        if (_isRequest && _json.BytesCommitted + _json.BytesPending > MostJsonBytes)
        {
            TooLong();
        }
    }

    /// <summary>The one place where text may be long and bytes have a meaning.</summary>
    private bool IsPayload => _path.Is("payload", "data");

    private void Map(ref MessagePackReader reader)
    {
        _json.WriteStartObject();
        for (var left = reader.ReadMapHeader(); left > 0; left--)
        {
            if (_isOver)
            {
                MessagePackSkip.Values(ref reader, 2L * left);
                return;
            }

            if (reader.NextMessagePackType != MessagePackType.String)
            {
                MessagePackSkip.Values(ref reader, 2);
                Add("The keys of a map must be strings.");
            }
            else if (Name(reader.ReadStringSequence()!.Value) is { } name)
            {
                _path.Enter(name);
                Value(ref reader);
                _path.Leave();
            }
            else
            {
                MessagePackSkip.Values(ref reader, 1);
            }
        }

        _json.WriteEndObject();
    }

    private void Array(ref MessagePackReader reader)
    {
        _json.WriteStartArray();
        var count = reader.ReadArrayHeader();
        for (var i = 0; i < count; i++)
        {
            if (_isOver)
            {
                MessagePackSkip.Values(ref reader, count - i);
                return;
            }

            _path.Enter(i);
            Value(ref reader);
            _path.Leave();
        }

        _json.WriteEndArray();
    }

    /// <summary>Writes the name of a property.</summary>
    /// <returns>The name, or its beginning; null when it is none.</returns>
    private string? Name(in ReadOnlySequence<byte> utf8)
    {
        if (utf8.Length > MostJsonBytes)
        {
            TooLong();
            return null;
        }

        if (StrictUtf8.Whole(utf8) is not { } whole)
        {
            Add("The name of a property is not UTF-8.");
            return null;
        }

        _json.WritePropertyName(whole.Span);
        return Encoding.UTF8.GetString(whole.Span[..Math.Min(whole.Length, MostNameBytes)]);
    }

    private void Text(in ReadOnlySequence<byte> utf8)
    {
        if (_isRequest && IsPayload)
        {
            PayloadText = StrictUtf8.Decode(utf8);
            if (PayloadText is null)
            {
                Add("This is not UTF-8.");
            }

            _json.WriteStringValue("");
        }
        else if (_isRequest && utf8.Length > MostJsonBytes)
        {
            TooLong();
        }
        else if (StrictUtf8.Whole(utf8) is { } whole)
        {
            _json.WriteStringValue(whole.Span);
        }
        else
        {
            Refuse("This is not UTF-8.");
        }
    }

    private void Number(double number)
    {
        if (double.IsFinite(number))
        {
            _json.WriteNumberValue(number);
        }
        else
        {
            Refuse("A finite number belongs here.");
        }
    }

    private void Refuse(string message)
    {
        Add(message);
        _json.WriteNullValue();
    }

    private void TooLong()
    {
        if (!_isOver)
        {
            Add($"A request has at most {MostJsonBytes:N0} bytes beside its payload's data.");
            _isOver = true;
        }
    }

    private void Add(string message)
    {
        _errors.Add(_path.ToString(), message);
        _isOver |= _errors.IsFull;
    }
}
