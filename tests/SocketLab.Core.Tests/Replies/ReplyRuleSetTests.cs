using System.Text;
using SocketLab.Core.Definitions;
using SocketLab.Core.Payloads;
using SocketLab.Core.Replies;

namespace SocketLab.Core.Tests.Replies;

/// <summary>Which rule answers what, and with which bytes.</summary>
public sealed class ReplyRuleSetTests
{
    [Theory]
    [InlineData(ReplyMatch.Any, "", "", true)]
    [InlineData(ReplyMatch.Exact, "ping", "ping", true)]
    [InlineData(ReplyMatch.Exact, "ping", "ping\n", false)]
    [InlineData(ReplyMatch.Exact, @"ping\n", "ping\n", true)]
    [InlineData(ReplyMatch.Exact, @"\xff\0", "\u00ff\0", true)]
    [InlineData(ReplyMatch.Exact, "é", "\u00c3\u00a9", true)]
    [InlineData(ReplyMatch.Exact, "", "", true)]
    [InlineData(ReplyMatch.Exact, "", "a", false)]
    [InlineData(ReplyMatch.Prefix, "GET ", "GET / HTTP/1.1", true)]
    [InlineData(ReplyMatch.Prefix, "GET ", "get / HTTP/1.1", false)]
    [InlineData(ReplyMatch.Prefix, "GET ", "GET", false)]
    [InlineData(ReplyMatch.Prefix, "a", "", false)]
    [InlineData(ReplyMatch.Contains, "needle", "hay needle hay", true)]
    [InlineData(ReplyMatch.Contains, @"\xc3", "caf\u00c3\u00a9", true)]
    [InlineData(ReplyMatch.Contains, "needle", "hay", false)]
    [InlineData(ReplyMatch.Regex, "^h.llo$", "hello", true)]
    [InlineData(ReplyMatch.Regex, "^h.llo$", "oh hello", false)]
    [InlineData(ReplyMatch.Regex, @"\xff\x00.\xfe", "\u00ff\0\u0080\u00fe", true)]
    [InlineData(ReplyMatch.Regex, "(?i)HELLO", "say hello", true)]
    [InlineData(ReplyMatch.Hex, "de ad", "\u00de\u00ad", true)]
    [InlineData(ReplyMatch.Hex, "de ad", "\u00de\u00ad\u00be", false)]
    public void Each_type_compares_as_it_says(ReplyMatch type, string value, string message, bool matches)
    {
        var rules = Set(Rule(type, value, "yes"));
        Assert.Equal(matches ? ["yes"] : [], Answers(rules, message));
        Assert.Equal([matches ? 1L : 0], rules.Hits);
    }

    [Fact]
    public void The_first_rule_that_matches_answers_whatever_its_type()
    {
        var rules = Set(
            Rule(ReplyMatch.Regex, "^b", "0"),
            Rule(ReplyMatch.Prefix, "a", "1"),
            Rule(ReplyMatch.Exact, "abc", "2"),
            Rule(ReplyMatch.Contains, "c", "3"),
            Rule(ReplyMatch.Any, "", "4")
        );
        Assert.Equal(["1"], Answers(rules, "abc"));
        Assert.Equal(["0"], Answers(rules, "bc"));
        Assert.Equal(["3"], Answers(rules, "xc"));
        Assert.Equal(["4"], Answers(rules, "x"));
        Assert.Equal([1, 1, 0, 1, 1], rules.Hits);
    }

    [Fact]
    public void A_rule_may_let_later_ones_answer_too()
    {
        var rules = Set(
            Rule(ReplyMatch.Any, "", "0") with
            {
                Continue = true,
            },
            Rule(ReplyMatch.Exact, "a", "1") with
            {
                Continue = true,
            },
            Rule(ReplyMatch.Exact, "a", "2"),
            Rule(ReplyMatch.Any, "", "3")
        );
        Assert.Equal(["0", "1", "2"], Answers(rules, "a"));
        Assert.Equal(["0", "3"], Answers(rules, "b"));
        Assert.Equal([2, 1, 1, 1], rules.Hits);
    }

    [Theory]
    [InlineData(@"(\w+)=(?<value>.+)", "$1 is ${value}", "key=17", "key is 17")]
    [InlineData(@"(\w+)=(.+)", "$2=$1", "a=b", "b=a")]
    [InlineData("a", "$0$0 $$ $x $", "xax", "aa $ $x $")]
    [InlineData("(a)(b)?", "[$2]", "a", "[]")]
    [InlineData("(..)", @"\x01$1\n", "\u00ff\u0080", "\u0001\u00ff\u0080\n")]
    [InlineData("(a)", "${1}0", "a", "a0")]
    public void Captures_are_filled_in_as_the_bytes_they_are(string expression, string reply, string message, string answer) =>
        Assert.Equal([answer], Answers(Set(Rule(ReplyMatch.Regex, expression, reply)), message));

    [Theory]
    [InlineData(ReplyMatch.Any, PayloadFormat.Text, "$0 $$ ${x}", "$0 $$ ${x}")]
    [InlineData(ReplyMatch.Regex, PayloadFormat.Hex, "24 30", "$0")]
    public void A_dollar_is_a_dollar_elsewhere(ReplyMatch type, PayloadFormat format, string data, string answer) =>
        Assert.Equal(
            [answer],
            Answers(
                Set(
                    new ReplyRule
                    {
                        When = new() { Type = type, Value = type == ReplyMatch.Any ? "" : "." },
                        Payload = new() { Format = format, Data = data },
                    }
                ),
                "m"
            )
        );

    [Fact]
    public void Literal_text_goes_through_the_encoding_and_captures_do_not()
    {
        var rule = new ReplyRule
        {
            When = new() { Type = ReplyMatch.Regex, Value = "(.)" },
            Payload = new() { Data = "a$1", Encoding = PayloadEncoding.Utf16Le },
        };
        Assert.Equal(["a\0b"], Answers(Set(rule), "b"));
    }

    [Fact]
    public void Many_expressions_find_what_each_alone_finds()
    {
        string[] expressions = ["^a+$", "(?i)x(?<n>\\d+)", "b|c", "\\.\\*", "(?<n>q)(r)"];
        var together = Set([.. expressions.Select((e, i) => Rule(ReplyMatch.Regex, e, $"{i}") with { Continue = true })]);
        foreach (var message in (string[])["", "aaa", "X12", "x", "ccc", "a.*b", "qr", "aab", "none", "\n"])
        {
            var alone = expressions.SelectMany((e, i) => Answers(Set(Rule(ReplyMatch.Regex, e, $"{i}")), message));
            Assert.Equal(alone, Answers(together, message));
        }
    }

    [Fact]
    public void Expressions_that_do_not_go_together_still_match()
    {
        // Alone they are right; as one, the comment would swallow what follows.
        var rules = Set(Rule(ReplyMatch.Regex, "(?x) a # first", "0"), Rule(ReplyMatch.Regex, "b", "1"));
        Assert.Equal(["0"], Answers(rules, "a"));
        Assert.Equal(["1"], Answers(rules, "b"));
    }

    [Fact]
    public void A_truncated_datagram_is_never_known_whole()
    {
        var rules = Set(Rule(ReplyMatch.Exact, "ab", "exact"), Rule(ReplyMatch.Prefix, "ab", "prefix"));
        var found = new List<ReplyHit>();
        rules.Find("ab"u8, isWhole: false, found);
        Assert.Equal("prefix", Encoding.Latin1.GetString(Assert.Single(found).Rule.Answer([], null)!));
    }

    [Fact]
    public void An_echo_answers_with_all_that_came_in_bytes_of_its_own()
    {
        byte[] message = [1, 2, 3];
        var found = new List<ReplyHit>();
        Set(new ReplyRule { Echo = true }).Find(message, isWhole: true, found);
        var answer = found[0].Rule.Answer(message, null);
        message[0] = 9;
        Assert.Equal([1, 2, 3], answer);
    }

    [Fact]
    public void A_rule_that_cannot_be_read_never_matches_and_the_others_do()
    {
        var rules = Set(Rule(ReplyMatch.Regex, "(", "0"), Rule(ReplyMatch.Hex, "zz", "1"), Rule(ReplyMatch.Any, "", "2"));
        Assert.Equal(["2"], Answers(rules, "("));
    }

    [Fact]
    public void Counts_are_the_same_list_until_they_change()
    {
        var rules = Set(Rule(ReplyMatch.Exact, "a", ""));
        var before = rules.Hits;
        Assert.Same(before, rules.Hits);
        Answers(rules, "a");
        Assert.NotSame(before, rules.Hits);
    }

    [Fact]
    public void Rules_that_only_count_answer_nothing()
    {
        Assert.False(Set(new ReplyRule(), new ReplyRule { CloseAfter = true }).AnswersAnything);
        Assert.True(Set(new ReplyRule(), new ReplyRule { Echo = true }).AnswersAnything);
    }

    [Fact]
    public void A_search_that_is_cancelled_asks_no_expression_any_more()
    {
        var rules = Set(
            new ReplyRule
            {
                When = new() { Type = ReplyMatch.Regex, Value = "a" },
                Echo = true,
            },
            new ReplyRule
            {
                When = new() { Type = ReplyMatch.Exact, Value = "a" },
                Echo = true,
            }
        );
        var found = new List<ReplyHit>();
        Assert.True(rules.Find("a"u8, isWhole: true, found, new CancellationToken(canceled: true)));
        Assert.Equal(ReplyMatch.Exact, Assert.Single(found).Rule.Rule.When.Type);
        Assert.True(rules.Find("a"u8, isWhole: true, found));
        Assert.Equal(ReplyMatch.Regex, Assert.Single(found).Rule.Rule.When.Type);
    }

    private static ReplyRuleSet Set(params ReplyRule[] rules) => new(rules);

    private static ReplyRule Rule(ReplyMatch type, string value, string answer) =>
        new()
        {
            When = new() { Type = type, Value = value },
            Payload = new() { Data = answer },
        };

    /// <summary>The answers to a message. Characters are bytes.</summary>
    private static List<string> Answers(ReplyRuleSet rules, string message)
    {
        var (bytes, found) = (Encoding.Latin1.GetBytes(message), new List<ReplyHit>());
        Assert.True(rules.Find(bytes, isWhole: true, found));
        return [.. found.Select(hit => Encoding.Latin1.GetString(hit.Rule.Answer(bytes, hit.Match)!))];
    }
}
