using SocketLab.Core.Filtering.Language;

namespace SocketLab.Core.Filtering;

/// <summary>A filter's text as it is being typed: what of it can be read, what is wrong with the rest, and its clauses.</summary>
/// <remarks>Reading takes time in proportion to the text, which is bounded. Never changes.</remarks>
public sealed class FilterSyntax
{
    /// <summary>Characters of a filter at most.</summary>
    public const int MaxLength = 4096;

    private FilterSyntax(string text, Filter? partial, IReadOnlyList<FilterError> errors, IReadOnlyList<FilterClause> clauses) =>
        (Text, Partial, Errors, Clauses) = (text, partial, errors, clauses);

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>The filter; null when something is wrong, and when the text is blank.</summary>
    public Filter? Filter => Errors.Count == 0 ? Partial : null;

    /// <summary>What can be read of it, with the conditions that are wrong left out; null when that is nothing.</summary>
    public Filter? Partial { get; }

    /// <summary>What is wrong, in order.</summary>
    public IReadOnlyList<FilterError> Errors { get; }

    /// <summary>The conditions that all have to be true, in order: what a person can switch off one by one.</summary>
    public IReadOnlyList<FilterClause> Clauses { get; }

    /// <summary>Whether there is nothing: everything is shown.</summary>
    public bool IsBlank => Clauses.Count == 0 && Errors.Count == 0;

    /// <summary>Reads a text, whatever it is.</summary>
    public static FilterSyntax Read(string text)
    {
        if (text.Length > MaxLength)
        {
            return new(text, null, [new(MaxLength + 1, text.Length - MaxLength, $"A filter has at most {MaxLength} characters.")], []);
        }

        var parser = new Parser(text);
        var node = parser.Parse();
        var clauses = parser.Clauses.Where(clause => clause.End > clause.Start).ToList();
        return new(
            text,
            node is null ? null : new Filter(text, node),
            parser.Errors,
            [
                .. clauses.Select(clause => new FilterClause(
                    clause.Start,
                    clause.End - clause.Start,
                    text[clause.Start..clause.End],
                    clause.Node is not null
                )),
            ]
        );
    }

    /// <summary>The text without some of its clauses, by their index.</summary>
    /// <param name="off">Those that are left out.</param>
    public string Without(IReadOnlySet<int> off) =>
        string.Join(" and ", Clauses.Where((_, i) => !off.Contains(i)).Select((clause) => clause.Text));

    /// <summary>What could be written at a place.</summary>
    /// <param name="text">The filter as it is.</param>
    /// <param name="caret">Where the caret is, from 0.</param>
    public static FilterCompletion Complete(string text, int caret) => Completing.At(text, Math.Clamp(caret, 0, text.Length));
}

/// <summary>One of the conditions that all have to be true.</summary>
/// <param name="Start">Where it begins, in UTF-16 units from 0.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Text">The condition as written.</param>
/// <param name="IsValid">Whether it can be read.</param>
public sealed record FilterClause(int Start, int Length, string Text, bool IsValid);
