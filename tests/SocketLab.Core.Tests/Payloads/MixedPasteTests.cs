using CsCheck;
using SocketLab.Core.Payloads;

namespace SocketLab.Core.Tests.Payloads;

public sealed class MixedPasteTests
{
    [Theory]
    [InlineData("HELLO[0D 0A]", @"HELLO\x0d\x0a")]
    [InlineData("[FF AB]text[00]more", @"\xff\xabtext\x00more")]
    [InlineData("[02]A[42]B[03]", @"\x02A\x42B\x03")]
    [InlineData("a[1B]b[zz]c[", @"a\x1bb[zz]c[")]
    [InlineData("[[0d]]", @"[\x0d]")]
    [InlineData("[de ad]", @"\xde\xad")]
    public void Bytes_in_brackets_are_offered_as_escapes(string text, string expected)
    {
        Assert.True(MixedPaste.TryConvert(text, out var converted));
        Assert.Equal(expected, converted);
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("a[1]")]
    [InlineData("a[10]")]
    [InlineData("[10 20 30]")]
    [InlineData("[10, 20]")]
    [InlineData("[0D, 0A]")]
    [InlineData("[0D0A]")]
    [InlineData("[ 0D ]")]
    [InlineData("[0D 0]")]
    [InlineData("[0D  0A]")]
    [InlineData("[0D")]
    [InlineData("[]")]
    [InlineData("[de] German, [be] Belarusian")]
    [InlineData("[INFO] [main] started")]
    [InlineData("""{ "list": [1, 22, 333], "matrix": [[10], [20]], "hex": ["FF"] }""")]
    [InlineData("http://[::1]:80/")]
    [InlineData("[\u0660D]")]
    public void Ordinary_brackets_are_left_alone(string text)
    {
        Assert.False(MixedPaste.TryConvert(text, out var converted));
        Assert.Equal(text, converted);
    }

    [Fact]
    public void What_other_tools_show_becomes_the_bytes_that_were_there() =>
        Gen.Select(Gen.Byte.Array[1, 8], Gen.String[Gen.Char["abc {}\":,1"], 0, 8])
            .Array[1, 6]
            .Sample(pieces =>
            {
                // A group of 00 leaves no doubt.
                var mixed =
                    "[00]"
                    + string.Concat(pieces.Select(piece => $"[{BitConverter.ToString(piece.Item1).Replace('-', ' ')}]{piece.Item2}"));
                byte[] bytes = [0, .. pieces.SelectMany(piece => piece.Item1.Concat(piece.Item2.Select(c => (byte)c)))];
                Assert.True(MixedPaste.TryConvert(mixed, out var converted));
                Assert.Equal(bytes, PayloadParser.Parse(PayloadFormat.Text, converted));
            });
}
