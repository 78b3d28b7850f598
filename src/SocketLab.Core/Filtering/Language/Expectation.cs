namespace SocketLab.Core.Filtering.Language;

/// <summary>What could stand at the end of a filter.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Subject">What the operator or value is for.</param>
/// <param name="Operator">The operator that the value is behind.</param>
internal sealed record Expectation(CompletionKind Kind, EntryValue? Subject = null, FilterOperator? Operator = null)
{
    /// <summary>A condition.</summary>
    public static readonly Expectation Test = new(CompletionKind.Test);

    /// <summary>Another condition, with or without a connective.</summary>
    public static readonly Expectation Connective = new(CompletionKind.Connective);

    /// <summary>The next value of a list, or its end.</summary>
    public static readonly Expectation ListEnd = new(CompletionKind.ListEnd);

    /// <summary>An operator.</summary>
    public static Expectation OperatorFor(EntryValue subject) => new(CompletionKind.Operator, subject);

    /// <summary>A value.</summary>
    public static Expectation ValueFor(EntryValue subject, FilterOperator operation) => new(CompletionKind.Value, subject, operation);
}
