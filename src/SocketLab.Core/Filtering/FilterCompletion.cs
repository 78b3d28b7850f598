namespace SocketLab.Core.Filtering;

/// <summary>What sort of thing could be written.</summary>
public enum CompletionKind
{
    /// <summary>A condition: a field, a value, <c>not</c> or a parenthesis.</summary>
    Test,

    /// <summary>An operator.</summary>
    Operator,

    /// <summary>What a field is compared with.</summary>
    Value,

    /// <summary><c>and</c>, <c>or</c>, or another condition.</summary>
    Connective,

    /// <summary>A comma or the end of a list.</summary>
    ListEnd,
}

/// <summary>What could be written at the caret, and which part of the text it would replace.</summary>
/// <param name="Kind">What sort of thing it is.</param>
/// <param name="Start">Where the text to replace begins, from 0.</param>
/// <param name="Length">How much would be replaced: the word that the caret is in.</param>
/// <param name="Proposals">What the language itself knows; those that begin as what is typed, all when nothing is.</param>
public sealed record FilterCompletion(CompletionKind Kind, int Start, int Length, IReadOnlyList<FilterProposal> Proposals)
{
    /// <summary>What the operator or the value is for; values that occur can be asked of <see cref="OccurringValues"/>.</summary>
    public EntryValue? Subject { get; init; }

    /// <summary>The operator that the value is behind.</summary>
    public FilterOperator? Operator { get; init; }

    /// <summary>What is typed of it already.</summary>
    public string Typed { get; init; } = "";
}

/// <summary>One thing that could be written.</summary>
/// <param name="Text">The text to put in.</param>
/// <param name="Summary">What it means, in a few words; empty where that is plain.</param>
public sealed record FilterProposal(string Text, string Summary);
