using System.Text;
using SocketLab.Core.Payloads;

namespace SocketLab.Core.Tests.Payloads;

/// <summary>Text in the encodings that devices use: right bytes, and an error where there are none.</summary>
public sealed class EncodingTests
{
    [Theory]
    [InlineData(PayloadEncoding.Gbk, "温度", "cec2b6c8")]
    [InlineData(PayloadEncoding.Gb18030, "温度😀", "cec2b6c89439fc36")]
    [InlineData(PayloadEncoding.Big5, "中文", "a4a4a4e5")]
    [InlineData(PayloadEncoding.ShiftJis, "日本ｱ", "93fa967bb1")]
    [InlineData(PayloadEncoding.EucJp, "日本", "c6fccbdc")]
    [InlineData(PayloadEncoding.EucKr, "한국", "c7d1b1b9")]
    [InlineData(PayloadEncoding.Windows1250, "žluť", "9e6c759d")]
    [InlineData(PayloadEncoding.Windows1251, "Привет", "cff0e8e2e5f2")]
    [InlineData(PayloadEncoding.Windows1252, "€é", "80e9")]
    [InlineData(PayloadEncoding.Windows1253, "Ω", "d9")]
    [InlineData(PayloadEncoding.Windows1254, "ğ", "f0")]
    [InlineData(PayloadEncoding.Windows1255, "א", "e0")]
    [InlineData(PayloadEncoding.Windows1256, "ع", "da")]
    [InlineData(PayloadEncoding.Windows1257, "ž", "fe")]
    [InlineData(PayloadEncoding.Windows1258, "₫", "fe")]
    [InlineData(PayloadEncoding.Windows874, "ก", "a1")]
    [InlineData(PayloadEncoding.Iso8859Part2, "ł", "b3")]
    [InlineData(PayloadEncoding.Iso8859Part5, "Ж", "b6")]
    [InlineData(PayloadEncoding.Iso8859Part7, "Ω", "d9")]
    [InlineData(PayloadEncoding.Iso8859Part9, "ş", "fe")]
    [InlineData(PayloadEncoding.Iso8859Part15, "€", "a4")]
    [InlineData(PayloadEncoding.Koi8R, "Мир", "edc9d2")]
    [InlineData(PayloadEncoding.Ibm437, "é░", "82b0")]
    [InlineData(PayloadEncoding.Ibm866, "Ж", "86")]
    public void Characters_have_their_registered_bytes(PayloadEncoding encoding, string text, string expected) =>
        Assert.Equal(expected, Convert.ToHexStringLower(PayloadParser.Parse(PayloadFormat.Text, text, encoding)));

    [Theory]
    [InlineData(PayloadEncoding.Gbk, "ab😀", 2)]
    [InlineData(PayloadEncoding.ShiftJis, @"日\n한", 3)]
    [InlineData(PayloadEncoding.EucKr, "é", 0)]
    [InlineData(PayloadEncoding.Windows1252, "aā", 1)]
    [InlineData(PayloadEncoding.Iso8859Part2, "x€", 1)]
    [InlineData(PayloadEncoding.Windows1251, @"\u{e9}", 0)]
    [InlineData(PayloadEncoding.Ibm437, "～", 0)]
    public void A_character_that_it_lacks_is_an_error_with_its_place(PayloadEncoding encoding, string text, int position)
    {
        var error = Assert.Throws<PayloadException>(() => PayloadParser.Parse(PayloadFormat.Text, text, encoding));
        Assert.Equal(position, error.Position);
        Assert.Contains($"does not exist in {encoding.Name()}", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Bytes that read as another character would be a question mark by another name.</summary>
    [Fact]
    public void No_character_is_written_as_another_that_looks_alike()
    {
        var wrong =
            from encoding in Enum.GetValues<PayloadEncoding>()
            let strict = encoding.Strict()
            let lacking = Leaving(strict)
            from code in Enumerable.Range(0, 0x10000).Where(code => code is < 0xd800 or > 0xdfff)
            let text = ((char)code).ToString()
            let bytes = lacking.GetBytes(text)
            where bytes.Length > 0 && strict.GetString(bytes) != text
            select $"{encoding.Name()} U+{code:X4}";
        Assert.Empty(wrong.Take(20));
    }

    [Fact]
    public void Names_are_distinct_and_ascii_is_ascii_in_all_but_utf_16()
    {
        var all = Enum.GetValues<PayloadEncoding>();
        Assert.Equal(all.Length, all.Select(encoding => encoding.Name()).Distinct().Count());
        var ascii = string.Concat(Enumerable.Range(0x20, 0x5f).Select(code => (char)code));
        Assert.All(all.Where(encoding => !encoding.IsUtf16()), encoding =>
            Assert.Equal(ascii.Select(c => (byte)c), encoding.Strict().GetBytes(ascii))
        );
    }

    [Fact]
    public void Line_endings_escapes_and_placeholders_go_with_it()
    {
        var payload = new PayloadText
        {
            Data = @"度{{counter}}\xff",
            Encoding = PayloadEncoding.Gb18030,
            LineEnding = LineEnding.Crlf,
            Template = true,
        };
        Assert.Equal("b6c831ff0d0a", Convert.ToHexStringLower(payload.ToBytes(TimeProvider.System)));
    }

    /// <summary>The same encoding, which leaves out what it lacks: two million exceptions would take a minute.</summary>
    private static Encoding Leaving(Encoding strict)
    {
        var leaving = (Encoding)strict.Clone();
        leaving.EncoderFallback = new EncoderReplacementFallback("");
        return leaving;
    }
}
