using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SocketLab.Web.Api.Contracts;

/// <summary>The one set of rules by which the contract's types become JSON and back: for HTTP, the hub, and the workspace.</summary>
internal static class ContractJson
{
    /// <summary>camelCase, exact enum names, times with seven decimals; nothing unknown, duplicate or null where it must not be.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions();
        Apply(options);
        options.MakeReadOnly();
        return options;
    }

    /// <summary>Applies the rules to options that somebody else owns.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver();
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.Converters.Add(new ContractEnumConverter());
        options.Converters.Add(new ContractTimeConverter());
    }
}
