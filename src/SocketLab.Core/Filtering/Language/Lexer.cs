namespace SocketLab.Core.Filtering.Language;

/// <summary>Cuts a filter's text into tokens. Every text can be cut: what makes no sense is up to the parser.</summary>
internal static class Lexer
{
    /// <summary>The tokens of <paramref name="text"/>, with <see cref="TokenKind.End"/> as the last.</summary>
    public static List<Token> Cut(string text)
    {
        var tokens = new List<Token>();
        var at = 0;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if (at == text.Length)
            {
                tokens.Add(new(TokenKind.End, at, 0, ""));
                return tokens;
            }

            var token =
                text[at] == '"' ? Quoted(text, at)
                : SignAt(text, at) is { } sign ? new Token(TokenKind.Sign, at, sign.Length, sign)
                : Word(text, at);
            tokens.Add(token);
            at = token.End;
        }
    }

    /// <summary>Whether <paramref name="text"/> is one word, and can stand in a filter without quotes.</summary>
    public static bool IsWord(string text) =>
        text.Length > 0 && text[0] != '"' && SignAt(text, 0) is null && Word(text, 0).Length == text.Length;

    private static Token Word(string text, int start)
    {
        var end = start + 1;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] != '"' && SignAt(text, end) is null)
        {
            end++;
        }

        return new(TokenKind.Word, start, end - start, text[start..end]);
    }

    private static Token Quoted(string text, int start)
    {
        for (var at = start + 1; at < text.Length; at++)
        {
            if (text[at] == '"')
            {
                return new(TokenKind.Quoted, start, at + 1 - start, text[(start + 1)..at]);
            }

            at += text[at] == '\\' ? 1 : 0;
        }

        return new(TokenKind.Quoted, start, text.Length - start, text[(start + 1)..]) { IsOpen = true };
    }

    private static string? SignAt(string text, int at)
    {
        var next = at + 1 < text.Length ? text[at + 1] : '\0';
        return text[at] switch
        {
            '(' => "(",
            ')' => ")",
            ',' => ",",
            '=' => next == '=' ? "==" : "=",
            '<' => next == '=' ? "<=" : "<",
            '>' => next == '=' ? ">=" : ">",
            '!' => next == '=' ? "!=" : null,
            _ => null,
        };
    }
}
