using System.Buffers;
using System.Globalization;
using System.Text;

namespace SocketLab.Core.Payloads;

/// <summary>Text with escapes. <c>\xHH</c> is one byte as it is, everything else goes through the encoding.</summary>
internal static class TextPayload
{
    public static byte[] Parse(string data, PayloadEncoding encoding)
    {
        var writer = new Writer(StrictEncoding(encoding));
        for (var i = 0; i < data.Length;)
        {
            i = data[i] == '\\' ? Escape(data, i, writer) : Character(data, i, writer);
        }

        return writer.ToArray();
    }

    private static int Character(string data, int start, Writer writer)
    {
        if (!Rune.TryGetRuneAt(data, start, out var rune))
        {
            throw new PayloadException("This is half of a surrogate pair.", start);
        }

        writer.Write(rune, start);
        return start + rune.Utf16SequenceLength;
    }

    private static int Escape(string data, int start, Writer writer)
    {
        var kind = start + 1 < data.Length ? data[start + 1] : '\0';
        switch (kind)
        {
            case 'n':
                writer.Write(new Rune('\n'), start);
                return start + 2;
            case 'r':
                writer.Write(new Rune('\r'), start);
                return start + 2;
            case 't':
                writer.Write(new Rune('\t'), start);
                return start + 2;
            case '0':
                writer.Write(new Rune('\0'), start);
                return start + 2;
            case '\\':
                writer.Write(new Rune('\\'), start);
                return start + 2;
            case 'x':
                return Byte(data, start, writer);
            case 'u':
                return CodePoint(data, start, writer);
            default:
                throw new PayloadException(@"Unknown escape. Known are \n \r \t \0 \\ \xHH and \u{H…}.", start);
        }
    }

    private static int Byte(string data, int start, Writer writer)
    {
        const int length = 4;
        if (start + length > data.Length || !byte.TryParse(data.AsSpan(start + 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            throw new PayloadException(@"\x needs two hexadecimal digits, such as \x1b.", start);
        }

        writer.Write(value);
        return start + length;
    }

    private static int CodePoint(string data, int start, Writer writer)
    {
        var close = data.IndexOf('}', start);
        var digits = close < 0 || start + 2 >= data.Length || data[start + 2] != '{' ? default : data.AsSpan(start + 3, close - start - 3);
        if (digits.Length is 0 or > 6 || !int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) || !Rune.IsValid(value))
        {
            throw new PayloadException(@"\u needs the code point of a character in braces, such as \u{20ac}.", start);
        }

        writer.Write(new Rune(value), start);
        return close + 1;
    }

    private static Encoding StrictEncoding(PayloadEncoding encoding) => encoding switch
    {
        PayloadEncoding.Ascii => Encoding.GetEncoding("us-ascii", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback),
        PayloadEncoding.Latin1 => Encoding.GetEncoding("iso-8859-1", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback),
        PayloadEncoding.Utf16Le => new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
        PayloadEncoding.Utf16Be => new UnicodeEncoding(bigEndian: true, byteOrderMark: false),
        _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
    };

    private sealed class Writer(Encoding encoding)
    {
        private readonly ArrayBufferWriter<byte> _bytes = new();

        public void Write(byte value) => _bytes.Write([value]);

        public void Write(Rune rune, int position)
        {
            Span<char> characters = stackalloc char[2];
            Span<byte> bytes = stackalloc byte[8];
            try
            {
                _bytes.Write(bytes[..encoding.GetBytes(characters[..rune.EncodeToUtf16(characters)], bytes)]);
            }
            catch (EncoderFallbackException)
            {
                throw new PayloadException($"'{rune}' does not exist in {encoding.WebName}.", position);
            }
        }

        public byte[] ToArray() => _bytes.WrittenSpan.ToArray();
    }
}
