using System.Diagnostics.CodeAnalysis;
using MessagePack;
using MessagePack.Formatters;
using MessagePack.Resolvers;
using SocketLab.Contracts;

namespace SocketLab.Web.Api.Contracts;

/// <summary>
/// The contract's types as MessagePack: the same shape as <see cref="ContractJson"/> makes, but payload bytes are <c>bin</c>.
/// </summary>
internal sealed class ContractMessagePack : IFormatterResolver
{
    private ContractMessagePack() { }

    /// <summary>What the hub's protocol uses.</summary>
    public static MessagePackSerializerOptions Options { get; } =
        MessagePackSerializerOptions
            .Standard.WithResolver(CompositeResolver.Create(new ContractMessagePack(), StandardResolver.Instance))
            .WithSecurity(MessagePackSecurity.UntrustedData);

    /// <inheritdoc/>
    public IMessagePackFormatter<T>? GetFormatter<T>() => Formatters<T>.Instance;

    private static class Formatters<T>
    {
        public static readonly IMessagePackFormatter<T>? Instance = Create();

        private static IMessagePackFormatter<T>? Create()
        {
            var type = typeof(T);
            var formatter =
                type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Request<>)
                    ? typeof(RequestFormatter<>).MakeGenericType(type.GetGenericArguments())
                : type.Assembly == typeof(ContractMessagePack).Assembly || type.Assembly == typeof(Endpoint).Assembly
                    ? typeof(AnswerFormatter<>).MakeGenericType(type)
                : null;
            return formatter is null ? null : (IMessagePackFormatter<T>)Activator.CreateInstance(formatter)!;
        }
    }

    /// <summary>Requests are small: they go through JSON, so that there is one reader and one set of rules.</summary>
    [SuppressMessage("Performance", "CA1812", Justification = "Made by reflection")]
    private sealed class RequestFormatter<T> : IMessagePackFormatter<Request<T>>
    {
        public Request<T> Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
        {
            using var transcoder = new MessagePackTranscoder();
            transcoder.Read(ref reader, options);
            return transcoder.Errors.Count > 0
                ? Request<T>.Wrong(new InvalidRequestException(transcoder.Errors))
                : Request<T>.Parse(transcoder.Json, transcoder.Payload);
        }

        public void Serialize(ref MessagePackWriter writer, Request<T> value, MessagePackSerializerOptions options) =>
            throw new NotSupportedException();
    }

    [SuppressMessage("Performance", "CA1812", Justification = "Made by reflection")]
    private sealed class AnswerFormatter<T> : IMessagePackFormatter<T>
    {
        public void Serialize(ref MessagePackWriter writer, T value, MessagePackSerializerOptions options) =>
            ContractMessagePackWriter.Write(ref writer, value);

        public T Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) => throw new NotSupportedException();
    }
}
