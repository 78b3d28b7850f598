using System.Text;

namespace SocketLab.Core.Filtering.Language;

/// <summary>Resolves the escapes of a string: <c>\" \\ \n \r \t \0 \xHH \u{H…}</c>, those of payloads.</summary>
internal static class QuotedText
{
    /// <summary>The text that a string stands for.</summary>
    /// <exception cref="FilterException">An escape in it is none.</exception>
    public static string Read(Token token)
    {
        var source = token.Text;
        var text = new StringBuilder(source.Length);
        var at = 0;
        while (at < source.Length)
        {
            if (source[at] != '\\')
            {
                text.Append(source[at++]);
                continue;
            }

            var length = Escape(source.AsSpan(at), text);
            if (length == 0)
            {
                var end = Math.Min(at + 2, source.Length);
                throw new FilterException(
                    token.Start + 1 + at,
                    end - at,
                    $"'{source[at..end]}' is no escape. Known are \\\" \\\\ \\n \\r \\t \\0 \\x41 \\u{{20ac}}; write a backslash as \\\\."
                );
            }

            at += length;
        }

        return text.ToString();
    }

    /// <summary>Resolves the escape at the beginning; 0 when there is none.</summary>
    private static int Escape(ReadOnlySpan<char> source, StringBuilder text)
    {
        const int asciiEnd = 0x80;
        var kind = source.Length > 1 ? source[1] : '\0';
        switch (kind)
        {
            case '"' or '\\':
                text.Append(kind);
                return 2;
            case 'n' or 'r' or 't' or '0':
                text.Append(
                    kind switch
                    {
                        'n' => '\n',
                        'r' => '\r',
                        't' => '\t',
                        _ => '\0',
                    }
                );
                return 2;
            case 'x' when source.Length >= 4 && TryHex(source[2..4], out var number) && number < asciiEnd:
                text.Append((char)number);
                return 4;
            case 'u' when source.Length > 3 && source[2] == '{':
                var close = source.IndexOf('}');
                if (close > 3 && close <= 9 && TryHex(source[3..close], out var rune) && Rune.IsValid(rune))
                {
                    text.Append(new Rune(rune).ToString());
                    return close + 1;
                }

                return 0;
            default:
                return 0;
        }
    }

    private static bool TryHex(ReadOnlySpan<char> digits, out int number) =>
        Numbers.WholeNumber.TryReadHex(digits.ToString(), out number) && number >= 0;
}
