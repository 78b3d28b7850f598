using System.Buffers;
using System.Globalization;
using System.Text;

namespace SocketLab.Core.Payloads;

/// <summary>
/// Bytes as text that shows everything: control, bidirectional and zero-width characters and bytes that are no UTF-8 appear as escapes.
/// </summary>
/// <remarks>The escapes are those of <see cref="PayloadFormat.Text"/>, so what is shown can be sent again.</remarks>
public static class VisibleText
{
    /// <summary>One line: line breaks become <c>\n</c> too.</summary>
    public static string Line(ReadOnlySpan<byte> bytes) => Build(bytes, keepLineBreaks: false);

    /// <summary>Several lines: LF breaks the line, everything else that cannot be seen is escaped.</summary>
    public static string Lines(ReadOnlySpan<byte> bytes) => Build(bytes, keepLineBreaks: true);

    /// <summary>
    /// Whether bytes are better read as text than as numbers: UTF-8 with few control characters beside those of terminals and line ends.
    /// The NUL that ends a string in C is one of them. The end may be cut off in the middle of a character.
    /// </summary>
    public static bool IsText(ReadOnlySpan<byte> bytes)
    {
        var (characters, controls) = (0, 0);
        for (bytes = bytes.TrimEnd((byte)0); !bytes.IsEmpty; characters++)
        {
            var status = Rune.DecodeFromUtf8(bytes, out var rune, out var length);
            if (status == OperationStatus.InvalidData)
            {
                return false;
            }

            controls += Rune.IsControl(rune) && rune.Value is not ('\t' or '\n' or '\r' or '\x1b') ? 1 : 0;
            bytes = bytes[length..];
        }

        return controls <= characters / 8;
    }

    /// <summary>
    /// Text that is a string already, such as reformatted JSON: what hides or reorders becomes visible, line breaks stay.
    /// </summary>
    public static string Reveal(string text)
    {
        var revealed = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == '\n' || IsVisible(rune))
            {
                revealed.Append(rune.ToString());
            }
            else
            {
                revealed.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
            }
        }

        return revealed.ToString();
    }

    /// <summary>One line of ours that may have names in it, such as an event's message: a line break is part of a name.</summary>
    public static string Sentence(string text) => Reveal(text).Replace("\n", @"\n", StringComparison.Ordinal);

    /// <summary>
    /// A name of anybody's making: of an endpoint, a socket, a certificate, a server, a file. Two names that differ never look alike for
    /// what cannot be seen in them: a backslash is doubled, and a blank that HTML would swallow is <c>\x20</c>.
    /// </summary>
    public static string Name(string name)
    {
        var text = new StringBuilder(name.Length);
        var before = ' ';
        foreach (var (place, rune) in name.EnumerateRunes().Index())
        {
            if (rune.Value == ' ' && (before == ' ' || place == name.Length - 1))
            {
                text.Append(@"\x20");
            }
            else
            {
                Append(text, rune, keepLineBreaks: false);
            }

            before = rune.Value == ' ' ? ' ' : 'x';
        }

        return text.ToString();
    }

    /// <summary>Plain text for programs: UTF-8 with U+FFFD for what is none, of at most <paramref name="maxBytes"/> bytes.</summary>
    public static string Plain(ReadOnlySpan<byte> bytes, int maxBytes = 1024)
    {
        var cut = bytes[..Math.Min(bytes.Length, maxBytes)];

        // A character that the limit cuts in half is no fault of the data: leave it out.
        return Encoding.UTF8.GetString(cut.Length < bytes.Length ? WithoutBrokenTail(cut) : cut);
    }

    private static ReadOnlySpan<byte> WithoutBrokenTail(ReadOnlySpan<byte> bytes)
    {
        for (var tail = 1; tail < 4 && tail <= bytes.Length; tail++)
        {
            if (Rune.DecodeFromUtf8(bytes[^tail..], out _, out _) == OperationStatus.NeedMoreData)
            {
                return bytes[..^tail];
            }
        }

        return bytes;
    }

    private static string Build(ReadOnlySpan<byte> bytes, bool keepLineBreaks)
    {
        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var length) == OperationStatus.Done)
            {
                Append(text, rune, keepLineBreaks);
            }
            else
            {
                foreach (var invalid in bytes[..length])
                {
                    text.Append(CultureInfo.InvariantCulture, $"\\x{invalid:x2}");
                }
            }

            bytes = bytes[length..];
        }

        return text.ToString();
    }

    /// <summary>One character as it can be seen.</summary>
    internal static void Append(StringBuilder text, Rune rune, bool keepLineBreaks)
    {
        switch (rune.Value)
        {
            case '\n' when keepLineBreaks:
                text.Append('\n');
                break;
            case '\n':
                text.Append("\\n");
                break;
            case '\r':
                text.Append("\\r");
                break;
            case '\t':
                text.Append("\\t");
                break;
            case '\\':
                text.Append(@"\\");
                break;
            case < 0x80 when Rune.IsControl(rune):
                text.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}");
                break;
            default:
                if (IsVisible(rune))
                {
                    text.Append(rune.ToString());
                }
                else
                {
                    text.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
                }

                break;
        }
    }

    /// <summary>
    /// Format characters reorder or hide text; separators other than the blank look like one; the rest of the list has no glyph.
    /// </summary>
    private static bool IsVisible(Rune rune) =>
        rune.Value == ' '
        || Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.SpaceSeparator
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.Surrogate
            )
            && !IsIgnorable(rune);

    /// <summary>
    /// Letters and marks that have no width all the same: Default_Ignorable_Code_Point of the Unicode Character Database, less what its
    /// category tells.
    /// </summary>
    private static bool IsIgnorable(Rune rune) =>
        rune.Value
            is 0x034f
                or 0x115f
                or 0x1160
                or 0x17b4
                or 0x17b5
                or (>= 0x180b and <= 0x180f)
                or 0x3164
                or (>= 0xfe00 and <= 0xfe0f)
                or 0xffa0
                or (>= 0xe0100 and <= 0xe01ef);
}
