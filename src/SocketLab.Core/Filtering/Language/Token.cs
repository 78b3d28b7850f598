namespace SocketLab.Core.Filtering.Language;

/// <summary>What sort of token it is.</summary>
internal enum TokenKind : byte
{
    /// <summary>Letters, digits and whatever else has no meaning of its own.</summary>
    Word,

    /// <summary>Text in double quotes.</summary>
    Quoted,

    /// <summary>A parenthesis, a comma or an operator made of signs.</summary>
    Sign,

    /// <summary>Behind the last token.</summary>
    End,
}

/// <summary>A piece of a filter's text.</summary>
/// <param name="Kind">What sort of token it is.</param>
/// <param name="Start">Where it begins, from 0.</param>
/// <param name="Length">How long it is in the text, quotes included.</param>
/// <param name="Text">The token as written, without quotes; escapes are still in it.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int Length, string Text)
{
    /// <summary>Where it ends.</summary>
    public int End => Start + Length;

    /// <summary>Whether it is a string whose closing quote is missing.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether it is this sign.</summary>
    public bool IsSign(string sign) => Kind == TokenKind.Sign && Text == sign;

    /// <summary>Whether it is this word.</summary>
    public bool IsWord(string word) => Kind == TokenKind.Word && Text == word;
}
