using System.Globalization;
using SocketLab.Core.Definitions;
using SocketLab.Core.Payloads;
using SocketLab.Core.Replies;

namespace SocketLab.Core.Tests.Definitions;

/// <summary>A rule is read once, whether it is checked or used; what is remembered is bounded.</summary>
public sealed class CompiledRulesTests
{
    [Fact]
    public void The_same_rule_is_the_same_form_and_another_is_not()
    {
        var rule = Expression("same (\\d+)", "$1");
        var compiled = CompiledRules.Get(rule, TimeProvider.System);
        Assert.Same(compiled, CompiledRules.Get(Expression("same (\\d+)", "$1"), TimeProvider.System));
        Assert.NotSame(compiled, CompiledRules.Get(Expression("same (\\d+)", "$1!"), TimeProvider.System));
    }

    [Fact]
    public void Validating_again_compiles_nothing()
    {
        ReplyRule[] rules = [.. Enumerable.Range(0, 200).Select(i => Expression(Numbered("again", i)))];
        Assert.Empty(ReplyRuleCheck.Validate(rules, EndpointKind.UdpListener));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Empty(ReplyRuleCheck.Validate([.. rules.Select(rule => rule with { })], EndpointKind.UdpListener));

        // One compiled expression alone takes more than ten thousand bytes.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200 * 1000);
    }

    [Fact]
    public void What_is_wrong_is_said_each_time()
    {
        ReplyRule[] rules = [new(), Expression("(")];
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("$.reply[1].when.value", Assert.Single(ReplyRuleCheck.Validate(rules, EndpointKind.TcpListener)).Path);
        }
    }

    [Fact]
    public void What_is_remembered_is_bounded()
    {
        for (var i = 0; i < 3 * CompiledRules.MaxRules; i++)
        {
            CompiledRules.Get(
                new ReplyRule
                {
                    When = new() { Type = ReplyMatch.Exact, Value = Numbered("many", i) },
                },
                TimeProvider.System
            );
        }

        Assert.InRange(CompiledRules.Count, 1, 2 * CompiledRules.MaxRules);
    }

    [Fact]
    public void Two_endpoints_with_the_same_rule_count_their_own_answers()
    {
        var rule = new ReplyRule
        {
            Payload = new() { Data = "{{counter}}", Template = true },
        };
        string[] answers = [.. Answer(new([rule]), 3), .. Answer(new([rule]), 2)];
        Assert.Equal(["1", "2", "3", "1", "2"], answers);
    }

    private static IEnumerable<string> Answer(ReplyRuleSet rules, int times)
    {
        var found = new List<ReplyHit>();
        for (var i = 0; i < times; i++)
        {
            rules.Find("x"u8, isWhole: true, found);
            yield return VisibleText.Plain(found[0].Rule.Answer("x"u8, null), 100);
        }
    }

    private static ReplyRule Expression(string expression, string? answer = null) =>
        new()
        {
            When = new() { Type = ReplyMatch.Regex, Value = expression },
            Payload = answer is null ? null : new() { Data = answer },
        };

    private static string Numbered(string word, int i) => $"{word} {i.ToString(CultureInfo.InvariantCulture)}";
}
