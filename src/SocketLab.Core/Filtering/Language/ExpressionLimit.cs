using SocketLab.Core.Definitions;

namespace SocketLab.Core.Filtering.Language;

/// <summary>Bounds what the regular expressions of one filter take.</summary>
internal sealed class ExpressionLimit
{
    /// <summary>Expressions of one filter at most.</summary>
    public const int MaxExpressions = 16;

    /// <summary>Characters of one expression at most.</summary>
    public const int MaxPattern = 1000;

    /// <summary>What the automata of one filter may take together before they meet an entry, in bytes.</summary>
    public const long MaxBytes = 8 << 20;

    private int _expressions;
    private long _bytes;

    /// <summary>The expression's compiled form.</summary>
    /// <exception cref="FilterException">It is no expression, or too much.</exception>
    public SharedExpression Make(string pattern, int start, int length)
    {
        if (pattern.Length > MaxPattern)
        {
            throw new FilterException(start, length, $"A regular expression has at most {MaxPattern} characters here.");
        }

        if (++_expressions > MaxExpressions)
        {
            throw new FilterException(start, length, $"A filter has at most {MaxExpressions} regular expressions.");
        }

        SharedExpression made;
        try
        {
            made = SharedExpression.Get(pattern);
        }
        catch (ArgumentException error)
        {
            throw new FilterException(start, length, $"This is no regular expression: {error.Message}");
        }
        catch (NotSupportedException)
        {
            throw new FilterException(
                start,
                length,
                "Lookarounds, backreferences, and expressions that unfold too far cannot be used here."
            );
        }

        return (_bytes += made.Bytes) <= MaxBytes
            ? made
            : throw new FilterException(start, length, "The regular expressions of this filter take too much memory.");
    }
}
