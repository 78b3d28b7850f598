using SocketLab.Core.Numbers;

namespace SocketLab.Core.Filtering.Language;

/// <summary>Reads what stands on the left side of a test.</summary>
internal static class ValueParser
{
    /// <summary>The word that begins a capture.</summary>
    public const string Capture = "capture";

    /// <summary>Bytes of an entry at most, and so the farthest place.</summary>
    private const int MaxPosition = 65_535;

    /// <summary>Reads a text that is a value and nothing else.</summary>
    /// <exception cref="FilterException">It is none.</exception>
    public static EntryValue ParseWhole(string text)
    {
        if (text.Length > FilterSyntax.MaxLength)
        {
            throw new FilterException(FilterSyntax.MaxLength, 0, $"This is longer than {FilterSyntax.MaxLength} characters.");
        }

        var tokens = Lexer.Cut(text);
        var at = 0;
        var value = tokens[0].Kind == TokenKind.Word ? Parse(tokens, ref at, new ExpressionLimit()) : null;
        if (value is null)
        {
            throw new FilterException(tokens[0].Start, tokens[0].Length, NotKnown(tokens[0].Text));
        }

        return tokens[at].Kind == TokenKind.End
            ? value
            : throw new FilterException(tokens[at].Start, tokens[at].Length, "A value ends before this.");
    }

    /// <summary>
    /// Reads the value at <paramref name="at"/> and goes behind it; null, and no step, when the word there is none.
    /// </summary>
    /// <exception cref="FilterException">It begins like a value and is none.</exception>
    public static EntryValue? Parse(List<Token> tokens, ref int at, ExpressionLimit limit)
    {
        var word = tokens[at];
        if (IsCapture(tokens, at))
        {
            var value = ParseCapture(tokens, at, limit);
            at += 4;
            return value;
        }

        var known = FilterFieldInfo.Find(word.Text) is { } info ? EntryValue.Of(info) : ParseIndexed(word);
        at += known is null ? 0 : 1;
        return known;
    }

    /// <summary>What is said of a word that is no field.</summary>
    public static string NotKnown(string word) =>
        Closest(word) is { } closest
            ? $"There is no field '{word}'. Did you mean {closest}?"
            : $"There is no field '{word}'. Put text to look for in quotes.";

    private static bool IsCapture(List<Token> tokens, int at) =>
        tokens[at].IsWord(Capture) && tokens[at + 1].IsSign("(") && tokens[at + 1].Start == tokens[at].End;

    private static EntryValue ParseCapture(List<Token> tokens, int at, ExpressionLimit limit)
    {
        var pattern = tokens[at + 2];
        if (pattern.Kind != TokenKind.Quoted || pattern.IsOpen)
        {
            throw new FilterException(pattern.Start, pattern.Length, "Write a regular expression in quotes, such as \"temp=([0-9.]+)\".");
        }

        var close = tokens[at + 3];
        if (!close.IsSign(")"))
        {
            throw new FilterException(close.Start, close.Length, "A ) is missing behind the regular expression.");
        }

        var expression = Operands.Expression(pattern, limit);
        return expression.Regex.GetGroupNumbers().Length > 1
            ? EntryValue.Capture($"{Capture}(\"{pattern.Text}\")", expression)
            : throw new FilterException(pattern.Start, pattern.Length, "Put what is to be read out into ( ) in the expression.");
    }

    private static EntryValue? ParseIndexed(Token word)
    {
        var text = word.Text;
        var open = text.IndexOf('[', StringComparison.Ordinal);
        if (open <= 0)
        {
            return null;
        }

        var (name, inside) = (text[..open], text[(open + 1)..].TrimEnd(']'));
        if (name != "bytes" && Numbers(name) is null)
        {
            return null;
        }

        if (text[^1] != ']')
        {
            throw new FilterException(word.Start, word.Length, $"A ] is missing behind {text}.");
        }

        return name == "bytes" ? ParseBytes(word, inside) : ParseNumber(word, name, inside);
    }

    private static EntryValue ParseNumber(Token word, string name, string inside)
    {
        var (field, size, isBigEndian) = Numbers(name)!.Value;
        return WholeNumber.TryReadSigned<int>(inside, out var position) && Math.Abs((long)position) <= MaxPosition
            ? EntryValue.Number(field, word.Text, position, size, isBigEndian)
            : throw new FilterException(
                word.Start,
                word.Length,
                $"Write the place of the first byte: {name}[0], or {name}[-{size}] from the end."
            );
    }

    private static EntryValue ParseBytes(Token word, string inside)
    {
        var colon = inside.IndexOf(':', StringComparison.Ordinal);
        return
            colon > 0
            && WholeNumber.TryReadSigned<int>(inside.AsSpan(0, colon), out var position)
            && WholeNumber.TryRead<int>(inside.AsSpan(colon + 1), out var length)
            && Math.Abs((long)position) <= MaxPosition
            && length is > 0 and <= MaxPosition
            ? EntryValue.Bytes(word.Text, position, length)
            : throw new FilterException(word.Start, word.Length, "Write the place and the length: bytes[0:2] is the first two bytes.");
    }

    private static (FilterField Field, int Size, bool IsBigEndian)? Numbers(string name) =>
        name switch
        {
            "u8" => (FilterField.UnsignedNumber, 1, true),
            "i8" => (FilterField.SignedNumber, 1, true),
            "u16be" or "u16le" => (FilterField.UnsignedNumber, 2, name[^2] == 'b'),
            "u32be" or "u32le" => (FilterField.UnsignedNumber, 4, name[^2] == 'b'),
            "u64be" or "u64le" => (FilterField.UnsignedNumber, 8, name[^2] == 'b'),
            "i16be" or "i16le" => (FilterField.SignedNumber, 2, name[^2] == 'b'),
            "i32be" or "i32le" => (FilterField.SignedNumber, 4, name[^2] == 'b'),
            "i64be" or "i64le" => (FilterField.SignedNumber, 8, name[^2] == 'b'),
            "f32be" or "f32le" => (FilterField.FloatNumber, 4, name[^2] == 'b'),
            "f64be" or "f64le" => (FilterField.FloatNumber, 8, name[^2] == 'b'),
            _ => null,
        };

    private static string? Closest(string word) =>
        word switch
        {
            "length" or "size" => "len",
            "data" or "payload" or "message" => "text",
            "direction" => "dir",
            "bytes" => "hex, or bytes[0:2]",
            "peer" or "address" or "addr" or "ip" or "host" => "peer.address",
            "port" => "peer.port, or local.port",
            "local" => "local.address, or local.port",
            "connection" or "connectionId" => "conn",
            "u16" or "u32" or "u64" or "i16" or "i32" or "i64" or "f32" or "f64" => $"{word}be[0]",
            "u8" or "i8" => $"{word}[0]",
            "type" => "kind, or event",
            _ => FilterFieldInfo.All.FirstOrDefault(info => info.Name.Equals(word, StringComparison.OrdinalIgnoreCase))?.Name,
        };
}
