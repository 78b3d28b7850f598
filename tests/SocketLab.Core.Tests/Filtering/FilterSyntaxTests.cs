using SocketLab.Core.Filtering;

namespace SocketLab.Core.Tests.Filtering;

/// <summary>What is wrong with a filter is said where it is, and what is right is still there.</summary>
public sealed class FilterSyntaxTests
{
    [Theory]
    [InlineData("dir = in", 5, 1, "==")]
    [InlineData("dir == sideways", 8, 8, "none, in, out")]
    [InlineData("foo == 1", 1, 3, "no field 'foo'")]
    [InlineData("len > 10 and size > 5", 14, 4, "Did you mean len")]
    [InlineData("len contains 5", 5, 8, "cannot be compared so")]
    [InlineData("len >", 6, 0, "value is missing")]
    [InlineData("len > ten", 7, 3, "no number")]
    [InlineData("hex contains f", 14, 1, "hexadecimal digits")]
    [InlineData("peer.address in 10.1.0.0/8", 17, 10, "no network")]
    [InlineData("peer.address == 10.0.0.0/8", 17, 10, "no IP address")]
    [InlineData("text matches \"(\"", 14, 3, "no regular expression")]
    [InlineData("text matches \"(a)\\1\"", 14, 7, "cannot be used here")]
    [InlineData("text contains \"abc", 15, 4, "closing quote")]
    [InlineData("text contains \"a\\q\"", 17, 2, "no escape")]
    [InlineData("(dir == in", 1, 1, "A ) is missing")]
    [InlineData("dir == in)", 10, 1, "no (")]
    [InlineData("dir == in and", 14, 0, "Write a condition")]
    [InlineData("and dir == in", 1, 3, "missing before 'and'")]
    [InlineData("len > or dir == in", 7, 2, "value is missing")]
    [InlineData("len in 5", 8, 1, "Write a list")]
    [InlineData("len in (5", 10, 0, ", or )")]
    [InlineData("u16be[x] > 1", 1, 8, "place of the first byte")]
    [InlineData("bytes[0] == ff", 1, 8, "place and the length")]
    [InlineData("capture(\"abc\") == 1", 9, 5, "( )")]
    [InlineData("time > yesterday", 8, 9, "no time")]
    [InlineData("dir == in && len > 5", 11, 2, "Write and")]
    [InlineData("", 1, 0, "Write a condition")]
    public void An_error_says_where_it_is(string text, int column, int length, string part)
    {
        var error = Assert.Throws<FilterException>(() => Filter.Parse(text)).Error;
        Assert.Equal((column, length), (error.Column, error.Length));
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dir == in and len >", "dir == in")]
    [InlineData("dir == in and (len > 5 or ", "dir == in and len > 5")]
    [InlineData("foo == 1 and hello", "\"hello\"")]
    [InlineData("not len > and kind == data", "kind == data")]
    [InlineData("dir == in) and kind == data", "dir == in")]
    [InlineData("len >", null)]
    [InlineData("", null)]
    public void What_is_half_typed_gives_what_can_be_read(string text, string? partial)
    {
        var syntax = FilterSyntax.Read(text);
        Assert.Null(syntax.Filter);
        Assert.Equal(partial, syntax.Partial?.Canonical);
    }

    [Theory]
    [InlineData("hello world", "\"hello\" and \"world\"")]
    [InlineData("a or b and not c", "\"a\" or \"b\" and not \"c\"")]
    [InlineData("(a or b) and c", "(\"a\" or \"b\") and \"c\"")]
    [InlineData("not (a b)", "not (\"a\" and \"b\")")]
    [InlineData("text", "\"text\"")]
    [InlineData("log in failed", "\"log\" and \"in\" and \"failed\"")]
    [InlineData("hex contains \"FF:00\"", "hex contains ff00")]
    [InlineData("peer.address in (10.0.0.0/8)", "peer.address in 10.0.0.0/8")]
    [InlineData("len in (1,2)", "len in (1, 2)")]
    [InlineData("text matches a+", "text matches \"a+\"")]
    [InlineData("text == \"a\\nb\\\"\\\\\"", "text == \"a\\nb\\\"\\\\\"")]
    [InlineData("peer.address == \"unix:a\\\\b\"", "peer.address == unix:a\\b")]
    [InlineData("peer.address == unix:a\\\\b", "peer.address == unix:a\\\\b")]
    public void There_is_one_way_to_write_it(string text, string canonical)
    {
        Assert.Equal(canonical, Filter.Parse(text).Canonical);
        Assert.Equal(canonical, Filter.Parse(canonical).Canonical);
    }

    [Fact]
    public void Clauses_can_be_switched_off()
    {
        var syntax = FilterSyntax.Read("dir == in and (len > 5 or hello) not kind == event len >");
        Assert.Equal(["dir == in", "(len > 5 or hello)", "not kind == event", "len >"], syntax.Clauses.Select(clause => clause.Text));
        Assert.Equal([true, true, true, false], syntax.Clauses.Select(clause => clause.IsValid));
        Assert.All(syntax.Clauses, clause => Assert.Equal(clause.Text, syntax.Text.Substring(clause.Start, clause.Length)));
        Assert.Equal("dir == in and not kind == event", syntax.Without(new HashSet<int> { 1, 3 }));
        Assert.Single(FilterSyntax.Read("dir == in or len > 5 and hello").Clauses);
    }

    [Theory]
    [InlineData("|", CompletionKind.Test, "text", 0, 0)]
    [InlineData("te|", CompletionKind.Test, "text", 0, 2)]
    [InlineData("dir |", CompletionKind.Operator, "==", 4, 0)]
    [InlineData("dir =|", CompletionKind.Operator, "==", 4, 1)]
    [InlineData("dir == |", CompletionKind.Value, "in", 7, 0)]
    [InlineData("dir == o| and len > 5", CompletionKind.Value, "out", 7, 1)]
    [InlineData("event in (con|", CompletionKind.Value, "connectionReset", 10, 3)]
    [InlineData("event in (started|", CompletionKind.Value, null, 10, 7)]
    [InlineData("event in (started |", CompletionKind.ListEnd, ")", 18, 0)]
    [InlineData("dir == in |", CompletionKind.Connective, "and", 10, 0)]
    [InlineData("dir == in a|", CompletionKind.Connective, "and", 10, 1)]
    [InlineData("dir == in and n|", CompletionKind.Test, "not", 14, 1)]
    [InlineData("not (pe|", CompletionKind.Test, "peer.port", 5, 2)]
    [InlineData("u16be[6] |", CompletionKind.Operator, ">", 9, 0)]
    [InlineData("text contains \"ab|c\"", CompletionKind.Value, null, 14, 5)]
    public void The_caret_says_what_could_stand_there(string marked, CompletionKind kind, string? proposal, int start, int length)
    {
        var caret = marked.IndexOf('|', StringComparison.Ordinal);
        var completion = FilterSyntax.Complete(marked.Remove(caret, 1), caret);
        Assert.Equal((kind, start, length), (completion.Kind, completion.Start, completion.Length));
        if (proposal is null)
        {
            Assert.Empty(completion.Proposals);
        }
        else
        {
            Assert.Contains(completion.Proposals, one => one.Text == proposal);
        }
    }

    [Fact]
    public void Hostile_filters_are_refused_in_no_time()
    {
        Assert.All(
            (string[])
                [
                    new string('(', 4000),
                    string.Concat(Enumerable.Repeat("not ", 1000)) + "a",
                    new string('a', 5000),
                    string.Join(" or ", Enumerable.Range(0, 20).Select(i => $"text matches \"a{i}\"")),
                    $"text matches \"{string.Concat(Enumerable.Repeat("(a{1,1000}){1,1000}", 10))}\"",
                    $"text matches \"{new string('a', 2000)}\"",
                ],
            text => Assert.Throws<FilterException>(() => Filter.Parse(text))
        );
        Assert.NotNull(Filter.Parse(string.Join(" ", Enumerable.Repeat("x", 2000))));
    }

    [Theory]
    [InlineData("text", "two words", "text == \"two words\"")]
    [InlineData("text", "5", "text == \"5\"")]
    [InlineData("peer.address", "fe80::1%2", "peer.address == fe80::1%2")]
    [InlineData("peer.port", "9191", "peer.port == 9191")]
    [InlineData("capture(\"a(.*)\")", "", "capture(\"a(.*)\") == \"\"")]
    [InlineData("capture(\"a(.*)\")", "0x10", "capture(\"a(.*)\") == \"0x10\"")]
    public void Tests_are_written_such_that_they_are_read_again(string value, string operand, string text)
    {
        Assert.Equal(text, FilterText.Test(value, FilterOperator.Equal, operand));
        Assert.Equal(text, Filter.Parse(text).Canonical);
    }

    [Fact]
    public void Conditions_are_added_without_changing_what_is_there()
    {
        var here = FilterText.BytesAt(4, [0xff, 0]);
        Assert.Equal("bytes[4:2] == ff00", here);
        Assert.Equal(here, FilterText.And("", here));
        Assert.Equal("(a or b) and bytes[4:2] == ff00", FilterText.And("a or b", here));
        Assert.Equal("a b and not bytes[4:2] == ff00", FilterText.And("a b", FilterText.Not(here)));
        Assert.Equal("not (a b)", FilterText.Not("a b"));
    }
}
