using SocketLab.Core.Definitions;
using static SocketLab.Core.Tests.Definitions.Validating;

namespace SocketLab.Core.Tests.Definitions;

/// <summary>Rules of replies: what they look for, what they answer, and how often.</summary>
public sealed class DefinitionValidatorReplyTests
{
    public static (string, ReplyRule)[] Wrong =>
        [
            ("when.value", When(ReplyMatch.Regex, "(")),
            ("when.value", When(ReplyMatch.Regex, @"(a)\1")),
            ("when.value", When(ReplyMatch.Regex, "((a{0,1000}){0,1000}){0,1000}")),
            ("when.value", When(ReplyMatch.Regex, new string('a', 4097))),
            ("when.value", When(ReplyMatch.Hex, "f")),
            ("when.value", When(ReplyMatch.Exact, @"\q")),
            ("when.value", new() { When = new() { Type = ReplyMatch.Prefix } }),
            ("when.value", new() { When = new() { Value = "x" } }),
            ("payload.data", When(ReplyMatch.Regex, "(a)") with { Payload = new() { Data = "$2" } }),
            ("payload.data", When(ReplyMatch.Regex, "a") with { Payload = new() { Data = "${name}" } }),
            ("payload.data", When(ReplyMatch.Regex, "a") with { Payload = new() { Data = "${0" } }),
            ("payload.data", new() { Payload = new() { Data = new string('a', 65_528) } }),
            (
                "payload.data",
                When(ReplyMatch.Regex, "(a)") with
                {
                    Payload = new() { Data = "{{2}}", Template = true },
                }
            ),
            (
                "payload.data",
                When(ReplyMatch.Regex, "(?<time>a)") with
                {
                    Payload = new() { Data = "{{time}}", Template = true },
                }
            ),
            (
                "payload.data",
                new()
                {
                    Payload = new() { Data = "{{1}}", Template = true },
                }
            ),
            (
                "payload.data",
                new()
                {
                    Payload = new() { Data = "{{connectionCounter}}", Template = true },
                }
            ),
            ("when.type", When(ReplyMatch.Connected, "")),
            (
                "payload",
                new()
                {
                    Payload = new() { Data = "" },
                    Echo = true,
                }
            ),
            ("delayMs", new() { DelayMs = -1 }),
            ("delayMs", new() { DelayMs = 60_001 }),
            ("closeAfter", new() { CloseAfter = true }),
        ];

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Each_rule_names_the_input_at_fault(string input, ReplyRule rule) =>
        MustName($"$.reply[0].{input}", Udp with { Reply = [rule] });

    [Fact]
    public void Rule_that_speaks_first_has_nothing_to_compare_or_echo()
    {
        MustName("$.reply[0].when.value", Client with { Reply = [When(ReplyMatch.Connected, "x")] });
        MustName("$.reply[0].echo", Client with { Reply = [When(ReplyMatch.Connected, "") with { Echo = true }] });
        var greeting = new ReplyRule
        {
            When = new() { Type = ReplyMatch.Connected },
            Payload = new() { Data = "{{connectionCounter}}", Template = true },
        };
        MustAccept(Client with { Reply = [greeting] });
    }

    [Fact]
    public void Rule_at_fault_is_named_by_its_place() =>
        MustName("$.reply[1].payload.data", Udp with { Reply = [new(), new() { Payload = new() { Data = @"\q" } }] });

    [Fact]
    public void Number_of_rules_is_bounded() =>
        MustName("$.reply", Udp with { Reply = [.. Enumerable.Repeat(new ReplyRule(), ReplyRuleCheck.MaxRules + 1)] });

    [Theory]
    [InlineData(0)]
    [InlineData(100_001)]
    public void Limit_is_between_its_bounds(int perSecond) =>
        MustName("$.replyLimitPerSecond", Udp with { ReplyLimitPerSecond = perSecond });

    [Fact]
    public void Client_may_use_everything_at_its_bounds()
    {
        var everything = When(ReplyMatch.Regex, "(?<who>a)") with
        {
            Payload = new() { Data = "$0 ${who} $$5 $x" },
            CloseAfter = true,
            DelayMs = 60_000,
            Continue = true,
        };
        MustAccept(Client with { Reply = [everything, new() { Echo = true }, new()], ReplyLimitPerSecond = 100_000 });
    }

    [Fact]
    public void Dollar_sign_means_nothing_where_no_expression_matched() =>
        MustAccept(
            Udp with
            {
                Reply =
                [
                    new()
                    {
                        When = new() { Type = ReplyMatch.Exact },
                        Payload = new() { Data = "$2" },
                    },
                ],
            }
        );

    private static ReplyRule When(ReplyMatch match, string value) =>
        new()
        {
            When = new() { Type = match, Value = value },
        };
}
