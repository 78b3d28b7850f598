namespace SocketLab.Core.Filtering.Language;

/// <summary>Finds what could be written at the caret: what the parser would take behind the text before it.</summary>
internal static class Completing
{
    private static readonly FilterProposal[] Connectives = [new("and", "both have to be so"), new("or", "one of both has to be so")];

    private static readonly FilterProposal[] Values =
    [
        new("not", "what is not so"),
        new("u8[0]", "the number at a byte"),
        new("u16be[0]", "the number in two bytes, the higher one first"),
        new("u32be[0]", "the number in four bytes"),
        new("u64be[0]", "the number in eight bytes"),
        new("i16le[0]", "a signed number, the lower byte first"),
        new("f32be[0]", "a floating-point number in four bytes"),
        new("f64be[0]", "a floating-point number in eight bytes"),
        new("bytes[0:2]", "some of the bytes: place and length"),
        new("capture(\"temp=([0-9.]+)\")", "what a regular expression finds"),
    ];

    /// <summary>What could be written at <paramref name="caret"/>.</summary>
    public static FilterCompletion At(string text, int caret)
    {
        if (text.Length > FilterSyntax.MaxLength)
        {
            return new(CompletionKind.Test, caret, 0, []);
        }

        var word = Lexer.Cut(text).Find(token => token.Start < caret && caret <= token.End && IsTyped(token, caret));
        var start = word.Length > 0 ? word.Start : caret;
        var parser = new Parser(text[..start]);
        parser.Parse();
        var expected = parser.Expected;
        var typed = text[start..caret];
        var proposals = ProposalsFor(expected).Where(proposal => Begins(proposal.Text, typed));
        return new(expected.Kind, start, word.Length, [.. proposals])
        {
            Subject = expected.Subject,
            Operator = expected.Operator,
            Typed = typed,
        };
    }

    /// <summary>Whether the caret is still in the token: behind a closing quote or a parenthesis something new begins.</summary>
    private static bool IsTyped(Token token, int caret) =>
        token.Kind == TokenKind.Word
        || (token.Kind == TokenKind.Quoted && (token.IsOpen || caret < token.End))
        || (token.Kind == TokenKind.Sign && token.Text is not ("(" or ")" or ","));

    private static bool Begins(string proposal, string typed) =>
        proposal.StartsWith(typed, StringComparison.OrdinalIgnoreCase) && proposal.Length > typed.Length;

    private static IEnumerable<FilterProposal> ProposalsFor(Expectation expected) =>
        expected.Kind switch
        {
            CompletionKind.Test => Tests(),
            CompletionKind.Connective => Connectives.Concat(Tests()),
            CompletionKind.Operator => FilterOperators
                .ListFor(expected.Subject!.Type)
                .Select(operation => new FilterProposal(operation.ToText(), SummaryOf(operation)))
                .Concat(Connectives),
            CompletionKind.Value => Choices(expected.Subject!),
            _ => [new(",", "another value"), new(")", "the end of the list")],
        };

    private static IEnumerable<FilterProposal> Tests() =>
        FilterFieldInfo.All.Select(info => new FilterProposal(info.Name, info.Summary)).Concat(Values);

    private static IEnumerable<FilterProposal> Choices(EntryValue subject) =>
        FilterFieldInfo.Find(subject.Name)?.Choices.Select(choice => new FilterProposal(choice, "")) ?? [];

    private static string SummaryOf(FilterOperator operation) =>
        operation switch
        {
            FilterOperator.Equal => "is exactly",
            FilterOperator.NotEqual => "is not",
            FilterOperator.Less => "is less than",
            FilterOperator.LessOrEqual => "is at most",
            FilterOperator.Greater => "is more than",
            FilterOperator.GreaterOrEqual => "is at least",
            FilterOperator.Contains => "has in it, upper and lower case alike",
            FilterOperator.StartsWith => "begins with, upper and lower case alike",
            FilterOperator.Matches => "a regular expression finds something in it",
            _ => "is one of a list, or of a network",
        };
}
