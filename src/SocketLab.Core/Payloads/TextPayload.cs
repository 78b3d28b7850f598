using System.Buffers;
using System.Text;
using SocketLab.Core.Numbers;

namespace SocketLab.Core.Payloads;

/// <summary>Text with escapes. <c>\xHH</c> is one byte as it is, everything else goes through the encoding.</summary>
internal ref struct TextPayload
{
    private readonly ReadOnlySpan<char> _text;
    private readonly int _offset;
    private readonly PayloadEncoding _encoding;
    private readonly bool _isTemplate;
    private readonly ArrayBufferWriter<byte> _bytes;
    private int _at;

    private TextPayload(ReadOnlySpan<char> text, int offset, PayloadEncoding encoding, bool isTemplate, ArrayBufferWriter<byte> bytes)
    {
        _text = text;
        (_offset, _encoding, _isTemplate, _bytes) = (offset, encoding, isTemplate, bytes);
    }

    private readonly ReadOnlySpan<char> Rest => _text[_at..];

    /// <summary>Reads <paramref name="text"/>, which stands at <paramref name="offset"/> in what was written.</summary>
    /// <exception cref="PayloadException">An escape is wrong, or the encoding has no such character.</exception>
    public static void Write(
        ReadOnlySpan<char> text,
        int offset,
        PayloadEncoding encoding,
        bool isTemplate,
        ArrayBufferWriter<byte> bytes
    ) => new TextPayload(text, offset, encoding, isTemplate, bytes).Write();

    private void Write()
    {
        while (_at < _text.Length)
        {
            if (_text[_at] == '\\')
            {
                _at += Escape();
            }
            else
            {
                var run = Rest.IndexOf('\\');
                var plain = run < 0 ? Rest : Rest[..run];
                Encode(plain);
                _at += plain.Length;
            }
        }
    }

    private readonly int Escape()
    {
        switch (Rest.Length > 1 ? Rest[1] : '\0')
        {
            case 'n':
                Encode("\n");
                return 2;
            case 'r':
                Encode("\r");
                return 2;
            case 't':
                Encode("\t");
                return 2;
            case '0':
                Encode("\0");
                return 2;
            case '\\':
                Encode("\\");
                return 2;
            case '{' when _isTemplate:
                Encode("{");
                return 2;
            case 'x':
                return Byte();
            case 'u':
                return CodePoint();
            default:
                throw Fault(
                    _isTemplate
                        ? @"Unknown escape. Known are \n \r \t \0 \\ \{ \xHH and \u{H…}."
                        : @"Unknown escape. Known are \n \r \t \0 \\ \xHH and \u{H…}."
                );
        }
    }

    private readonly int Byte()
    {
        const int length = 4;
        if (Rest.Length < length || !WholeNumber.TryReadHex<byte>(Rest[2..length], out var value))
        {
            throw Fault(@"\x needs two hexadecimal digits, such as \x1b.");
        }

        _bytes.Write([value]);
        return length;
    }

    private readonly int CodePoint()
    {
        const int longest = 6;
        var close = Rest[..Math.Min(Rest.Length, longest + 4)].IndexOf('}');
        var digits = close < 0 || Rest[2] != '{' ? default : Rest[3..close];
        if (digits.IsEmpty || !WholeNumber.TryReadHex<int>(digits, out var value) || !Rune.IsValid(value))
        {
            throw Fault(@"\u needs the code point of a character in braces, such as \u{20ac}.");
        }

        Span<char> characters = stackalloc char[2];
        Encode(characters[..new Rune(value).EncodeToUtf16(characters)]);
        return close + 1;
    }

    private readonly void Encode(scoped ReadOnlySpan<char> characters)
    {
        var encoding = _encoding.Strict();
        try
        {
            encoding.GetBytes(characters, _bytes);
        }
        catch (EncoderFallbackException)
        {
            throw Unencodable(characters, encoding);
        }
    }

    /// <summary>The encoding says that there is a fault; this finds the first.</summary>
    private readonly PayloadException Unencodable(scoped ReadOnlySpan<char> characters, Encoding encoding)
    {
        var i = 0;
        while (i < characters.Length)
        {
            // What an escape stands for is at fault where the escape begins.
            var position = _offset + _at + (_text[_at] == '\\' ? 0 : i);
            if (Rune.DecodeFromUtf16(characters[i..], out var rune, out var length) != OperationStatus.Done)
            {
                return new PayloadException("This is half of a surrogate pair.", position);
            }

            try
            {
                encoding.GetByteCount(characters.Slice(i, length));
            }
            catch (EncoderFallbackException)
            {
                return new PayloadException($"'{rune}' does not exist in {_encoding.Name()}.", position);
            }

            i += length;
        }

        return Fault("This cannot be encoded.");
    }

    private readonly PayloadException Fault(string message) => new(message, _offset + _at);
}
