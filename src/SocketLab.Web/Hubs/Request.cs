using System.Diagnostics.CodeAnalysis;
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

    /// <summary>Reads the value that <paramref name="json"/> stands at.</summary>
    public static Request<T> Read(Utf8JsonReader json)
    {
        try
        {
            return new(ContractReader.Read<T>(ref json), null);
        }
        catch (InvalidRequestException error)
        {
            return Wrong(error);
        }
    }

    /// <summary>Reads UTF-8 JSON.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="text">The data of a send's payload, where it came beside the JSON as text.</param>
    /// <param name="bytes">The bytes of a send's payload, where they came beside the JSON.</param>
    public static Request<T> Parse(ReadOnlyMemory<byte> json, string? text, ReadOnlyMemory<byte>? bytes)
    {
        try
        {
            var value = ContractReader.Read<T>(json);
            return new(
                value is SendRequest send
                    ? (T)(object)(send with { Payload = send.Payload with { Data = text ?? send.Payload.Data }, PayloadBytes = bytes })
                    : value,
                null
            );
        }
        catch (InvalidRequestException error)
        {
            return Wrong(error);
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
            var request = Request<T>.Read(reader);
            reader.Skip();
            return request;
        }

        public override void Write(Utf8JsonWriter writer, Request<T> value, JsonSerializerOptions options) =>
            throw new NotSupportedException();
    }
}
