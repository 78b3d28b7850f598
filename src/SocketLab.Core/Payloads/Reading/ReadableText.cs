using System.Buffers;
using System.Globalization;
using System.Text;

namespace SocketLab.Core.Payloads.Reading;

/// <summary>Bytes read as text of any encoding, with everything visible, and which bytes each piece of it stands for.</summary>
/// <param name="Text">
/// The text. LF breaks the line; what cannot be seen is an escape, and what is no character of the encoding is <c>\xNN</c> for each byte.
/// </param>
/// <param name="Runs">Pieces of the text in order, neighbours of one shape together: a character or an escape each.</param>
public sealed record ReadableText(string Text, IReadOnlyList<TextRun> Runs)
{
    private const int LongestCharacter = 4;

    /// <summary>Stands for bytes that are no character. It is none itself, so text has it only where it is decoded leniently.</summary>
    private const char NoCharacter = '\uffff';

    private static readonly Encoding?[] Lenient = new Encoding?[Enum.GetValues<PayloadEncoding>().Length];

    /// <summary>Reads bytes in an encoding. There are no bytes that it cannot read.</summary>
    public static ReadableText Of(ReadOnlySpan<byte> bytes, PayloadEncoding encoding)
    {
        var text = new StringBuilder(bytes.Length);
        var runs = new List<TextRun>();
        while (!bytes.IsEmpty)
        {
            var before = text.Length;
            int length;
            if (TryRead(bytes, encoding, out var rune, out length))
            {
                VisibleText.Append(text, rune, keepLineBreaks: true);
            }
            else
            {
                length = Math.Min(bytes.Length, encoding.IsUtf16() ? 2 : 1);
                foreach (var value in bytes[..length])
                {
                    text.Append(CultureInfo.InvariantCulture, $"\\x{value:x2}");
                }
            }

            Add(runs, text.Length - before, length);
            bytes = bytes[length..];
        }

        return new(text.ToString(), runs);
    }

    private static bool TryRead(ReadOnlySpan<byte> bytes, PayloadEncoding encoding, out Rune rune, out int length)
    {
        if (encoding == PayloadEncoding.Utf8)
        {
            return Rune.DecodeFromUtf8(bytes, out rune, out length) == OperationStatus.Done;
        }

        if (bytes[0] < 0x80 && !encoding.IsUtf16())
        {
            (rune, length) = (new Rune(bytes[0]), 1);
            return true;
        }

        // A single byte that some tables give a private character is none of the encoding.
        var decoder = LenientOf(encoding);
        Span<char> characters = stackalloc char[LongestCharacter * 4];
        for (length = 1; length <= Math.Min(LongestCharacter, bytes.Length); length++)
        {
            var read = characters[..decoder.GetChars(bytes[..length], characters)];
            if (
                !read.Contains(NoCharacter)
                && Rune.DecodeFromUtf16(read, out rune, out var used) == OperationStatus.Done
                && used == read.Length
                && !(length == 1 && Rune.GetUnicodeCategory(rune) == UnicodeCategory.PrivateUse)
            )
            {
                return true;
            }
        }

        rune = default;
        return false;
    }

    private static Encoding LenientOf(PayloadEncoding encoding)
    {
        if (Lenient[(int)encoding] is { } known)
        {
            return known;
        }

        var lenient = (Encoding)encoding.Strict().Clone();
        lenient.DecoderFallback = new DecoderReplacementFallback(NoCharacter.ToString());
        return Lenient[(int)encoding] = lenient;
    }

    private static void Add(List<TextRun> runs, int characters, int bytes)
    {
        if (runs is [.., var last] && last.Characters == characters && last.Bytes == bytes)
        {
            runs[^1] = last with { Count = last.Count + 1 };
        }
        else
        {
            runs.Add(new(1, characters, bytes));
        }
    }
}

/// <summary>Pieces of readable text that follow each other and have one shape.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Characters">UTF-16 units of text that each takes.</param>
/// <param name="Bytes">Bytes that each stands for.</param>
public readonly record struct TextRun(int Count, int Characters, int Bytes);
