using SocketLab.Core.Filtering.Language;

namespace SocketLab.Core.Filtering.Conditions;

/// <summary>The whole numbers that a comparison is true of: some ranges, or all but those.</summary>
/// <param name="Ranges">First and last of each.</param>
/// <param name="Negate">Whether it is true of all others.</param>
internal sealed record IntegerRanges((Int128 Low, Int128 High)[] Ranges, bool Negate)
{
    /// <summary>The numbers for which <paramref name="operation"/> is true.</summary>
    public static IntegerRanges Of(FilterOperator operation, IEnumerable<NumberLiteral> literals) =>
        new([.. literals.Select(literal => Range(operation, literal))], operation == FilterOperator.NotEqual);

    private static (Int128 Low, Int128 High) Range(FilterOperator operation, NumberLiteral literal) =>
        operation switch
        {
            FilterOperator.Less => (Int128.MinValue, literal.Ceiling - 1),
            FilterOperator.LessOrEqual => (Int128.MinValue, literal.Floor),
            FilterOperator.Greater => (literal.Floor + 1, Int128.MaxValue),
            FilterOperator.GreaterOrEqual => (literal.Ceiling, Int128.MaxValue),
            _ => literal.IsWhole ? (literal.Floor, literal.Floor) : (1, 0),
        };
}
