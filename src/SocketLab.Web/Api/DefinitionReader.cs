using System.Text.Json;
using System.Text.Json.Nodes;
using SocketLab.Contracts;
using SocketLab.Contracts.Serialization;
using SocketLab.Core.Definitions;
using SocketLab.Web.Settings;

namespace SocketLab.Web.Api;

/// <summary>Makes definitions of requests.</summary>
internal static class DefinitionReader
{
    private const string Start = "start";

    /// <summary>A new definition, and whether to start it.</summary>
    /// <param name="json">The request in UTF-8.</param>
    /// <param name="limits">The ceilings, which may be lower than defaults.</param>
    /// <exception cref="InvalidRequestException">It is none.</exception>
    public static (EndpointDefinition Definition, bool Start) Create(ReadOnlyMemory<byte> json, LimitOptions limits)
    {
        var definition = ContractReader.ReadObject<EndpointDefinition>(json, Start);
        var start =
            definition.Remove(Start, out var requested)
            && requested?.GetValueKind() switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => throw new InvalidRequestException($"$.{Start}", "true or false belongs here."),
            };
        return (Read(definition, limits, Start), start);
    }

    /// <summary>A definition changed by a JSON merge patch (RFC 7396): null brings a default back.</summary>
    /// <param name="definition">The definition as it is.</param>
    /// <param name="patch">The patch, of the shape of a definition.</param>
    /// <param name="limits">The ceilings, which may be lower than defaults.</param>
    /// <exception cref="InvalidRequestException">What comes out is none.</exception>
    public static EndpointDefinition Patch(EndpointDefinition definition, JsonObject patch, LimitOptions limits)
    {
        // A name that was made from the port follows the port.
        var target = JsonSerializer.SerializeToNode(
            definition.HasMadeName ? definition with { Name = "" } : definition,
            ContractJson.Options
        );
        return Read((JsonObject)Merge(target, patch)!, limits);
    }

    /// <summary>A request's value changed by a JSON merge patch (RFC 7396): null brings a default back.</summary>
    /// <exception cref="InvalidRequestException">What comes out is no such value.</exception>
    public static T Patch<T>(T value, JsonObject patch) =>
        ContractReader.Read<T>(Merge(JsonSerializer.SerializeToNode(value, ContractJson.Options), patch)!);

    /// <summary>Applies a JSON merge patch (RFC 7396).</summary>
    public static JsonNode? Merge(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
        {
            return patch?.DeepClone();
        }

        var merged = target as JsonObject ?? [];
        foreach (var (name, value) in changes)
        {
            if (value is null)
            {
                merged.Remove(name);
            }
            else
            {
                merged[name] = Merge(merged[name]?.DeepClone(), value);
            }
        }

        return merged;
    }

    private static EndpointDefinition Read(JsonObject definition, LimitOptions limits, params string[] alsoKnown)
    {
        // The ceilings may be lower than the defaults.
        var fitted = limits.ToEndpointLimits().Fit(new EndpointDefinition { Kind = default });
        Default(definition, "tcp", "maxConnections", fitted.Tcp.MaxConnections);
        if (!definition.ContainsKey("replyLimitPerSecond"))
        {
            definition["replyLimitPerSecond"] = fitted.ReplyLimitPerSecond;
        }

        Default(definition, "journal", "maxBytes", fitted.Journal.MaxBytes);
        return ContractReader.Read<EndpointDefinition>(definition, alsoKnown);
    }

    private static void Default(JsonObject definition, string part, string property, long value)
    {
        if (!definition.ContainsKey(part))
        {
            definition[part] = new JsonObject();
        }

        if (definition[part] is JsonObject options && !options.ContainsKey(property))
        {
            options[property] = value;
        }
    }
}
