using SocketLab.Core.Filtering.Conditions;

namespace SocketLab.Core.Filtering.Language;

/// <summary>Makes what a test asks of entries, and its text.</summary>
internal static class TestBuilder
{
    /// <summary>Text to look for.</summary>
    public static TestNode Search(Token token)
    {
        var text = Operands.Text(token);
        return new(token.Start, token.End, TextConditions.Contains(text), Operands.Quote(text));
    }

    /// <summary>A test.</summary>
    /// <exception cref="FilterException">The field cannot be compared so.</exception>
    public static TestNode Test(
        int start,
        int end,
        EntryValue subject,
        FilterOperator operation,
        IReadOnlyList<Token> operands,
        ExpressionLimit limit
    )
    {
        var condition = Condition(subject, operation, operands, limit);
        var texts = operands.Select(operand => TextOf(subject, operation, operand));
        var list = operation == FilterOperator.In && !IsNetwork(operands) ? $"({string.Join(", ", texts)})" : texts.First();
        return new(start, end, condition, $"{subject.Name} {operation.ToText()} {list}");
    }

    private static bool IsNetwork(IReadOnlyList<Token> operands) =>
        operands is [{ Text: var only }] && only.Contains('/', StringComparison.Ordinal);

    private static Condition Condition(EntryValue subject, FilterOperator operation, IReadOnlyList<Token> operands, ExpressionLimit limit)
    {
        switch (subject.Type)
        {
            case FilterType.WholeNumber:
                return new IntegerCondition(subject, IntegerRanges.Of(operation, operands.Select(Operands.Number)));
            case FilterType.Time:
                var times = operands.Select(Operands.Time).Select(ticks => new NumberLiteral(ticks, true, ticks));
                return new IntegerCondition(subject, IntegerRanges.Of(operation, times));
            case FilterType.Number:
                var numbers = operands.Select(operand => EntryNumbers.Closest(subject, Operands.Number(operand).Value));
                return new FloatCondition(subject, operation, [.. numbers]);
            case FilterType.Choice:
                var field = FilterFieldInfo.Of(subject.Field);
                return new ChoiceCondition(subject.Field, operation, operands.Select(operand => Operands.Choice(operand, field)));
            case FilterType.Connection:
                return new ConnectionCondition([.. operands.Select(Operands.Connection)], operation == FilterOperator.NotEqual);
            case FilterType.Address:
                var inside = operation == FilterOperator.In;
                return new AddressCondition(
                    subject.Field,
                    [.. operands.Select(operand => Operands.Address(operand, inside))],
                    operation == FilterOperator.NotEqual
                );
            case FilterType.Bytes:
                return Any(operation, operands, (one, operand) => BytesConditions.Of(subject, one, Operands.Bytes(operand)));
            case FilterType.Capture:
                return Any(operation, operands, (one, operand) => Capture(subject, one, operand, limit));
            default:
                return Any(operation, operands, (one, operand) => Text(subject, one, operand, limit));
        }
    }

    private static Condition Text(EntryValue subject, FilterOperator operation, Token operand, ExpressionLimit limit) =>
        subject.Field == FilterField.Endpoint
            ? new EndpointCondition(operation, Operands.Text(operand), Expression(operation, operand, limit))
        : operation == FilterOperator.Matches ? new ExpressionCondition(Operands.Expression(operand, limit))
        : TextConditions.Of(operation, Operands.Text(operand));

    private static CaptureCondition Capture(EntryValue subject, FilterOperator operation, Token operand, ExpressionLimit limit)
    {
        var asNumber =
            operation is FilterOperator.Less or FilterOperator.LessOrEqual or FilterOperator.Greater or FilterOperator.GreaterOrEqual
            || (
                operation is FilterOperator.Equal or FilterOperator.NotEqual
                && operand.Kind == TokenKind.Word
                && NumberLiteral.TryRead(operand.Text) is not null
            );
        return asNumber
            ? new CaptureCondition(subject, operation, Operands.Number(operand).Value)
            : new CaptureCondition(subject, operation, Operands.Text(operand), Expression(operation, operand, limit));
    }

    private static Definitions.SharedExpression? Expression(FilterOperator operation, Token operand, ExpressionLimit limit) =>
        operation == FilterOperator.Matches ? Operands.Expression(operand, limit) : null;

    /// <summary>A list is any of its values.</summary>
    private static Condition Any(FilterOperator operation, IReadOnlyList<Token> operands, Func<FilterOperator, Token, Condition> make)
    {
        if (operation != FilterOperator.In)
        {
            return make(operation, operands[0]);
        }

        return operands.Count == 1
            ? make(FilterOperator.Equal, operands[0])
            : new AnyCondition(operands.Select(operand => make(FilterOperator.Equal, operand)));
    }

    /// <summary>The text of a value, such that all that mean the same are the same where that is plain.</summary>
    private static string TextOf(EntryValue subject, FilterOperator operation, Token operand) =>
        operation == FilterOperator.Matches ? $"\"{operand.Text}\""
        : subject.Type == FilterType.Bytes ? Convert.ToHexStringLower(Operands.Bytes(operand))
        : subject.Type == FilterType.Text ? Operands.Quote(Operands.Text(operand))
        : subject.Type == FilterType.Capture && operand.Kind == TokenKind.Quoted ? Operands.Quote(Operands.Text(operand))
        : Operands.Text(operand) is var text && Lexer.IsWord(text) ? text
        : Operands.Quote(text);
}
