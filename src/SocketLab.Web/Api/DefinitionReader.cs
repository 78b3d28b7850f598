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
    /// <exception cref="InvalidRequestException">It is none.</exception>
    public static (EndpointDefinition Definition, bool Start) Create(JsonElement request, LimitOptions limits) =>
        ContractReader.Guard(() =>
        {
            var start = false;
            if (request.TryGetProperty(Start, out var requested))
            {
                start = requested.ValueKind is JsonValueKind.True or JsonValueKind.False
                    ? requested.GetBoolean()
                    : throw new InvalidRequestException($"$.{Start}", "true or false belongs here.");
            }

            var definition = JsonObject.Create(request)!;
            definition.Remove(Start);
            return (Read(definition, limits, Start), start);
        });

    /// <summary>A definition changed by a JSON merge patch (RFC 7396): null brings a default back.</summary>
    /// <exception cref="InvalidRequestException">What comes out is none.</exception>
    public static EndpointDefinition Patch(EndpointDefinition definition, JsonElement patch, LimitOptions limits) =>
        ContractReader.Guard(() =>
        {
            // Merged, a null that nothing answers to would leave no trace.
            var errors = JsonShape.CheckPatch<EndpointDefinition>(patch);
            if (errors.Count > 0)
            {
                throw new InvalidRequestException(errors);
            }

            // A name that was made from the port follows the port.
            var target = JsonSerializer.SerializeToNode(
                definition.HasMadeName ? definition with { Name = "" } : definition,
                ContractJson.Options
            );
            return Read((JsonObject)Merge(target, JsonObject.Create(patch))!, limits);
        });

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
        return ContractReader.Read<EndpointDefinition>(JsonSerializer.SerializeToElement(definition), alsoKnown);
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
