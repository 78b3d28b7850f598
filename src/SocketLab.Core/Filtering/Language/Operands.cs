using System.Globalization;
using System.Net;
using System.Text;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Filtering.Conditions;
using SocketLab.Core.Journal;
using SocketLab.Core.Numbers;
using SocketLab.Core.Payloads;

namespace SocketLab.Core.Filtering.Language;

/// <summary>Reads what stands on the right side of a test.</summary>
internal static class Operands
{
    private static readonly string[] TimeForms =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mm",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>Text, its escapes resolved where it is in quotes.</summary>
    public static string Text(Token token)
    {
        var text = token.Kind == TokenKind.Quoted ? QuotedText.Read(token) : token.Text;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])))
            {
                throw Wrong(token, "Half a character (an unpaired surrogate) is in no text.");
            }

            i += char.IsSurrogate(text[i]) ? 1 : 0;
        }

        return text;
    }

    /// <summary>Bytes in hexadecimal: one at least.</summary>
    public static byte[] Bytes(Token token)
    {
        byte[] bytes;
        try
        {
            bytes = PayloadParser.Parse(PayloadFormat.Hex, token.Text);
        }
        catch (PayloadException error)
        {
            throw Wrong(token, $"{error.Message} Write bytes as ff00, or in quotes as \"ff 00\".");
        }

        return bytes.Length > 0 ? bytes : throw Wrong(token, "Write at least one byte, such as ff.");
    }

    /// <summary>A number.</summary>
    public static NumberLiteral Number(Token token) =>
        NumberLiteral.TryRead(token.Text) ?? throw Wrong(token, $"'{Shown(token)}' is no number.");

    /// <summary>A time, in UTC ticks.</summary>
    public static long Time(Token token) =>
        DateTime.TryParseExact(
            token.Text,
            TimeForms,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        ) && !token.Text.Contains('\0', StringComparison.Ordinal)
            ? time.Ticks
            : throw Wrong(token, $"'{Shown(token)}' is no time. Write UTC as 2026-11-28T14:30:00Z.");

    /// <summary>Which of a field's words it is.</summary>
    public static int Choice(Token token, FilterFieldInfo field)
    {
        for (var i = 0; i < field.Choices.Count; i++)
        {
            if (field.Choices[i] == token.Text)
            {
                return i;
            }
        }

        throw Wrong(
            token,
            field.Choices.Count < 8
                ? $"Choose {string.Join(", ", field.Choices)}."
                : $"There is no {field.Name} '{Shown(token)}'. They are called {field.Choices[0]}, {field.Choices[4]} and so on."
        );
    }

    /// <summary>A connection: its id of 16 hexadecimal digits, or its number.</summary>
    public static (long Value, bool IsNumber) Connection(Token token) =>
        token.Text.Length == 16 && ConnectionId.TryParse(token.Text, out var id) ? (id.Value, false)
        : WholeNumber.TryRead<uint>(token.Text.AsSpan(token.Text is ['#', ..] ? 1 : 0), out var number) ? (number, true)
        : throw Wrong(token, $"'{Shown(token)}' is no connection. Write its id, or its number.");

    /// <summary>An address, a network where that may stand, or the name of a Unix socket.</summary>
    public static AddressRangeTest Address(Token token, bool mayBeNetwork)
    {
        if (UnixAddress.Is(token.Text))
        {
            return new(PeerAddress.None, 0, Text(token));
        }

        if (IpLiteral.TryParse(token.Text, out var address))
        {
            return AddressRangeTest.Of(address.Unmapped());
        }

        if (!mayBeNetwork || !token.Text.Contains('/', StringComparison.Ordinal))
        {
            throw Wrong(token, $"'{Shown(token)}' is no IP address.");
        }

        return AddressRange.TryParse(token.Text, out var network)
            ? new(PeerAddress.From(new IPEndPoint(network.BaseAddress, 0)), network.PrefixLength, null)
            : throw Wrong(token, $"'{Shown(token)}' is no network. Write one as 10.0.0.0/8, with nothing set behind the prefix.");
    }

    /// <summary>A regular expression.</summary>
    public static SharedExpression Expression(Token token, ExpressionLimit limit) =>
        limit.Make(token.Text.Replace("\\\"", "\"", StringComparison.Ordinal), token.Start, token.Length);

    /// <summary>The error of a token.</summary>
    public static FilterException Wrong(Token token, string message) => new(token.Start, token.Length, message);

    /// <summary>A text in quotes, such that reading it gives the text again.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                '\0' => quoted.Append("\\0"),
                < ' ' or '\x7f' => quoted.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A regular expression in quotes. Its escapes stay as they are; quotes that have none get one.</summary>
    public static string QuoteExpression(string pattern)
    {
        var quoted = new StringBuilder(pattern.Length + 2).Append('"');
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\' && i + 1 < pattern.Length)
            {
                quoted.Append(pattern[i++]);
            }
            else if (pattern[i] == '"')
            {
                quoted.Append('\\');
            }

            quoted.Append(pattern[i]);
        }

        return quoted.Append('"').ToString();
    }

    private static string Shown(Token token) => ShortText.Of(token.Text, 60);
}
