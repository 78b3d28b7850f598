using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SocketLab.Contracts.Serialization;

/// <summary>The one set of rules by which the contract's types become JSON and back, for HTTP and the hub, server and client.</summary>
public static class ContractJson
{
    /// <summary>camelCase, exact enum names, times with seven decimals; nothing unknown, duplicate or null where it must not be.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>
    /// The same rules for whoever reads answers: what a newer server says beside what this version knows is passed over.
    /// </summary>
    public static JsonSerializerOptions AnswerOptions { get; } = Create(JsonUnmappedMemberHandling.Skip);

    private static JsonSerializerOptions Create(JsonUnmappedMemberHandling unknown = JsonUnmappedMemberHandling.Disallow)
    {
        var options = new JsonSerializerOptions();
        Apply(options);
        options.UnmappedMemberHandling = unknown;
        options.MakeReadOnly();
        return options;
    }

    /// <summary>Applies the rules to options that somebody else owns.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver();
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;

        // JSON is read by programs and terminals, never pasted into HTML: an apostrophe may look like one.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.Converters.Add(new ContractEnumConverter());
        options.Converters.Add(new ContractTimeConverter());
        options.Converters.Add(new JournalEventConverter());
    }
}
