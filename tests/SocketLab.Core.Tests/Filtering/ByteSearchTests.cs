using System.Text.RegularExpressions;
using CsCheck;
using SocketLab.Core.Filtering.Conditions;

namespace SocketLab.Core.Tests.Filtering;

/// <summary>What is looked for at 32 places at once is found exactly where a plain loop finds it.</summary>
public sealed class ByteSearchTests
{
    // Few different bytes, so that nearly everything nearly matches.
    private static readonly Gen<byte> Byte = OneOf<byte>([0, .. "aAbB@`"u8, 0xff]);

    [Fact]
    public void The_first_place_is_found() =>
        Gen.Select(Byte.Array[1, 12], Byte.Array[0, 200], Gen.Bool)
            .Sample(
                (needle, text, ignoreCase) =>
                {
                    var expected = -1;
                    for (var at = text.Length - needle.Length; at >= 0; at--)
                    {
                        expected = Enumerable.Range(0, needle.Length).All(i => Same(needle[i], text[at + i], ignoreCase)) ? at : expected;
                    }

                    Assert.Equal(expected, new ByteSearch(needle, ignoreCase).IndexOf(text));
                },
                iter: 20_000
            );

    [Theory]
    [InlineData("abc", "abc")]
    [InlineData("abc?d", "ab")]
    [InlineData("ab+cd", "ab")]
    [InlineData("abc*de+f", "ab")]
    [InlineData("t=([0-9.]+) °C", " °C")]
    [InlineData("a|b", null)]
    [InlineData("(aaa|bbb)cc", "cc")]
    [InlineData("(?i)abc", null)]
    [InlineData("(?:abc)?de", "de")]
    [InlineData("(?<name>abc)def", "def")]
    [InlineData("[abc]def", "def")]
    [InlineData("[]abc]de", "de")]
    [InlineData("[a-z-[aeiou]]abc", null)]
    [InlineData("\\x41bcd", null)]
    [InlineData("\\p{L}abc", null)]
    [InlineData("\\dabc\\.d", "abc.d")]
    [InlineData("abc{2}def", "def")]
    [InlineData("ab{x}", "ab{x}")]
    [InlineData("^GET /", "GET /")]
    [InlineData("😀x?", null)]
    [InlineData("a", null)]
    public void What_no_match_can_do_without_is_found(string pattern, string? literal) =>
        Assert.Equal(literal, RequiredLiteral.Of(pattern));

    [Fact]
    public void Everything_that_matches_has_it()
    {
        string[] parts =
        [
            "ab",
            "c",
            "\\.",
            "[ab]",
            "(a|bc)",
            "(?:ab)",
            "a*",
            "b+?",
            "c?",
            "{",
            "a{2}",
            "b{0,1}",
            "\\d",
            ".",
            "^",
            "x\\|y",
            "(a(b|c)d)",
        ];
        var found = 0;
        Gen.Select(OneOf(parts).Array[1, 6], OneOf(["ab", "c", ".", "aa", "b", "1", "{", "x|y", "acd"]).Array[0, 10])
            .Sample(
                (pattern, text) =>
                {
                    var (expression, subject) = (string.Concat(pattern), string.Concat(text));
                    if (RequiredLiteral.Of(expression) is { } literal && Regex.IsMatch(subject, expression))
                    {
                        Assert.Contains(literal, subject, StringComparison.Ordinal);
                        Interlocked.Increment(ref found);
                    }
                },
                iter: 20_000
            );
        Assert.True(found > 100);
    }

    private static Gen<T> OneOf<T>(T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static bool Same(byte one, byte other, bool ignoreCase) => ignoreCase ? Lower(one) == Lower(other) : one == other;

    private static byte Lower(byte one) => one is >= (byte)'A' and <= (byte)'Z' ? (byte)(one + 32) : one;
}
