using System.Diagnostics.CodeAnalysis;
using MessagePack;
using MessagePack.Formatters;
using SocketLab.Contracts;
using SocketLab.Contracts.Serialization;

namespace SocketLab.Web.Hubs;

/// <summary>Reads <see cref="Request{T}"/> from the hub's MessagePack.</summary>
internal sealed class RequestResolver : IFormatterResolver
{
    /// <inheritdoc/>
    public IMessagePackFormatter<T>? GetFormatter<T>() => Formatters<T>.Instance;

    private static class Formatters<T>
    {
        public static readonly IMessagePackFormatter<T>? Instance =
            typeof(T).IsGenericType && typeof(T).GetGenericTypeDefinition() == typeof(Request<>)
                ? (IMessagePackFormatter<T>)Activator.CreateInstance(typeof(Formatter<>).MakeGenericType(typeof(T).GetGenericArguments()))!
                : null;
    }

    [SuppressMessage("Performance", "CA1812", Justification = "Made by reflection")]
    private sealed class Formatter<T> : IMessagePackFormatter<Request<T>>
    {
        public Request<T> Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
        {
            using var transcoder = new MessagePackTranscoder(isRequest: true);
            transcoder.Read(ref reader);
            return transcoder.Errors.Count > 0
                ? Request<T>.Wrong(new InvalidRequestException(transcoder.Errors))
                : Request<T>.Parse(transcoder.Json, transcoder.PayloadText, transcoder.Payload);
        }

        public void Serialize(ref MessagePackWriter writer, Request<T> value, MessagePackSerializerOptions options) =>
            throw new NotSupportedException();
    }
}
