using SocketLab.Core.Payloads;

namespace SocketLab.Core.Tests.Payloads;

public sealed class TextPayloadTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Hello", "48656c6c6f")]
    [InlineData(@"Hello\n", "48656c6c6f0a")]
    [InlineData(@"\r\t\0\\", "0d09005c")]
    [InlineData(@"\x00\xff\xAb", "00ffab")]
    [InlineData(@"\u{41}\u{20ac}\u{1F600}\u{0}", "41e282acf09f988000")]
    [InlineData("ä€😀", "c3a4e282acf09f9880")]
    [InlineData("line\nbreak", "6c696e650a627265616b")]
    [InlineData(@"\x4\u0041", null, 0)]
    public void Text_becomes_bytes(string text, string? hex, int errorAt = -1) => Assert.Equal(hex ?? $"error {errorAt}", Parse(text));

    [Theory]
    [InlineData(@"\", 0)]
    [InlineData(@"ab\q", 2)]
    [InlineData(@"ab\", 2)]
    [InlineData(@"ab\x", 2)]
    [InlineData(@"ab\x1", 2)]
    [InlineData(@"ab\xg0", 2)]
    [InlineData(@"ab\x 1", 2)]
    [InlineData(@"ab\x-1", 2)]
    [InlineData("ab\\x4\0", 2)]
    [InlineData("\\u{41\0}", 0)]
    [InlineData(@"\n\u", 2)]
    [InlineData(@"\u41", 0)]
    [InlineData(@"\u{}", 0)]
    [InlineData(@"\u{41", 0)]
    [InlineData(@"\u{110000}", 0)]
    [InlineData(@"\u{d800}", 0)]
    [InlineData(@"\u{0000041}", 0)]
    [InlineData(@"\u{-1}", 0)]
    [InlineData(@"\u{4 }", 0)]
    [InlineData(@"\u41}", 0)]
    [InlineData(@"\N", 0)]
    [InlineData("😀\\q", 2)]
    public void Error_stands_where_the_escape_begins(string text, int position) => Assert.Equal($"error {position}", Parse(text));

    [Fact]
    public void Half_of_a_surrogate_pair_is_no_text()
    {
        // No inline data: an attribute cannot hold it.
        Assert.Equal("error 1", Parse("x\ud800"));
        Assert.Equal("error 1", Parse("x\udc00y"));
    }

    [Theory]
    [InlineData(PayloadEncoding.Utf8, "c3a4")]
    [InlineData(PayloadEncoding.Latin1, "e4")]
    [InlineData(PayloadEncoding.Utf16Le, "e400")]
    [InlineData(PayloadEncoding.Utf16Be, "00e4")]
    [InlineData(PayloadEncoding.Ascii, "error 0")]
    public void Encoding_decides_the_bytes_of_a_character(PayloadEncoding encoding, string expected) =>
        Assert.Equal(expected, Parse("ä", encoding));

    [Theory]
    [InlineData(PayloadEncoding.Latin1, "ab€", "error 2")]
    [InlineData(PayloadEncoding.Latin1, @"ab\u{20ac}", "error 2")]
    [InlineData(PayloadEncoding.Latin1, @"\u{ff}", "ff")]
    [InlineData(PayloadEncoding.Ascii, @"a\x80", "6180")]
    [InlineData(PayloadEncoding.Ascii, "a😀", "error 1")]
    [InlineData(PayloadEncoding.Utf16Le, @"\n\x41", "0a0041")]
    [InlineData(PayloadEncoding.Utf16Be, "😀", "d83dde00")]
    public void Escaped_byte_goes_past_the_encoding_and_a_character_through_it(PayloadEncoding encoding, string text, string expected) =>
        Assert.Equal(expected, Parse(text, encoding));

    private static string Parse(string text, PayloadEncoding encoding = PayloadEncoding.Utf8)
    {
        try
        {
            return Convert.ToHexStringLower(PayloadParser.Parse(PayloadFormat.Text, text, encoding));
        }
        catch (PayloadException error)
        {
            Assert.NotEmpty(error.Message);
            return $"error {error.Position}";
        }
    }
}
