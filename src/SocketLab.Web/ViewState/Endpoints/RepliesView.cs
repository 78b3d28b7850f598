using System.Globalization;
using SocketLab.Core.Definitions;
using SocketLab.Core.Statistics;

namespace SocketLab.Web.ViewState.Endpoints;

/// <summary>How often each reply rule matched, and what became of the answers.</summary>
/// <param name="Rows">A row for each rule, in order.</param>
/// <param name="Sent">Answers sent, over all rules.</param>
/// <param name="Skipped">Answers that were due and not sent; null for none.</param>
/// <param name="Paused">That answering is paused, why, and what to do; null while it is not.</param>
public sealed record RepliesView(IReadOnlyList<ReplyRow> Rows, string Sent, string? Skipped, string? Paused)
{
    private const int LongestValue = 24;

    /// <summary>No rules.</summary>
    public static RepliesView Empty { get; } = new([], "0", null, null);

    /// <summary>The counts of one endpoint.</summary>
    public static RepliesView Of(EndpointDefinition definition, EndpointStatistics statistics, bool paused)
    {
        // Rules and counts are read one after the other: a rule that came between has no count yet.
        var rows = definition.Reply.Select(
            (rule, i) => new ReplyRow(When(rule.When), Then(rule), Count(statistics.ReplyHits.ElementAtOrDefault(i)))
        );
        return definition.Reply.Count == 0
            ? Empty
            : new(
                [.. rows],
                Count(statistics.RepliesSent),
                statistics.RepliesSkipped == 0 ? null : Count(statistics.RepliesSkipped),
                paused ? PausedText(definition) : null
            );
    }

    /// <summary>Why replies are paused and what to do.</summary>
    public static string PausedText(EndpointDefinition definition) =>
        $"Replies paused: more than {Count(definition.ReplyLimitPerSecond)} were due within a second, as in a loop. They go on after a "
        + "second with fewer. Stop whoever answers the answers, or raise the limit under Edit, Replies.";

    private static string When(ReplyCondition when) =>
        when.Type switch
        {
            ReplyMatch.Any => "any message",
            ReplyMatch.Connected => "connection opens",
            ReplyMatch.Exact => $"is {Quote(when.Value)}",
            ReplyMatch.Prefix => $"begins with {Quote(when.Value)}",
            ReplyMatch.Contains => $"contains {Quote(when.Value)}",
            ReplyMatch.Regex => $"matches {Quote(when.Value)}",
            _ => $"is hex {Quote(when.Value)}",
        };

    private static string Then(ReplyRule rule) =>
        (
            rule.Echo ? "echo"
            : rule.Payload is { } payload ? $"send {Quote(payload.Data)}"
            : "count only"
        ) + (rule.CloseAfter ? ", close" : "");

    private static string Quote(string text) =>
        $"“{(text.Length <= LongestValue ? text : string.Concat(text.AsSpan(0, LongestValue), "…"))}”";

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}

/// <summary>One reply rule's count.</summary>
/// <param name="When">What it matches.</param>
/// <param name="Then">What it sends.</param>
/// <param name="Hits">Its matches.</param>
public sealed record ReplyRow(string When, string Then, string Hits);
