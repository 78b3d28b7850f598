using System.Text.Json;
using System.Text.Json.Nodes;
using SocketLab.Core.Definitions;

namespace SocketLab.Contracts.Serialization;

/// <summary>
/// The one reader of requests, whatever brought them: turns JSON into a contract type, or says everything that is wrong with it. Bytes that
/// are no UTF-8 and halves of characters are refused, never replaced.
/// </summary>
public static class ContractReader
{
    /// <summary>Names and values in one request at most.</summary>
    public const int MostParts = JsonShape.MostParts;

    /// <summary>How JSON documents of requests are parsed.</summary>
    public static JsonDocumentOptions DocumentOptions { get; } = new() { AllowDuplicateProperties = false };

    /// <summary>The request in <paramref name="json"/>.</summary>
    /// <param name="json">The JSON in UTF-8, whole.</param>
    /// <param name="alsoKnown">Properties that the request may have had beside the type's own; they were taken out before.</param>
    /// <exception cref="InvalidRequestException">It is not one.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> json, params string[] alsoKnown) =>
        Guard(() =>
        {
            var text = JsonText.Of(json.Span);
            Refuse(JsonShape.Check<T>(text, alsoKnown));
            return JsonSerializer.Deserialize<T>(text, ContractJson.Options)!;
        });

    /// <summary>The request that was put together in <paramref name="json"/>.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="alsoKnown">Properties that the request may have had beside the type's own; they were taken out before.</param>
    /// <exception cref="InvalidRequestException">It is not one.</exception>
    public static T Read<T>(JsonNode json, params string[] alsoKnown) =>
        Guard(() => Read<T>(JsonSerializer.SerializeToUtf8Bytes(json), alsoKnown));

    /// <summary>The request that <paramref name="json"/> stands at.</summary>
    /// <exception cref="InvalidRequestException">It is not one.</exception>
    public static T Read<T>(ref Utf8JsonReader json)
    {
        try
        {
            Refuse(JsonShape.Check<T>(json));
            return JsonSerializer.Deserialize<T>(ref json, ContractJson.Options)!;
        }
        catch (Exception error) when (Explain(error) is { } refusal)
        {
            throw refusal;
        }
    }

    /// <summary>A request that has to be changed before it is one, as an object of the right shape.</summary>
    /// <param name="json">The JSON in UTF-8, whole.</param>
    /// <param name="alsoKnown">Properties that the request may have beside the type's own; their values are not looked at.</param>
    /// <exception cref="InvalidRequestException">Its shape is another.</exception>
    public static JsonObject ReadObject<T>(ReadOnlyMemory<byte> json, params string[] alsoKnown) =>
        Guard(() =>
        {
            var text = JsonText.Of(json.Span);
            Refuse(JsonShape.Check<T>(text, alsoKnown));
            return (JsonObject)JsonNode.Parse(text, documentOptions: DocumentOptions)!;
        });

    /// <summary>A JSON merge patch (RFC 7396) of a <typeparamref name="T"/>.</summary>
    /// <param name="json">The JSON in UTF-8, whole.</param>
    /// <exception cref="InvalidRequestException">It is none.</exception>
    public static JsonObject ReadPatch<T>(ReadOnlyMemory<byte> json) =>
        Guard(() =>
        {
            var text = JsonText.Of(json.Span);
            Refuse(JsonShape.CheckPatch<T>(text));
            return (JsonObject)JsonNode.Parse(text, documentOptions: DocumentOptions)!;
        });

    /// <summary>Does something with a request's JSON. What is no text is noticed only when it is looked at.</summary>
    /// <exception cref="InvalidRequestException">A string in it is no text, or the JSON cannot be read.</exception>
    private static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (Explain(error) is { } refusal)
        {
            throw refusal;
        }
    }

    private static void Refuse(IReadOnlyList<DefinitionError> errors)
    {
        if (errors.Count > 0)
        {
            throw new InvalidRequestException(errors);
        }
    }

    private static InvalidRequestException? Explain(Exception error) =>
        error switch
        {
            InvalidOperationException half => new("$", JsonFault.ExplainText(half)),
            JsonException { InnerException: InvalidOperationException half } => new("$", JsonFault.ExplainText(half)),
            JsonException { Path: { } path } => new(path, "This value cannot be read."),
            JsonException unreadable => new("$", JsonFault.Explain(unreadable)),
            _ => null,
        };
}
