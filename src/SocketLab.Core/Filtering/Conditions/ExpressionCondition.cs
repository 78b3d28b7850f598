using System.Text;
using System.Text.RegularExpressions;
using SocketLab.Core.Definitions;

namespace SocketLab.Core.Filtering.Conditions;

/// <summary>Whether a regular expression finds something in the text. What it cannot do without is looked for first.</summary>
internal sealed class ExpressionCondition(SharedExpression expression) : EntryCondition
{
    private readonly SearchCondition? _literal = LiteralOf(expression, inText: true);

    /// <inheritdoc/>
    public override int Cost => _literal is null ? 200 : 60;

    /// <inheritdoc/>
    protected override int WordsBetweenChecks => 1;

    /// <inheritdoc/>
    public override void Narrow(in RecordRun run, Span<ulong> wanted)
    {
        _literal?.Narrow(in run, wanted);
        base.Narrow(in run, wanted);
    }

    /// <inheritdoc/>
    public override bool Matches(in EntryFacts facts) => IsMatch(expression, facts.Text, in facts);

    /// <summary>Whether it finds something; not where that takes too long.</summary>
    public static bool IsMatch(SharedExpression expression, ReadOnlySpan<char> text, in EntryFacts facts)
    {
        var isMatch = Match(expression, text);
        if (isMatch is null)
        {
            facts.Scratch.Undecide(facts.Sequence);
        }

        return isMatch == true;
    }

    /// <summary>Whether it finds something; null where it took too long to tell.</summary>
    public static bool? Match(SharedExpression expression, ReadOnlySpan<char> text)
    {
        try
        {
            return expression.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    /// <summary>The search for what an expression cannot do without; null where that is nothing.</summary>
    public static SearchCondition? LiteralOf(SharedExpression expression, bool inText) =>
        RequiredLiteral.Of(expression.Pattern) is { } literal
            ? new SearchCondition(new ByteSearch(Encoding.UTF8.GetBytes(literal), ignoreCase: false), inText)
            : null;
}

/// <summary>Compares what the first group of a regular expression finds.</summary>
internal sealed class CaptureCondition : EntryCondition
{
    private readonly EntryValue _subject;
    private readonly FilterOperator _operation;
    private readonly double? _number;
    private readonly string _text = "";
    private readonly ByteSearch? _search;
    private readonly SharedExpression? _expression;
    private readonly SearchCondition? _literal;

    /// <summary>Compares it as a number.</summary>
    public CaptureCondition(EntryValue subject, FilterOperator operation, double number)
        : this(subject, operation) => _number = number;

    /// <summary>Compares it as text.</summary>
    public CaptureCondition(EntryValue subject, FilterOperator operation, string text, SharedExpression? expression)
        : this(subject, operation) =>
        (_text, _expression, _search) = (text, expression, new ByteSearch(Encoding.UTF8.GetBytes(text), ignoreCase: true));

    private CaptureCondition(EntryValue subject, FilterOperator operation) =>
        (_subject, _operation, _literal) = (subject, operation, ExpressionCondition.LiteralOf(subject.Expression!, inText: false));

    /// <inheritdoc/>
    public override int Cost => _literal is null ? 400 : 80;

    /// <inheritdoc/>
    protected override int WordsBetweenChecks => 1;

    /// <inheritdoc/>
    public override void Narrow(in RecordRun run, Span<ulong> wanted)
    {
        _literal?.Narrow(in run, wanted);
        base.Narrow(in run, wanted);
    }

    /// <inheritdoc/>
    public override bool Matches(in EntryFacts facts)
    {
        string? captured;
        try
        {
            captured = facts.Capture(_subject);
        }
        catch (RegexMatchTimeoutException)
        {
            facts.Scratch.Undecide(facts.Sequence);
            return false;
        }

        if (captured is null)
        {
            return false;
        }

        if (_number is { } with)
        {
            return EntryNumbers.TryParse(captured, out var number) && FloatCondition.Compare(_operation, number, with);
        }

        return _operation switch
        {
            FilterOperator.Equal => captured == _text,
            FilterOperator.NotEqual => captured != _text,
            FilterOperator.Matches => ExpressionCondition.IsMatch(_expression!, captured, in facts),
            FilterOperator.StartsWith => _search!.IsAt(Encoding.UTF8.GetBytes(captured), 0),
            _ => _text.Length == 0 || _search!.IndexOf(Encoding.UTF8.GetBytes(captured)) >= 0,
        };
    }
}
