using System.Text.Json;
using System.Text.Json.Serialization;
using SocketLab.Core.Payloads;
using SocketLab.Web.ViewState.Endpoints;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Filtering;

namespace SocketLab.Web.ViewState;

/// <summary>What an open tab remembers in the browser: it is still there after a reload and after a restart of the server.</summary>
public sealed record TabMemory
{
    /// <summary>The browser keeps a few megabytes at most.</summary>
    private const int MaxValues = 50;

    /// <summary>What is written and was not sent, by endpoint.</summary>
    public IReadOnlyDictionary<string, Draft> Drafts { get; init; } = new Dictionary<string, Draft>();

    /// <summary>How times are written.</summary>
    public TimeStyle TimeStyle { get; init; }

    /// <summary>How payloads are written, by endpoint, where that is not left to the feed.</summary>
    public IReadOnlyDictionary<string, ContentStyle> Content { get; init; } = new Dictionary<string, ContentStyle>();

    /// <summary>The filters of the feeds, by endpoint, where not all entries are shown.</summary>
    public IReadOnlyDictionary<string, FilterPlace> Filters { get; init; } = new Dictionary<string, FilterPlace>();

    /// <summary>The filters that were used last, newest first.</summary>
    public IReadOnlyList<string> RecentFilters { get; init; } = [];

    /// <summary>The columns of the feeds, by endpoint, where this tab chose them; <c>merged</c> for those of several.</summary>
    public IReadOnlyDictionary<string, FeedColumns> Columns { get; init; } = new Dictionary<string, FeedColumns>();

    /// <summary>How far each endpoint's entries have been seen.</summary>
    public IReadOnlyDictionary<string, SeenEntries> Seen { get; init; } = new Dictionary<string, SeenEntries>();

    /// <summary>How the list of endpoints is drawn.</summary>
    public CardShape CardShape { get; init; }

    /// <summary>The groups of endpoints that are folded away.</summary>
    public IReadOnlyList<string> Folded { get; init; } = [];

    /// <summary>How the inspector shows an entry.</summary>
    public InspectorTab InspectorTab { get; init; }

    /// <summary>Where the feed was, by endpoint, where it did not simply follow.</summary>
    public IReadOnlyDictionary<string, Place> Places { get; init; } = new Dictionary<string, Place>();

    /// <summary>How bytes are read as text, by endpoint, where that is not as UTF-8.</summary>
    public IReadOnlyDictionary<string, PayloadEncoding> Encodings { get; init; } = new Dictionary<string, PayloadEncoding>();

    /// <summary>The same with one value added, changed, or taken out where it is null. The oldest go when there are too many.</summary>
    public static IReadOnlyDictionary<string, T> With<T>(IReadOnlyDictionary<string, T> values, string key, T? value)
        where T : class
    {
        var others = values.Where(pair => pair.Key != key).TakeLast(MaxValues - 1);
        return new OrderedDictionary<string, T>(value is null ? others : others.Append(new(key, value)));
    }

    /// <inheritdoc cref="With{T}(IReadOnlyDictionary{string, T}, string, T?)"/>
    public static IReadOnlyDictionary<string, T> With<T>(IReadOnlyDictionary<string, T> values, string key, T? value)
        where T : struct
    {
        var others = values.Where(pair => pair.Key != key).TakeLast(MaxValues - 1);
        return new OrderedDictionary<string, T>(value is { } kept ? others.Append(new(key, kept)) : others);
    }

    /// <summary>Reads what <see cref="ToText"/> wrote; nothing is remembered where that cannot be read.</summary>
    public static TabMemory Parse(string? text)
    {
        try
        {
            return text is null ? new() : JsonSerializer.Deserialize(text, TabMemoryJson.Default.TabMemory) ?? new();
        }
        catch (JsonException)
        {
            // Written by another version, or by somebody else.
            return new();
        }
    }

    /// <summary>The memory as text, for the browser to keep.</summary>
    public string ToText() => JsonSerializer.Serialize(this, TabMemoryJson.Default.TabMemory);

    /// <summary>Where a feed was scrolled to or paused.</summary>
    /// <param name="Run">The journal that the numbers are of: another one after a start of the server.</param>
    /// <param name="Top">Sequence of the row at the top; null at the end.</param>
    /// <param name="PausedAt">Sequence behind the last row of a paused feed; null for one that goes on.</param>
    public sealed record Place(string Run, long? Top, long? PausedAt);

    /// <summary>A payload under way.</summary>
    /// <param name="Payload">What is written.</param>
    /// <param name="To">Where it goes, as it was typed; null for where it is given.</param>
    /// <param name="Connections">Ids of the connections that it goes to, with a space between; null for all that are open.</param>
    public sealed record Draft(PayloadText Payload, string? To, string? Connections = null);
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(TabMemory))]
internal sealed partial class TabMemoryJson : JsonSerializerContext;
