using System.Globalization;
using System.Text;
using SocketLab.Core.Numbers;

namespace SocketLab.Core.Payloads;

/// <summary>The encodings at work. None of them writes a byte order mark or replaces what it cannot express.</summary>
public static class PayloadEncodings
{
    private const int Ascii = 20127,
        Latin1 = 28591;

    /// <summary>
    /// Names of the IANA registry and code pages, by value. The names are those of the HTTP contract and of the workspace; <c>latin1</c> is
    /// a registered name of ISO 8859-1, and <c>ascii</c> one that everybody uses.
    /// </summary>
    private static readonly (string Name, Encoding Strict)[] Known = [.. Enum.GetValues<PayloadEncoding>().Select(Describe)];

    /// <summary>The registered name, such as <c>utf-8</c> or <c>shift_jis</c>.</summary>
    public static string Name(this PayloadEncoding encoding) => Known[(int)encoding].Name;

    /// <summary>The encoding that throws <see cref="EncoderFallbackException"/> rather than writing <c>?</c>.</summary>
    internal static Encoding Strict(this PayloadEncoding encoding) => Known[(int)encoding].Strict;

    /// <summary>Whether a character takes two bytes.</summary>
    internal static bool IsUtf16(this PayloadEncoding encoding) => encoding is PayloadEncoding.Utf16Le or PayloadEncoding.Utf16Be;

    /// <summary>Turns ASCII characters, which stand at the front of <paramref name="room"/>, into the encoding, in place.</summary>
    /// <param name="encoding">The encoding.</param>
    /// <param name="room">At least twice as long as the characters where the encoding is UTF-16.</param>
    /// <param name="characters">How many there are.</param>
    /// <returns>How many bytes they take.</returns>
    internal static int WidenAscii(this PayloadEncoding encoding, Span<byte> room, int characters)
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

    private static (string Name, Encoding Strict) Describe(PayloadEncoding encoding) =>
        encoding switch
        {
            PayloadEncoding.Utf8 => ("utf-8", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true)),
            PayloadEncoding.Ascii => ("ascii", CodePage(Ascii)),
            PayloadEncoding.Latin1 => ("latin1", CodePage(Latin1)),
            PayloadEncoding.Utf16Le => ("utf-16le", new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true)),
            PayloadEncoding.Utf16Be => ("utf-16be", new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true)),
            PayloadEncoding.Gbk => ("gbk", CodePage(936)),
            PayloadEncoding.Gb18030 => ("gb18030", CodePage(54936)),
            PayloadEncoding.Big5 => ("big5", CodePage(950)),
            PayloadEncoding.ShiftJis => ("shift_jis", CodePage(932)),
            PayloadEncoding.EucJp => ("euc-jp", CodePage(51932)),
            PayloadEncoding.EucKr => ("euc-kr", CodePage(51949)),
            PayloadEncoding.Koi8R => ("koi8-r", CodePage(20866)),
            PayloadEncoding.Koi8U => ("koi8-u", CodePage(21866)),
            _ => Numbered(encoding.ToString()),
        };

    /// <summary>Families whose code pages are numbered as their names are.</summary>
    private static (string Name, Encoding Strict) Numbered(string name)
    {
        const int iso8859 = 28590;
        const string windows = "Windows",
            ibm = "Ibm",
            iso = "Iso8859Part";
        return name switch
        {
            _ when name.StartsWith(windows, StringComparison.Ordinal) => Family("windows-", Number(name, windows), 0),
            _ when name.StartsWith(ibm, StringComparison.Ordinal) => Family("ibm", Number(name, ibm), 0),
            _ => Family("iso-8859-", Number(name, iso), iso8859),
        };
    }

    private static (string Name, Encoding Strict) Family(string name, int number, int offset) =>
        (string.Create(CultureInfo.InvariantCulture, $"{name}{number}"), CodePage(offset + number));

    private static int Number(string name, string prefix) =>
        WholeNumber.TryRead<int>(name.AsSpan(prefix.Length), out var number) ? number : 0;

    private static Encoding CodePage(int number) =>
        CodePagesEncodingProvider.Instance.GetEncoding(number, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
        ?? Encoding.GetEncoding(number, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
}
