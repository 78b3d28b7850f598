using System.Text;
using CsCheck;
using SocketLab.Core.Payloads;

namespace SocketLab.Core.Tests.Payloads;

public sealed class VisibleTextTests
{
    private static readonly string[] Pieces = ["\\", "\\x", "\\u{", "\n", "}", "0", "\u202e", "é", "\ufffd"];

    private static readonly Gen<byte[]> AnyBytes = Gen.OneOf(
        Gen.Byte.Array[0, 200],
        Gen.Int[0, 0x10ffff]
            .Where(Rune.IsValid)
            .Array[0, 60]
            .Select(runes => Encoding.UTF8.GetBytes(string.Concat(runes.Select(rune => new Rune(rune).ToString())))),
        Gen.Byte[0, 0x80].Array[0, 100],
        Gen.Int[0, Pieces.Length - 1].Array[0, 40].Select(chosen => Encoding.UTF8.GetBytes(string.Concat(chosen.Select(i => Pieces[i]))))
    );

    [Theory]
    [InlineData("", true)]
    [InlineData("temp=20.7\r\n\tok", true)]
    [InlineData("\u001b[31mred\u001b[0m", true)]
    [InlineData("a C string\0", true)]
    [InlineData("größer 漢字", true)]
    [InlineData("\u0001\u0002abc", false)]
    public void Text_is_told_from_numbers(string text, bool isText) =>
        Assert.Equal(isText, VisibleText.IsText(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Bytes_that_are_no_characters_are_no_text_unless_the_last_one_is_cut_off()
    {
        Assert.False(VisibleText.IsText([0xaa, 0x55, 0x01]));
        Assert.False(VisibleText.IsText([(byte)'a', 0xff, (byte)'b']));
        Assert.True(VisibleText.IsText(Encoding.UTF8.GetBytes("漢字").AsSpan(0, 5)));
    }

    [Fact]
    public void What_is_shown_can_be_sent_again() =>
        AnyBytes.Sample(bytes => Assert.Equal(bytes, PayloadParser.Parse(PayloadFormat.Text, VisibleText.Line(bytes))), iter: 10_000);

    [Fact]
    public void What_is_shown_on_several_lines_can_be_sent_again() =>
        AnyBytes.Sample(bytes => Assert.Equal(bytes, PayloadParser.Parse(PayloadFormat.Text, VisibleText.Lines(bytes))), iter: 10_000);

    [Fact]
    public void One_line_is_one_line_and_holds_nothing_hidden() =>
        AnyBytes.Sample(
            bytes =>
            {
                foreach (var rune in VisibleText.Line(bytes).EnumerateRunes())
                {
                    Assert.False(Rune.IsControl(rune), $"U+{rune.Value:X4}");
                    Assert.NotEqual(System.Globalization.UnicodeCategory.Format, Rune.GetUnicodeCategory(rune));
                }
            },
            iter: 10_000
        );

    [Theory]
    [InlineData("Hello, Welt äöü €😀", "Hello, Welt äöü €😀")]
    [InlineData("a\nb\r\tc", @"a\nb\r\tc")]
    [InlineData(@"a\n", @"a\\n")]
    [InlineData("\0\u0001\u001b[31m\u007f", @"\x00\x01\x1b[31m\x7f")]
    [InlineData("\u0080\u0085\u009f", @"\u{80}\u{85}\u{9f}")]
    [InlineData("a\u202eb\u2066c\u200fd\u061c", @"a\u{202e}b\u{2066}c\u{200f}d\u{61c}")]
    [InlineData("a\u200bb\u200dc\ufeffd\u2060", @"a\u{200b}b\u{200d}c\u{feff}d\u{2060}")]
    [InlineData("a\u00adb\u034fc\ufe0fd\u3164e\u115ff\uffa0g\u180b", @"a\u{ad}b\u{34f}c\u{fe0f}d\u{3164}e\u{115f}f\u{ffa0}g\u{180b}")]
    [InlineData("\U000e0041\U000e0100\U000f0000\ue000", @"\u{e0041}\u{e0100}\u{f0000}\u{e000}")]
    [InlineData("a\u00a0b\u3000c\u2028d\u2029", @"a\u{a0}b\u{3000}c\u{2028}d\u{2029}")]
    [InlineData("\ufffd", "\ufffd")]
    [InlineData("<b>&amp;", "<b>&amp;")]
    public void Hidden_characters_appear_as_escapes(string text, string shown) =>
        Assert.Equal(shown, VisibleText.Line(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("ff", @"\xff")]
    [InlineData("c3", @"\xc3")]
    [InlineData("61c361", @"a\xc3a")]
    [InlineData("e282", @"\xe2\x82")]
    [InlineData("c080", @"\xc0\x80")]
    [InlineData("eda080", @"\xed\xa0\x80")]
    [InlineData("f09f98", @"\xf0\x9f\x98")]
    public void Bytes_that_are_no_UTF8_appear_as_they_are(string hex, string shown) =>
        Assert.Equal(shown, VisibleText.Line(Convert.FromHexString(hex)));

    [Fact]
    public void Several_lines_keep_line_feeds_and_nothing_else() => Assert.Equal("a\nb\\r\n\\t", VisibleText.Lines("a\nb\r\n\t"u8));

    [Fact]
    public void Plain_never_ends_in_a_cut_character() =>
        Gen.Select(Gen.Int[0, 0x10ffff].Where(Rune.IsValid).Array[0, 40], Gen.Int[0, 100])
            .Sample(
                (runes, limit) =>
                {
                    var text = string.Concat(runes.Select(rune => new Rune(rune).ToString()));
                    var plain = VisibleText.Plain(Encoding.UTF8.GetBytes(text), limit);
                    Assert.StartsWith(plain, text, StringComparison.Ordinal);
                    Assert.InRange(Encoding.UTF8.GetByteCount(plain), Math.Min(limit, Encoding.UTF8.GetByteCount(text)) - 3, limit);
                },
                iter: 10_000
            );

    [Theory]
    [InlineData("61ff", 2, "a\ufffd")]
    [InlineData("61ff62", 2, "a\ufffd")]
    [InlineData("61c3", 100, "a\ufffd")]
    [InlineData("61c3a4", 2, "a")]
    [InlineData("c3a4", 1, "")]
    [InlineData("80808080808080", 5, "\ufffd\ufffd\ufffd\ufffd\ufffd")]
    public void Plain_marks_what_is_broken_but_not_what_the_limit_cut(string hex, int limit, string plain) =>
        Assert.Equal(plain, VisibleText.Plain(Convert.FromHexString(hex), limit));

    [Theory]
    [InlineData("lab", "lab")]
    [InlineData("Meßgerät 3 · 北京 · عربي", "Meßgerät 3 · 北京 · عربي")]
    [InlineData("\u202egnp.exe", @"\u{202e}gnp.exe")]
    [InlineData("zero\u200bwidth", @"zero\u{200b}width")]
    [InlineData("a\nb\r\t\u001b[31m\0", @"a\nb\r\t\x1b[31m\x00")]
    [InlineData("no\u00a0break", @"no\u{a0}break")]
    [InlineData(@"literal \u{200b}", @"literal \\u{200b}")]
    [InlineData(" a  b ", @"\x20a \x20b\x20")]
    [InlineData(" ", @"\x20")]
    [InlineData("", "")]
    public void A_name_shows_all_that_is_in_it(string name, string expected) => Assert.Equal(expected, VisibleText.Name(name));

    [Fact]
    public void Names_that_differ_are_shown_differently()
    {
        char[] letters = [' ', '\\', 'u', 'x', 'n', '{', '2', '0', 'b', '}', '\n', '\u200b', '\u202e', '\u00a0'];
        var shown = new Dictionary<string, string>();
        var random = new Random(7);
        for (var i = 0; i < 50_000; i++)
        {
            var name = new string(random.GetItems(letters, random.Next(8)));
            Assert.Equal(name, shown.TryAdd(VisibleText.Name(name), name) ? name : shown[VisibleText.Name(name)]);
        }
    }

    [Fact]
    public void A_sentence_is_one_line() =>
        Assert.Equal(@"Bound to C:\lab\nforged\u{202e}", VisibleText.Sentence("Bound to C:\\lab\nforged\u202e"));
}
