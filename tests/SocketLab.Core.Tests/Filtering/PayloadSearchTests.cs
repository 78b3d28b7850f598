using System.Text;
using SocketLab.Core.Filtering;

namespace SocketLab.Core.Tests.Filtering;

/// <summary>Where in a message what is looked for stands.</summary>
public sealed class PayloadSearchTests
{
    [Theory]
    [InlineData(SearchKind.Text, "ab", "AB xab abab", "0+2 4+2 7+2 9+2")]
    [InlineData(SearchKind.Text, "é", "é e É é", "0+2 8+2")]
    [InlineData(SearchKind.Text, "a\nb", "a\nb", "0+3")]
    [InlineData(SearchKind.Text, "\\", "a\\b", "1+1")]
    [InlineData(SearchKind.Text, "aa", "aaaaa", "0+2 2+2")]
    [InlineData(SearchKind.Text, "none", "nothing", "")]
    [InlineData(SearchKind.Hex, "61 62", "ab AB ab", "0+2 6+2")]
    [InlineData(SearchKind.Hex, "0x0a", "\n.\n", "0+1 2+1")]
    [InlineData(SearchKind.Expression, "[0-9]+", "é12 3", "2+2 5+1")]
    [InlineData(SearchKind.Expression, "x*", "axxb", "1+2")]
    [InlineData(SearchKind.Expression, "€.", "a€😀b", "1+7")]
    [InlineData(SearchKind.Expression, "\"", "a\"", "1+1")]
    [InlineData(SearchKind.Expression, "\\\"b", "a\"b", "1+2")]
    [InlineData(SearchKind.Expression, "\\\\\"", "\\\"", "0+2")]
    public void It_is_found_where_it_stands(SearchKind kind, string text, string message, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(message);
        var search = PayloadSearch.Parse(kind, text);
        Assert.Equal(expected, string.Join(' ', search.Find(bytes).Select(found => $"{found.Start}+{found.Length}")));
        Assert.NotNull(Filter.Parse(search.Condition));
    }

    [Fact]
    public void An_expression_goes_over_bytes_that_are_no_text_and_ends_in_time()
    {
        var search = PayloadSearch.Parse(SearchKind.Expression, "b+");
        Assert.Equal([new(2, 2), new(5, 1)], search.Find([0xff, 0xe2, .. "bb"u8, 0x80, .. "b"u8]));
        Assert.Equal(
            PayloadSearch.MaxFound,
            PayloadSearch
                .Parse(SearchKind.Expression, "b")
                .Find(
                    new byte[5000]
                        .Select(_ => (byte)'b')
                        .ToArray()
                )
                .Count
        );
        Assert.Equal(
            PayloadSearch.MaxFound,
            PayloadSearch
                .Parse(SearchKind.Hex, "62")
                .Find(
                    new byte[5000]
                        .Select(_ => (byte)'b')
                        .ToArray()
                )
                .Count
        );
    }

    [Theory]
    [InlineData(SearchKind.Hex, "6")]
    [InlineData(SearchKind.Hex, "zz")]
    [InlineData(SearchKind.Hex, " ")]
    [InlineData(SearchKind.Expression, "(")]
    [InlineData(SearchKind.Expression, "(?=a)")]
    public void What_cannot_be_looked_for_is_told(SearchKind kind, string text) =>
        Assert.NotEmpty(Assert.Throws<FilterException>(() => PayloadSearch.Parse(kind, text)).Message);
}
