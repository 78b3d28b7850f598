using System.Buffers;

namespace SocketLab.Core.Payloads;

/// <summary>
/// Hexadecimal as people paste it: <c>ff00</c>, <c>ff 00</c>, <c>ff:00</c>, <c>ff-00</c>, <c>0xff, 0x00</c>, <c>{0xff, 0x00}</c>,
/// <c>"\xff\x00"</c>.
/// </summary>
internal static class HexPayload
{
    /// <summary>Reads <paramref name="text"/>, which stands at <paramref name="offset"/> in what was written.</summary>
    /// <exception cref="PayloadException">It is no hexadecimal.</exception>
    public static void Write(ReadOnlySpan<char> text, int offset, ArrayBufferWriter<byte> bytes)
    {
        var room = bytes.GetSpan((text.Length / 2) + 1);
        var count = 0;
        var i = 0;
        while (i < text.Length)
        {
            if (IsPrefix(text[i..]))
            {
                i += 2;
            }
            else if (IsSeparator(text, i))
            {
                i++;
            }
            else
            {
                room[count++] = (byte)((Digit(text, i, offset) << 4) | Digit(text, i + 1, offset));
                i += 2;
            }
        }

        bytes.Advance(count);
    }

    /// <summary>What stands before digits in C and its kin, and says nothing: <c>0x</c>, <c>\x</c>.</summary>
    private static bool IsPrefix(ReadOnlySpan<char> text) => text.Length > 1 && text[0] is '0' or '\\' && text[1] is 'x' or 'X';

    private static bool IsSeparator(ReadOnlySpan<char> text, int i) =>
        text[i] switch
        {
            ':' or ',' or '-' or ';' or '"' => true,

            // Two of them begin a placeholder, which only a template fills in.
            '{' or '}' => !(i + 1 < text.Length && text[i + 1] == text[i]),

            // As a line of a string in C ends that goes on in the next.
            '\\' => i + 1 < text.Length && text[i + 1] is '\r' or '\n',
            var c => char.IsWhiteSpace(c),
        };

    private static int Digit(ReadOnlySpan<char> text, int position, int offset)
    {
        if (position >= text.Length || IsSeparator(text, position))
        {
            throw new PayloadException("A byte needs two hexadecimal digits; one is missing.", offset + position);
        }

        var c = text[position];
        return char.IsAsciiDigit(c) ? c - '0'
            : char.IsAsciiHexDigit(c) ? (c | 0x20) - 'a' + 10
            : throw new PayloadException($"'{c}' is not a hexadecimal digit.", offset + position);
    }
}
