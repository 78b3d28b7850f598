using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using MessagePack;
using MessagePack.Formatters;
using MessagePack.Resolvers;
using SocketLab.Core.Definitions;

namespace SocketLab.Contracts.Serialization;

/// <summary>
/// The contract's types as MessagePack: the same shape as <see cref="ContractJson"/> makes, but payload bytes are <c>bin</c>.
/// </summary>
public sealed class ContractMessagePack : IFormatterResolver
{
    private ContractMessagePack() { }

    /// <summary>Formats the contract's types, and no others.</summary>
    public static IFormatterResolver Resolver { get; } = new ContractMessagePack();

    /// <summary>What a client of the hub uses.</summary>
    public static MessagePackSerializerOptions Options { get; } = With();

    /// <summary>The same with further formats, which come first.</summary>
    public static MessagePackSerializerOptions With(params IFormatterResolver[] further) =>
        MessagePackSerializerOptions
            .Standard.WithResolver(CompositeResolver.Create([.. further, Resolver, StandardResolver.Instance]))
            .WithSecurity(MessagePackSecurity.UntrustedData);

    /// <inheritdoc/>
    public IMessagePackFormatter<T>? GetFormatter<T>() => Formatters<T>.Instance;

    private static class Formatters<T>
    {
        public static readonly IMessagePackFormatter<T>? Instance =
            typeof(T).Assembly == typeof(ContractMessagePack).Assembly || typeof(T).Assembly == typeof(EndpointDefinition).Assembly
                ? (IMessagePackFormatter<T>)Activator.CreateInstance(typeof(Formatter<>).MakeGenericType(typeof(T)))!
                : null;
    }

    /// <summary>Writes at once; reads through JSON, so that there is one reader and one set of rules.</summary>
    [SuppressMessage("Performance", "CA1812", Justification = "Made by reflection")]
    private sealed class Formatter<T> : IMessagePackFormatter<T>
    {
        public void Serialize(ref MessagePackWriter writer, T value, MessagePackSerializerOptions options) =>
            ContractMessagePackWriter.Write(ref writer, value);

        public T Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
        {
            using var transcoder = new MessagePackTranscoder(isRequest: false);
            transcoder.Read(ref reader);
            if (transcoder.Errors is [var error, ..])
            {
                throw new MessagePackSerializationException($"{error.Path}: {error.Message}");
            }

            var value = JsonSerializer.Deserialize<T>(transcoder.Json.Span, ContractJson.AnswerOptions)!;
            return transcoder.Payload is { } bytes && value is SendRequest send ? (T)(object)(send with { PayloadBytes = bytes }) : value;
        }
    }
}
