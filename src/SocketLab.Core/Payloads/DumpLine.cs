using System.Buffers;
using SocketLab.Core.Numbers;

namespace SocketLab.Core.Payloads;

/// <summary>One line of a pasted dump: an offset, bytes, and what stands behind them.</summary>
/// <param name="Position">Where it begins in the text, without blanks.</param>
/// <param name="Offset">The offset.</param>
/// <param name="Bytes">Where its bytes begin.</param>
/// <param name="End">Where it ends.</param>
/// <param name="HasColon">Whether a colon stands behind the offset.</param>
/// <param name="IsRepeat">Whether it is a star, which stands for lines as the one before it.</param>
internal readonly record struct DumpLine(int Position, long Offset, int Bytes, int End, bool HasColon, bool IsRepeat)
{
    /// <summary>Of one line alone: nobody pastes the middle of more than that.</summary>
    private const long MaxOffsetAlone = 16 << 20;

    private const int MinDigits = 4,
        MaxDigits = 12,
        XxdDigits = 8;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>Bytes after which <c>hexdump -C</c> and Wireshark leave more room in the middle of a line.</summary>
    private const int Half = 8;

    /// <summary>Reads a line; null for what is no line of a dump.</summary>
    public static DumpLine? TryRead(string text, int start, int end)
    {
        end = start + text.AsSpan(start, end - start).TrimEnd().Length;
        start += Blanks(text, start, end);
        if (text.AsSpan(start, end - start) is "*")
        {
            return new DumpLine(start, 0, end, end, false, true);
        }

        var first = text.AsSpan(start, end - start).StartsWith("0x", StringComparison.Ordinal) ? start + 2 : start;
        var digits = text.AsSpan(first, end - first).IndexOfAnyExcept(HexDigits) is var count and >= 0 ? count : end - first;
        var behind = first + digits;
        var hasColon = behind < end && text[behind] == ':';
        var blanks = Blanks(text, hasColon ? behind + 1 : behind, end);
        var bytes = behind + (hasColon ? 1 : 0) + blanks;
        var isSetOff = bytes == end || (hasColon ? blanks > 0 : blanks > 1 || (blanks == 1 && text[behind] == '\t'));
        var isOffset = digits is >= MinDigits and <= MaxDigits && isSetOff && (hasColon || first == start);
        return isOffset && WholeNumber.TryReadHex<long>(text.AsSpan(first, digits), out var offset)
            ? new DumpLine(start, offset, bytes, end, hasColon, false)
            : null;
    }

    /// <summary>Whether the next line begins where this one ends: then both are lines of a dump.</summary>
    public bool Leads(string text, in DumpLine next)
    {
        var expected = next.Offset - Offset;
        var bytes = new ArrayBufferWriter<byte>(64);
        TryWrite(text, bytes);
        return expected > 0 && bytes.WrittenCount >= expected;
    }

    /// <summary>Whether both are of one tool's making, as far as can be seen.</summary>
    public bool GoesWith(in DumpLine first) => IsRepeat || HasColon == first.HasColon;

    /// <summary>Whether it is a line of a dump, and no bytes, also with no other line beside it.</summary>
    public bool IsPlainAlone(string text)
    {
        if (HasColon)
        {
            var isOfXxd = text.IndexOf(':', Position) - Position == XxdDigits && Offset <= MaxOffsetAlone;
            return Offset == 0 || isOfXxd || text[Position + 1] == 'x';
        }

        // A column of text has a character for each byte.
        var bytes = new ArrayBufferWriter<byte>(64);
        var end = TryWrite(text, bytes);
        var behind = text.AsSpan(end, End - end).TrimStart();
        return Offset == 0 && bytes.WrittenCount > 0 && !behind.IsEmpty && (behind[0] == '|' || behind.Length == bytes.WrittenCount);
    }

    /// <summary>Writes the line's bytes.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="count">How many there are, or, if that is not known, the most that a line has; 0 for as many as it takes.</param>
    /// <param name="isKnown">Whether the offset of the next line says how many there are.</param>
    /// <param name="bytes">Where they go.</param>
    /// <returns>Where they end.</returns>
    /// <exception cref="PayloadException">One of them is none.</exception>
    public int Write(string text, long count, bool isKnown, ArrayBufferWriter<byte> bytes)
    {
        var (at, read) = (Bytes, 0);
        while (at < End && (count <= 0 || read < count) && (read == 0 || GoesOn(text, ref at, read, isKnown)))
        {
            if (!IsByte(text, at))
            {
                var wrong = char.IsAsciiHexDigit(text[at]) ? at + 1 : at;
                throw new PayloadException(
                    wrong < End ? $"'{text[wrong]}' is not a hexadecimal digit." : "A byte needs two hexadecimal digits; one is missing.",
                    wrong
                );
            }

            HexPayload.Write(text.AsSpan(at, 2), at, bytes);
            (at, read) = (at + 2, read + 1);
        }

        return at;
    }

    /// <summary>Whether more bytes stand here, and not the column of text or the end.</summary>
    public bool GoesOn(string text, int at) => at < End && Blanks(text, at, End) < 2 && GoesOn(text, ref at, read: 1, isKnown: true);

    private int TryWrite(string text, ArrayBufferWriter<byte> bytes)
    {
        try
        {
            return Write(text, 0, isKnown: false, bytes);
        }
        catch (PayloadException)
        {
            // What was read until then counts, and it is no dump by itself.
            return End;
        }
    }

    /// <summary>Whether another byte follows, and not the column of text.</summary>
    private bool GoesOn(string text, ref int at, int read, bool isKnown)
    {
        var blanks = Blanks(text, at, End);
        var next = at + blanks;
        var isMiddle = blanks == 2 && (isKnown || (!HasColon && read == Half && IsByte(text, next) && IsEnd(text, next + 2)));
        if (next >= End || text[next] == '|' || (blanks > 1 && !isMiddle))
        {
            return false;
        }

        at = next;
        return true;
    }

    private bool IsByte(string text, int at) => at + 2 <= End && char.IsAsciiHexDigit(text[at]) && char.IsAsciiHexDigit(text[at + 1]);

    private bool IsEnd(string text, int at) => at >= End || text[at] == ' ';

    private static int Blanks(string text, int start, int end)
    {
        var at = start;
        while (at < end && text[at] is ' ' or '\t')
        {
            at++;
        }

        return at - start;
    }
}
