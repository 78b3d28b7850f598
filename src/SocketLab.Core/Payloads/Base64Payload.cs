using System.Buffers;

namespace SocketLab.Core.Payloads;

/// <summary>Base64 (RFC 4648, 4). Blanks, tabs and line breaks are ignored, padding is required.</summary>
internal static class Base64Payload
{
    /// <summary>Reads <paramref name="data"/>.</summary>
    /// <exception cref="PayloadException">It is no base64.</exception>
    public static void Write(ReadOnlySpan<char> data, ArrayBufferWriter<byte> bytes)
    {
        var digits = 0;
        var firstPadding = -1;
        for (var i = 0; i < data.Length; i++)
        {
            var c = data[i];
            if (c is ' ' or '\t' or '\r' or '\n')
            {
                continue;
            }

            if (c == '=' && firstPadding < 0)
            {
                firstPadding = i;
            }
            else if (c != '=' && firstPadding >= 0)
            {
                throw new PayloadException("Nothing may follow the padding '='.", i);
            }
            else if (c != '=' && !char.IsAsciiLetterOrDigit(c) && c is not '+' and not '/')
            {
                throw new PayloadException($"'{c}' is not a base64 character.", i);
            }

            digits++;
        }

        if (digits % 4 != 0)
        {
            throw new PayloadException("Base64 comes in groups of four characters; the last group is incomplete.", data.Length);
        }

        if (!Convert.TryFromBase64Chars(data, bytes.GetSpan((digits / 4 * 3) + 1), out var written))
        {
            throw new PayloadException("There is too much padding.", Math.Max(firstPadding, 0));
        }

        bytes.Advance(written);
    }
}
