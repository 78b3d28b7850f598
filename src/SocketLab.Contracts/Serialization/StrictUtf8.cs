using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace SocketLab.Contracts.Serialization;

/// <summary>Reads UTF-8 that may lie in pieces. What is none is refused, not replaced by U+FFFD.</summary>
internal static class StrictUtf8
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The bytes as one piece; null when they are no UTF-8.</summary>
    public static ReadOnlyMemory<byte>? Whole(in ReadOnlySequence<byte> bytes)
    {
        var whole = bytes.IsSingleSegment ? bytes.First : bytes.ToArray();
        return Utf8.IsValid(whole.Span) ? whole : default(ReadOnlyMemory<byte>?);
    }

    /// <summary>The text; null when the bytes are no UTF-8. Nothing but the text itself is allocated, since it may be long.</summary>
    public static string? Decode(in ReadOnlySequence<byte> bytes)
    {
        try
        {
            return bytes.IsSingleSegment ? Strict.GetString(bytes.FirstSpan) : string.Create(LengthOf(bytes), bytes, Fill);
        }
        catch (ArgumentException)
        {
            // No UTF-8, and then the length may be wrong as well.
            return null;
        }
    }

    private static void Fill(Span<char> text, ReadOnlySequence<byte> bytes)
    {
        var decoder = Strict.GetDecoder();
        foreach (var piece in bytes)
        {
            text = text[decoder.GetChars(piece.Span, text, flush: false)..];
        }

        decoder.GetChars([], text, flush: true);
    }

    /// <summary>Its length in UTF-16 units, if it is UTF-8: one for each sequence, two for one of four bytes.</summary>
    private static int LengthOf(in ReadOnlySequence<byte> bytes)
    {
        var length = 0;
        foreach (var piece in bytes)
        {
            length += piece.Length;
            if (!Ascii.IsValid(piece.Span))
            {
                foreach (var one in piece.Span)
                {
                    length +=
                        (one & 0xc0) == 0x80 ? -1
                        : one >= 0xf0 ? 1
                        : 0;
                }
            }
        }

        return length;
    }
}
