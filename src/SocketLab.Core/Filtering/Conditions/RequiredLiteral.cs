using System.Buffers;
using System.Text;

namespace SocketLab.Core.Filtering.Conditions;

/// <summary>Finds the longest text that stands in everything that a regular expression matches.</summary>
/// <remarks>
/// It looks at what stands outside of groups, and gives up where it is not sure: what it says has to be true, and need not be all.
/// </remarks>
internal static class RequiredLiteral
{
    /// <summary>A shorter one is found nearly everywhere.</summary>
    private const int MinLength = 2;

    private static readonly SearchValues<char> InQuantifiers = SearchValues.Create("0123456789,");

    /// <summary>The text; null where there is none, or nobody knows.</summary>
    public static string? Of(string pattern)
    {
        var (best, run) = ("", new StringBuilder());
        int depth = 0,
            at = 0;
        while (at < pattern.Length)
        {
            var (literal, length) = Next(pattern, at);
            if (length == 0 || (pattern[at] == '|' && depth == 0))
            {
                return null;
            }

            depth +=
                literal is not null ? 0
                : pattern[at] == '(' ? 1
                : pattern[at] == ')' ? -1
                : 0;
            at += length;
            var quantifier = QuantifierAt(pattern, at);
            if (depth == 0 && literal is { } one && (quantifier == 0 || pattern[at] == '+'))
            {
                run.Append(one);
            }

            if (depth > 0 || literal is null || quantifier > 0)
            {
                best = run.Length > best.Length ? run.ToString() : best;
                run.Clear();
            }

            at += quantifier;
        }

        best = run.Length > best.Length ? run.ToString() : best;
        return best.Length < MinLength || best.AsSpan().ContainsAnyInRange('\ud800', '\udfff') || TextConditions.NeedsText(best)
            ? null
            : best;
    }

    /// <summary>What stands at a place: a character that stands for itself, or anything else; no length where nobody is sure.</summary>
    private static (char? Literal, int Length) Next(string pattern, int at)
    {
        var next = at + 1 < pattern.Length ? pattern[at + 1] : '\0';
        switch (pattern[at])
        {
            case '\\':
                return next switch
                {
                    'd' or 'D' or 'w' or 'W' or 's' or 'S' or 'b' or 'B' or 'A' or 'z' or 'Z' => (null, 2),
                    'n' => ('\n', 2),
                    'r' => ('\r', 2),
                    't' => ('\t', 2),
                    _ => char.IsAsciiLetterOrDigit(next) || next == '\0' || next == '_' ? (null, 0) : (next, 2),
                };
            case '[':
                return (null, ClassAt(pattern, at));
            case '(':
                return (null, GroupAt(pattern, at));
            case ')' or '|' or '.' or '^' or '$':
                return (null, 1);
            case '*' or '+' or '?':
                return (null, 0);
            default:
                return (pattern[at], 1);
        }
    }

    /// <summary>The length of a character class; 0 where one is taken out of another.</summary>
    private static int ClassAt(string pattern, int start)
    {
        var at = start + 1;
        at += at < pattern.Length && pattern[at] == '^' ? 1 : 0;
        at += at < pattern.Length && pattern[at] == ']' ? 1 : 0;
        for (; at < pattern.Length && pattern[at] != ']'; at++)
        {
            if (pattern[at] == '[')
            {
                return 0;
            }

            at += pattern[at] == '\\' ? 1 : 0;
        }

        return at + 1 - start;
    }

    /// <summary>The length of what opens a group; 0 for one that changes how the rest is read.</summary>
    private static int GroupAt(string pattern, int start)
    {
        if (!pattern.AsSpan(start).StartsWith("(?"))
        {
            return 1;
        }

        if (pattern.AsSpan(start).StartsWith("(?:"))
        {
            return 3;
        }

        var close = pattern.IndexOf('>', start);
        return start + 3 < pattern.Length && pattern[start + 2] == '<' && char.IsAsciiLetter(pattern[start + 3]) && close > 0
            ? close + 1 - start
            : 0;
    }

    /// <summary>The length of a quantifier, with the sign that makes it lazy.</summary>
    private static int QuantifierAt(string pattern, int start)
    {
        var length = 0;
        if (start < pattern.Length && pattern[start] is '*' or '+' or '?')
        {
            length = 1;
        }
        else if (start < pattern.Length && pattern[start] == '{')
        {
            var close = pattern.IndexOf('}', start);
            length =
                close > start + 1 && !pattern.AsSpan(start + 1, close - start - 1).ContainsAnyExcept(InQuantifiers) ? close + 1 - start : 0;
        }

        return length > 0 && start + length < pattern.Length && pattern[start + length] == '?' ? length + 1 : length;
    }
}
