namespace SocketLab.Core.Filtering.Language;

/// <summary>
/// Reads a filter by recursive descent, and goes on behind what is wrong, so that a half-typed filter gives what can be read.
/// </summary>
/// <remarks>
/// <code>
/// expr   = term { "or" term } ;  term = factor { ["and"] factor } ;  factor = "not" factor | "(" expr ")" | test | WORD | STRING
/// test   = value op operand | value "in" (CIDR | "(" operand { "," operand } ")")
/// </code>
/// </remarks>
internal sealed class Parser(string text)
{
    /// <summary>Parentheses and negations inside each other, at most.</summary>
    public const int MaxDepth = 50;

    /// <summary>Words that stand for themselves only in quotes.</summary>
    public static readonly string[] Reserved = ["and", "or"];

    private readonly List<Token> _tokens = Lexer.Cut(text);
    private readonly ExpressionLimit _limit = new();
    private int _at;
    private int _depth;
    private Expectation? _expected;

    /// <summary>What is wrong, in order.</summary>
    public List<FilterError> Errors { get; } = [];

    /// <summary>What stands beside each other at the top, each of it true of what is found; null for what cannot be read.</summary>
    public List<(int Start, int End, FilterNode? Node)> Clauses { get; private set; } = [];

    /// <summary>What could stand at the end of the text.</summary>
    public Expectation Expected => _expected ?? Expectation.Test;

    private Token Now => _tokens[_at];

    /// <summary>Reads all of it; null when nothing can be read.</summary>
    public FilterNode? Parse()
    {
        FilterNode? whole = null;
        while (Now.Kind != TokenKind.End)
        {
            var read = ParseAny();
            whole ??= read;
            if (Now.Kind != TokenKind.End)
            {
                // Only a closing parenthesis ends an expression early.
                Fail(new FilterException(Now.Start, Now.Length, "There is no ( that this would close."));
                _at++;
            }
        }

        return whole;
    }

    private FilterNode? ParseAny()
    {
        var (start, parts) = (Now.Start, new List<FilterNode>());
        var terms = 0;
        do
        {
            _at += terms++ > 0 ? 1 : 0;
            if (ParseAll() is { } part)
            {
                parts.Add(part);
            }
        } while (Now.IsWord("or"));

        var (end, whole) = (LastEnd, parts.Count > 1 ? new AnyNode(parts[0].Start, parts[^1].End, parts) : parts.FirstOrDefault());
        if (_depth == 0 && terms > 1)
        {
            Clauses = [(start, end, parts.Count == terms ? whole : null)];
        }

        return whole;
    }

    private FilterNode? ParseAll()
    {
        var parts = new List<FilterNode>();
        do
        {
            var start = Now.Start;
            var part = ParseFactor();
            if (part is not null)
            {
                parts.Add(part);
            }

            if (_depth == 0 && LastEnd > start)
            {
                Clauses.Add((start, LastEnd, part));
            }
        } while (TakeAnd());

        return parts.Count > 1 ? new AllNode(parts[0].Start, parts[^1].End, parts) : parts.FirstOrDefault();
    }

    /// <summary>Goes over an <c>and</c>; words that stand side by side mean the same.</summary>
    private bool TakeAnd()
    {
        Expect(Expectation.Connective);
        if (Now.IsWord("and"))
        {
            _at++;
            return true;
        }

        return Now.Kind is TokenKind.Word or TokenKind.Quoted ? !Now.IsWord("or") : Now.IsSign("(");
    }

    private FilterNode? ParseFactor()
    {
        Expect(Expectation.Test);
        try
        {
            return ReadFactor();
        }
        catch (FilterException error)
        {
            Fail(error);
            Skip();
            return null;
        }
    }

    private FilterNode? ReadFactor()
    {
        var first = Now;
        if (first.IsWord("not") || first.IsSign("("))
        {
            if (++_depth > MaxDepth)
            {
                _depth--;
                throw new FilterException(first.Start, first.Length, $"More than {MaxDepth} parentheses and nots stand inside each other.");
            }

            _at++;
            var inner = first.Kind == TokenKind.Word ? ParseFactor() : ReadParentheses(first);
            _depth--;
            return inner is null || first.Kind == TokenKind.Sign ? inner : new NotNode(first.Start, inner.End, inner);
        }

        if (first.Kind == TokenKind.Quoted || (first.Kind == TokenKind.Word && !Reserved.Contains(first.Text)))
        {
            return ReadTest();
        }

        throw first.Kind == TokenKind.End ? Missing("Write a condition here, such as dir == in.")
        : first.IsSign(")") ? new FilterException(first.Start, first.Length, "A condition is missing before this.")
        : new FilterException(first.Start, first.Length, $"A condition is missing before '{first.Text}'.");
    }

    private FilterNode? ReadParentheses(Token open)
    {
        var inner = ParseAny();
        if (Now.IsSign(")"))
        {
            _at++;
            return inner is null ? null : inner with { Start = open.Start, End = LastEnd };
        }

        Fail(new FilterException(open.Start, open.Length, "A ) is missing for this."));
        return inner;
    }

    private TestNode ReadTest()
    {
        var (first, place) = (Now, _at);
        var subject = first.Kind == TokenKind.Word ? ValueParser.Parse(_tokens, ref _at, _limit) : null;
        if (subject is null)
        {
            _at++;
        }

        var sign = Now;
        if (sign.IsSign("="))
        {
            throw new FilterException(sign.Start, sign.Length, "Write == to compare.");
        }

        if (subject is not null)
        {
            Expect(Expectation.OperatorFor(subject));
        }

        var operation = sign.Kind == TokenKind.Quoted ? null : FilterOperators.Find(sign.Text);
        var isTest = sign.Kind == TokenKind.Sign ? operation is not null : subject is not null || operation != FilterOperator.In;
        if (operation is { } known && isTest)
        {
            return ReadTest(first, subject, known);
        }

        // A field without an operator is a word as any other; a capture without one looks for nothing.
        if (_at > place + 1)
        {
            throw new FilterException(first.Start, LastEnd - first.Start, "An operator is missing behind this.");
        }

        if (first.IsOpen)
        {
            throw new FilterException(first.Start, first.Length, "The closing quote is missing.");
        }

        return first.Text is "&&" or "||"
            ? throw new FilterException(first.Start, first.Length, first.Text == "&&" ? "Write and." : "Write or.")
            : TestBuilder.Search(first);
    }

    private TestNode ReadTest(Token first, EntryValue? subject, FilterOperator operation)
    {
        if (subject is null)
        {
            throw new FilterException(
                first.Start,
                first.Length,
                first.Kind == TokenKind.Word ? ValueParser.NotKnown(first.Text) : "A field is missing here: text is compared with one."
            );
        }

        var sign = Now;
        var possible = FilterOperators.ListFor(subject.Type);
        if (!possible.Contains(operation))
        {
            throw new FilterException(
                sign.Start,
                sign.Length,
                $"{subject.Name} cannot be compared so; it can by {string.Join(", ", possible.Select(one => one.ToText()))}."
            );
        }

        _at++;
        var operands = ReadOperands(subject, operation);
        return TestBuilder.Test(first.Start, LastEnd, subject, operation, operands, _limit);
    }

    private List<Token> ReadOperands(EntryValue subject, FilterOperator operation)
    {
        if (operation != FilterOperator.In || (subject.Type == FilterType.Address && !Now.IsSign("(")))
        {
            return [ReadOperand(subject, operation)];
        }

        Expect(Expectation.ValueFor(subject, operation));
        if (!Now.IsSign("("))
        {
            throw new FilterException(Now.Start, Now.Length, "Write a list behind in, such as (1, 2, 3).");
        }

        var operands = new List<Token>();
        do
        {
            _at++;
            operands.Add(ReadOperand(subject, operation));
            Expect(Expectation.ListEnd);
        } while (Now.IsSign(","));

        if (!Now.IsSign(")"))
        {
            throw new FilterException(Now.Start, Now.Length, "A , or ) is missing in the list.");
        }

        _at++;
        return operands;
    }

    private Token ReadOperand(EntryValue subject, FilterOperator operation)
    {
        Expect(Expectation.ValueFor(subject, operation));
        var operand = Now;
        if (operand.IsOpen)
        {
            _at++;
            throw new FilterException(operand.Start, operand.Length, "The closing quote is missing.");
        }

        if (operand.Kind == TokenKind.Quoted || (operand.Kind == TokenKind.Word && !Reserved.Contains(operand.Text)))
        {
            _at++;
            return operand;
        }

        throw operand.Kind == TokenKind.End
            ? Missing($"A value is missing: what {subject.Name} is compared with.")
            : new FilterException(operand.Start, operand.Length, "A value is missing before this.");
    }

    private int LastEnd => _at > 0 ? _tokens[_at - 1].End : 0;

    private FilterException Missing(string message) => new(text.Length, 0, message);

    /// <summary>
    /// Notes what is looked for where the text ends. The first wins: what comes later is the parser going on behind an error.
    /// </summary>
    private void Expect(Expectation expected) => _expected ??= Now.Kind == TokenKind.End ? expected : null;

    private void Fail(FilterException error) => Errors.Add(error.Error);

    /// <summary>Goes to where a condition can begin or end: a connective, or a parenthesis that was open before.</summary>
    private void Skip()
    {
        var open = 0;
        while (Now.Kind != TokenKind.End && (open > 0 || !(Now.IsWord("and") || Now.IsWord("or") || Now.IsSign(")"))))
        {
            open +=
                Now.IsSign("(") ? 1
                : Now.IsSign(")") ? -1
                : 0;
            _at++;
        }
    }
}
