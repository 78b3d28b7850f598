using System.Text.Json;

namespace SocketLab.Contracts.Serialization;

/// <summary>Turns a request's JSON into a contract type, or says everything that is wrong with it.</summary>
public static class ContractReader
{
    /// <summary>How JSON documents of requests are parsed.</summary>
    public static JsonDocumentOptions DocumentOptions { get; } = new() { AllowDuplicateProperties = false };

    /// <summary>The request in <paramref name="json"/>.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="alsoKnown">Properties that the request may have beside the type's own; they were taken out before.</param>
    /// <exception cref="InvalidRequestException">It is not one.</exception>
    public static T Read<T>(JsonElement json, params string[] alsoKnown) =>
        Guard(() =>
        {
            var errors = JsonShape.Check<T>(json, alsoKnown);
            return errors.Count == 0 ? json.Deserialize<T>(ContractJson.Options)! : throw new InvalidRequestException(errors);
        });

    /// <summary>Does something with a request's JSON. What is no text is noticed only when it is looked at.</summary>
    /// <exception cref="InvalidRequestException">A string in it is no text.</exception>
    public static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is InvalidOperationException or JsonException { InnerException: InvalidOperationException })
        {
            throw new InvalidRequestException("$", "A string holds half a character (a lone surrogate).");
        }
        catch (JsonException error)
        {
            throw new InvalidRequestException(error.Path ?? "$", "This value cannot be read.");
        }
    }

    /// <summary>Explains JSON that cannot be parsed.</summary>
    public static InvalidRequestException Unreadable(JsonException error) => new("$", JsonFault.Explain(error));
}
