using SocketLab.Core.Filtering;

namespace SocketLab.Web.ViewState.Filtering;

/// <summary>What could be written at a place of a filter: what the language knows, values that occur, and filters used before.</summary>
public static class FilterProposals
{
    private const int MaxItems = 40;

    /// <summary>What could be written.</summary>
    /// <param name="sources">The journals, for values that occur in them.</param>
    /// <param name="recent">Filters that were used before, newest first.</param>
    /// <param name="text">The filter as it is.</param>
    /// <param name="caret">Where the caret is, from 0.</param>
    public static IReadOnlyList<FilterItem> At(IReadOnlyList<FilterSource> sources, IReadOnlyList<string> recent, string text, int caret)
    {
        var completion = FilterSyntax.Complete(text, caret);
        var (start, length) = (completion.Start, completion.Length);
        var items = new List<FilterItem>();
        if (string.IsNullOrWhiteSpace(text))
        {
            items.AddRange(recent.Take(8).Select(filter => new FilterItem(filter, "used before", 0, text.Length, filter)));
        }

        var occurring = completion is { Kind: CompletionKind.Value, Subject: { } subject }
            ? OccurringValues
                .Of(sources, subject)
                .Where(value => Begins(value, completion.Typed))
                .Select(value => Operand(completion, value))
            : [];
        var known = completion.Proposals.ToDictionary(proposal => proposal.Text, proposal => proposal.Summary);
        foreach (var value in occurring)
        {
            var summary = known.Remove(value, out var about) && about.Length > 0 ? about : "occurs here";
            items.Add(new(value, summary, start, length, value));
        }

        items.AddRange(
            completion
                .Proposals.Where(proposal => known.ContainsKey(proposal.Text))
                .Select(proposal => new FilterItem(
                    proposal.Text,
                    proposal.Summary,
                    start,
                    length,
                    proposal.Text + After(completion.Kind, proposal.Text)
                ))
        );
        return [.. items.Take(MaxItems)];
    }

    /// <summary>
    /// Whether a filter that could be in force is half of another one: the beginning of a field, or one without an operator, is text to
    /// look for as any word, and that is not what somebody means who still writes.
    /// </summary>
    /// <param name="text">The filter as it is.</param>
    /// <param name="caret">Where the caret is, from 0.</param>
    public static bool IsUnfinished(string text, int caret) =>
        FilterSyntax.Complete(text, caret) switch
        {
            { Kind: CompletionKind.Operator } => true,
            { Kind: CompletionKind.Test or CompletionKind.Connective, Typed.Length: > 0 } begun => begun.Proposals.Count > 0
                || FilterFieldInfo.Find(begun.Typed) is not null,
            _ => false,
        };

    /// <summary>A blank goes on to what can only follow; a value may be the end.</summary>
    private static string After(CompletionKind kind, string text) => kind == CompletionKind.Value || text is ")" ? "" : " ";

    private static bool Begins(string value, string typed) => value.StartsWith(typed.TrimStart('"'), StringComparison.OrdinalIgnoreCase);

    /// <summary>The value as it is written behind the operator, in quotes where it needs them.</summary>
    private static string Operand(FilterCompletion completion, string value)
    {
        var operation = completion.Operator is { } written and not FilterOperator.In ? written : FilterOperator.Equal;
        var name = completion.Subject!.Name;
        return FilterText.Test(name, operation, value)[$"{name} {operation.ToText()} ".Length..];
    }
}

/// <summary>One thing that could be written.</summary>
/// <param name="Text">What it is.</param>
/// <param name="Summary">What it means, in a few words.</param>
/// <param name="Start">Where the text to replace begins.</param>
/// <param name="Length">How long that is.</param>
/// <param name="Insert">What is put in its place.</param>
public sealed record FilterItem(string Text, string Summary, int Start, int Length, string Insert);
