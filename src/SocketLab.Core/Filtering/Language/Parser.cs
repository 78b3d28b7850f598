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
internal sealed class Parser
{
    /// <summary>Parentheses and negations inside each other, at most.</summary>
    public const int MaxDepth = 50;

    /// <summary>Words that stand for themselves only in quotes.</summary>
    public static readonly string[] Reserved = ["and", "or"];

    private readonly TokenCursor _cursor;
    private readonly TestReader _tests;
    private int _depth;

    /// <summary>Prepares reading a text.</summary>
    public Parser(string text)
    {
        _cursor = new TokenCursor(text);
        _tests = new TestReader(_cursor);
    }

    /// <summary>What is wrong, in order.</summary>
    public List<FilterError> Errors { get; } = [];

    /// <summary>What stands beside each other at the top, each of it true of what is found; null for what cannot be read.</summary>
    public List<(int Start, int End, FilterNode? Node)> Clauses { get; private set; } = [];

    /// <summary>What could stand at the end of the text.</summary>
    public Expectation Expected => _cursor.Expected;

    private Token Now => _cursor.Now;

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
                Fail(Operands.Wrong(Now, "There is no ( that this would close."));
                _cursor.At++;
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
            _cursor.At += terms++ > 0 ? 1 : 0;
            if (ParseAll() is { } part)
            {
                parts.Add(part);
            }
        } while (Now.IsWord("or"));

        var (end, whole) = (_cursor.LastEnd, parts.Count > 1 ? new AnyNode(parts[0].Start, parts[^1].End, parts) : parts.FirstOrDefault());
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

            if (_depth == 0 && _cursor.LastEnd > start)
            {
                Clauses.Add((start, _cursor.LastEnd, part));
            }
        } while (TakeAnd());

        return parts.Count > 1 ? new AllNode(parts[0].Start, parts[^1].End, parts) : parts.FirstOrDefault();
    }

    /// <summary>Goes over an <c>and</c>; words that stand side by side mean the same.</summary>
    private bool TakeAnd()
    {
        _cursor.Expect(Expectation.Connective);
        if (Now.IsWord("and"))
        {
            _cursor.At++;
            return true;
        }

        return Now.Kind is TokenKind.Word or TokenKind.Quoted ? !Now.IsWord("or") : Now.IsSign("(");
    }

    private FilterNode? ParseFactor()
    {
        _cursor.Expect(Expectation.Test);
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
                throw Operands.Wrong(first, $"More than {MaxDepth} parentheses and nots stand inside each other.");
            }

            _cursor.At++;
            var inner = first.Kind == TokenKind.Word ? ParseFactor() : ReadParentheses(first);
            _depth--;
            return inner is null || first.Kind == TokenKind.Sign ? inner : new NotNode(first.Start, inner.End, inner);
        }

        if (first.Kind == TokenKind.Quoted || (first.Kind == TokenKind.Word && !Reserved.Contains(first.Text)))
        {
            return _tests.Read();
        }

        throw first.Kind == TokenKind.End ? Operands.Wrong(first, "Write a condition here, such as dir == in.")
        : first.IsSign(")") ? Operands.Wrong(first, "A condition is missing before this.")
        : Operands.Wrong(first, $"A condition is missing before '{first.Text}'.");
    }

    private FilterNode? ReadParentheses(Token open)
    {
        var inner = ParseAny();
        if (Now.IsSign(")"))
        {
            _cursor.At++;
            return inner is null ? null : inner with { Start = open.Start, End = _cursor.LastEnd };
        }

        Fail(Operands.Wrong(open, "A ) is missing for this."));
        return inner;
    }

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
            _cursor.At++;
        }
    }
}
