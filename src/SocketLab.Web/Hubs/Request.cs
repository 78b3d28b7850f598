using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using SocketLab.Contracts;
using SocketLab.Contracts.Serialization;

namespace SocketLab.Web.Hubs;

/// <summary>
/// An argument of a hub method: read by the same rules as an HTTP body, and wrong ones reach the method, so that it can say what is wrong.
/// </summary>
/// <remarks>An argument that cannot be bound never reaches the method, and the client hears nothing of the reason.</remarks>
internal sealed class Request<T>
{
    private readonly T? _value;
    private readonly InvalidRequestException? _error;

    private Request(T? value, InvalidRequestException? error) => (_value, _error) = (value, error);

    /// <summary>The request.</summary>
    /// <exception cref="InvalidRequestException">It is none.</exception>
    public T Value => _error is null ? _value! : throw _error;

    /// <summary>What could not even be read.</summary>
    public static Request<T> Wrong(InvalidRequestException error) => new(default, error);

    /// <summary>Reads UTF-8 JSON.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="payload">The bytes of a send's payload, where they came beside the JSON.</param>
    public static Request<T> Parse(ReadOnlyMemory<byte> json, ReadOnlyMemory<byte>? payload = null)
    {
        try
        {
            using var document = JsonDocument.Parse(json, ContractReader.DocumentOptions);
            var value = ContractReader.Read<T>(document.RootElement);
            return new(payload is not null && value is SendRequest send ? (T)(object)(send with { PayloadBytes = payload }) : value, null);
        }
        catch (InvalidRequestException error)
        {
            return new(default, error);
        }
        catch (JsonException error)
        {
            return new(default, ContractReader.Unreadable(error));
        }
    }
}

/// <summary>Reads <see cref="Request{T}"/> from the hub's JSON.</summary>
internal sealed class RequestConverter : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Request<>);

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    [SuppressMessage("Performance", "CA1812", Justification = "Made by reflection")]
    private sealed class Converter<T> : JsonConverter<Request<T>>
    {
        public override bool HandleNull => true;

        public override Request<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return Request<T>.Parse(JsonMarshal.GetRawUtf8Value(document.RootElement).ToArray());
        }

        public override void Write(Utf8JsonWriter writer, Request<T> value, JsonSerializerOptions options) =>
            throw new NotSupportedException();
    }
}
