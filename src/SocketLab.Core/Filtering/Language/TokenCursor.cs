namespace SocketLab.Core.Filtering.Language;

/// <summary>A place among the tokens of a filter, and what was looked for where they end.</summary>
internal sealed class TokenCursor(string text)
{
    private Expectation? _expected;

    /// <summary>The tokens.</summary>
    public List<Token> Tokens { get; } = Lexer.Cut(text);

    /// <summary>The place.</summary>
    public int At { get; set; }

    /// <summary>The token at the place.</summary>
    public Token Now => Tokens[At];

    /// <summary>Where the token before the place ends.</summary>
    public int LastEnd => At > 0 ? Tokens[At - 1].End : 0;

    /// <summary>What could stand at the end of the text.</summary>
    public Expectation Expected => _expected ?? Expectation.Test;

    /// <summary>
    /// Notes what is looked for where the text ends. The first wins: what comes later is the parser going on behind an error.
    /// </summary>
    public void Expect(Expectation expected) => _expected ??= Now.Kind == TokenKind.End ? expected : null;
}
