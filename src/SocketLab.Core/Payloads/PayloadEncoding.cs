using System.Text;

namespace SocketLab.Core.Payloads;

/// <summary>How text becomes bytes.</summary>
public enum PayloadEncoding
{
    /// <summary>UTF-8 without a byte order mark.</summary>
    Utf8,

    /// <summary>7-bit ASCII; anything else is an error.</summary>
    Ascii,

    /// <summary>ISO 8859-1; anything above U+00FF is an error.</summary>
    Latin1,

    /// <summary>UTF-16, least significant byte first.</summary>
    Utf16Le,

    /// <summary>UTF-16, most significant byte first.</summary>
    Utf16Be,
}

/// <summary>The encodings at work. None of them writes a byte order mark or replaces what it cannot express.</summary>
internal static class PayloadEncodings
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Ascii = Encoding.GetEncoding(
        "us-ascii",
        EncoderFallback.ExceptionFallback,
        DecoderFallback.ExceptionFallback
    );
    private static readonly Encoding Latin1 = Encoding.GetEncoding(
        "iso-8859-1",
        EncoderFallback.ExceptionFallback,
        DecoderFallback.ExceptionFallback
    );
    private static readonly Encoding Utf16Le = new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly Encoding Utf16Be = new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);

    /// <summary>The encoding that throws <see cref="EncoderFallbackException"/> rather than writing <c>?</c>.</summary>
    public static Encoding Strict(this PayloadEncoding encoding) =>
        encoding switch
        {
            PayloadEncoding.Ascii => Ascii,
            PayloadEncoding.Latin1 => Latin1,
            PayloadEncoding.Utf16Le => Utf16Le,
            PayloadEncoding.Utf16Be => Utf16Be,
            _ => Utf8,
        };

    /// <summary>Whether a character takes two bytes.</summary>
    public static bool IsUtf16(this PayloadEncoding encoding) => encoding is PayloadEncoding.Utf16Le or PayloadEncoding.Utf16Be;

    /// <summary>Turns ASCII characters, which stand at the front of <paramref name="room"/>, into the encoding, in place.</summary>
    /// <param name="encoding">The encoding.</param>
    /// <param name="room">At least twice as long as the characters where the encoding is UTF-16.</param>
    /// <param name="characters">How many there are.</param>
    /// <returns>How many bytes they take.</returns>
    public static int WidenAscii(this PayloadEncoding encoding, Span<byte> room, int characters)
    {
        if (!encoding.IsUtf16())
        {
            return characters;
        }

        var low = encoding == PayloadEncoding.Utf16Le ? 0 : 1;
        for (var i = characters - 1; i >= 0; i--)
        {
            var character = room[i];
            room[(2 * i) + low] = character;
            room[(2 * i) + 1 - low] = 0;
        }

        return 2 * characters;
    }
}
