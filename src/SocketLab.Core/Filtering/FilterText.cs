using SocketLab.Core.Filtering.Language;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Filtering;

/// <summary>Writes filters: what “only these”, “not these” and “these bytes here” mean.</summary>
public static class FilterText
{
    /// <summary>A test, with its value in quotes where it needs them.</summary>
    /// <param name="value">The left side, as written: <c>peer.port</c>, <c>u16be[6]</c>.</param>
    /// <param name="operation">The operator; not <see cref="FilterOperator.In"/>.</param>
    /// <param name="operand">What it is compared with, as it is.</param>
    public static string Test(string value, FilterOperator operation, string operand)
    {
        var text =
            operation == FilterOperator.Matches ? Operands.QuoteExpression(operand)
            : !IsText(value) && Lexer.IsWord(operand) && !Parser.Reserved.Contains(operand) ? operand
            : Operands.Quote(operand);
        return $"{value} {operation.ToText()} {text}";
    }

    /// <summary>Those entries that have these bytes at this place: <c>bytes[4:2] == ff00</c>.</summary>
    /// <param name="position">The place of the first byte, from 0.</param>
    /// <param name="bytes">The bytes, one at least.</param>
    public static string BytesAt(int position, ReadOnlySpan<byte> bytes) =>
        $"{EntryValue.BytesAt(position, bytes.Length).Name} == {Convert.ToHexStringLower(bytes)}";

    /// <summary>
    /// The test that holds of an entry what a value of it is: <c>peer.port == 9191</c>; null where the entry has no such value.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <param name="entry">The entry, read whole.</param>
    /// <param name="source">The journal that it is of.</param>
    public static string? Same(EntryValue value, in EntryView entry, FilterSource source) =>
        value.ReadText(entry, source) is { } operand ? Test(value.Name, FilterOperator.Equal, operand) : null;

    /// <summary>A filter and one condition more.</summary>
    public static string And(string filter, string condition)
    {
        if (string.IsNullOrWhiteSpace(filter))
        {
            return condition;
        }

        return IsChoice(filter) ? $"({filter}) and {condition}" : $"{filter} and {condition}";
    }

    /// <summary>What a condition is not true of.</summary>
    public static string Not(string condition) => IsOne(condition) ? $"not {condition}" : $"not ({condition})";

    /// <summary>Whether its operands are text in quotes; without them a captured text would be compared as a number.</summary>
    private static bool IsText(string value) =>
        value is "text" or "endpoint" || value.StartsWith(ValueParser.Capture, StringComparison.Ordinal);

    private static bool IsChoice(string filter) => new Parser(filter).Parse() is AnyNode;

    private static bool IsOne(string filter) => new Parser(filter).Parse() is TestNode or NotNode;
}
