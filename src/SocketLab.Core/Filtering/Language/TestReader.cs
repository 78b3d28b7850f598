namespace SocketLab.Core.Filtering.Language;

/// <summary>Reads one test, or text to look for.</summary>
internal sealed class TestReader(TokenCursor cursor)
{
    private readonly ExpressionLimit _limit = new();

    /// <summary>Reads what begins at the cursor's place with a word or a string.</summary>
    /// <exception cref="FilterException">It is wrong.</exception>
    public TestNode Read()
    {
        var (first, place) = (cursor.Now, cursor.At);
        if (Subject(first) is { } subject)
        {
            cursor.Expect(Expectation.OperatorFor(subject));
            if (Operator() is { } operation)
            {
                return ReadTest(first, subject, operation);
            }

            // A field without an operator is a word as any other; a capture without one looks for nothing.
            return cursor.At == place + 1
                ? TestBuilder.Search(first)
                : throw new FilterException(first.Start, cursor.LastEnd - first.Start, "An operator is missing behind this.");
        }

        cursor.At++;
        if (Operator() is { } alone && (alone != FilterOperator.In || cursor.Now.Kind == TokenKind.Sign))
        {
            throw Operands.Wrong(
                first,
                first.Kind == TokenKind.Word ? ValueParser.NotKnown(first.Text) : "A field is missing here: text is compared with one."
            );
        }

        return first.IsOpen ? throw Operands.Wrong(first, "The closing quote is missing.")
            : first.Text is "&&" ? throw Operands.Wrong(first, "Write and.")
            : first.Text is "||" ? throw Operands.Wrong(first, "Write or.")
            : TestBuilder.Search(first);
    }

    private EntryValue? Subject(Token first)
    {
        var at = cursor.At;
        var subject = first.Kind == TokenKind.Word ? ValueParser.Parse(cursor.Tokens, ref at, _limit) : null;
        cursor.At = at;
        return subject;
    }

    /// <summary>The operator at the cursor's place, or null.</summary>
    private FilterOperator? Operator()
    {
        var sign = cursor.Now;
        return sign.IsSign("=") ? throw Operands.Wrong(sign, "Write == to compare.")
            : sign.Kind == TokenKind.Quoted ? null
            : FilterOperators.Find(sign.Text);
    }

    private TestNode ReadTest(Token first, EntryValue subject, FilterOperator operation)
    {
        var possible = FilterOperators.ListFor(subject.Type);
        if (!possible.Contains(operation))
        {
            throw Operands.Wrong(
                cursor.Now,
                $"{subject.Name} cannot be compared so; it can by {string.Join(", ", possible.Select(one => one.ToText()))}."
            );
        }

        cursor.At++;
        var operands = ReadOperands(subject, operation);
        return TestBuilder.Test(first.Start, cursor.LastEnd, subject, operation, operands, _limit);
    }

    private List<Token> ReadOperands(EntryValue subject, FilterOperator operation)
    {
        if (operation != FilterOperator.In || (subject.Type == FilterType.Address && !cursor.Now.IsSign("(")))
        {
            return [ReadOperand(subject, operation)];
        }

        cursor.Expect(Expectation.ValueFor(subject, operation));
        if (!cursor.Now.IsSign("("))
        {
            throw Operands.Wrong(cursor.Now, "Write a list behind in, such as (1, 2, 3).");
        }

        var operands = new List<Token>();
        do
        {
            cursor.At++;
            operands.Add(ReadOperand(subject, operation));
            cursor.Expect(Expectation.ListEnd);
        } while (cursor.Now.IsSign(","));

        if (!cursor.Now.IsSign(")"))
        {
            throw Operands.Wrong(cursor.Now, "A , or ) is missing in the list.");
        }

        cursor.At++;
        return operands;
    }

    private Token ReadOperand(EntryValue subject, FilterOperator operation)
    {
        cursor.Expect(Expectation.ValueFor(subject, operation));
        var operand = cursor.Now;
        if (operand.IsOpen)
        {
            cursor.At++;
            throw Operands.Wrong(operand, "The closing quote is missing.");
        }

        if (operand.Kind == TokenKind.Quoted || (operand.Kind == TokenKind.Word && !Parser.Reserved.Contains(operand.Text)))
        {
            cursor.At++;
            return operand;
        }

        throw Operands.Wrong(
            operand,
            operand.Kind == TokenKind.End ? $"A value is missing: what {subject.Name} is compared with." : "A value is missing before this."
        );
    }
}
